import { type Rejection, reject } from '../../placement-result.ts';
import { levelRange } from '../../snapshot/domain-tree.ts';
import type { ChosenDomains } from '../choose-domains.ts';
import { sortForLeader } from '../domain-order.ts';
import { notFit } from '../not-fit.ts';
import type { Search } from '../search.ts';
import type { LiveShape } from './live-shape.ts';
import type { SortedDomains } from './sorted-domains.ts';

/**
 * Phase 2a on domains that are kept in order: the same choice as `chooseDomains` without its sorting (kueue-tas §9.5).
 * For requests that neither prefer affinity nor are required and unconstrained at once.
 *
 * The domain that best fit and LeastFreeCapacity take is the same: the first with enough capacity in ascending order.
 * O(levels × log domains + chosen domains).
 */
export function chooseLive(search: Search, shape: LiveShape): ChosenDomains | Rejection {
  const { plan, snapshot, state } = search;
  const climbs = !plan.isRequired && !plan.isUnconstrained;
  for (let level = plan.level; ; level--) {
    if (snapshot.presentCount === 0) {
      return reject('no-domains', `no topology domains at level: ${snapshot.domains.topology.levels[level]}`);
    }
    const order = plan.leaderCount > 0 ? shape.forLeader(level) : shape.forWorkers(level);
    const single = order.firstFrom(plan.sliceCount);
    if (single !== undefined) return { level, domains: [single] };
    if (plan.isRequired) {
      const best = order.firstOfLargest() ?? firstWithoutLeader(search, level);
      return notFit(search, level, state.slices[best] as number);
    }
    if (level === 0 || !climbs) return chooseSeveral(search, shape, level);
  }
}

/** First in leader order where no domain of the level can take the leader. */
function firstWithoutLeader({ plan, snapshot, state }: Search, level: number): number {
  return sortForLeader(snapshot.presentDomains(level), state, plan)[0] as number;
}

function chooseSeveral(search: Search, shape: LiveShape, level: number): ChosenDomains | Rejection {
  const { plan, state } = search;
  const chosen: number[] = [];
  let rest = plan.sliceCount;
  let head: number | undefined;
  if (plan.leaderCount > 0) {
    head = leaderDomain(search, shape, level);
    if (head === undefined) return notFit(search, level, 0);
    const d = tightest(search, shape.forLeader(level), head, state.slicesWithLeader, rest, undefined);
    chosen.push(d);
    rest -= state.slicesWithLeader[d] as number;
  }
  const order = shape.forWorkers(level);
  if (plan.isLeastFree && rest > 0) chosen.push(...withoutSlices(search, shape, level, head));
  for (const d of plan.isLeastFree ? order.ascending(1) : order.descending()) {
    if (rest <= 0 || state.slices[d] === 0) break;
    if (d === head) continue;
    const best = tightest(search, order, d, state.slices, rest, head);
    chosen.push(best);
    rest -= state.slices[best] as number;
  }
  return rest > 0 ? notFit(search, level, plan.sliceCount - rest) : { level, domains: chosen };
}

/**
 * Least free begins with the domains that take no slice. They matter only where one of them gets the leader: on the
 * lowest level that is the first, above it any of their children may.
 */
function withoutSlices(
  { plan, snapshot }: Search,
  shape: LiveShape,
  level: number,
  passed: number | undefined,
): readonly number[] {
  if (plan.leaderCount === 0) return [];
  const isLowest = level === snapshot.domains.tree.height - 1;
  const domains: number[] = [];
  for (const d of shape.forLeaderAlone(level).ascending(0)) {
    if (d !== passed) domains.push(d);
    if (isLowest && domains.length > 0) break;
  }
  return domains;
}

/** The first domain that can take the leader without costing the workers their place, else the first that can take it. */
function leaderDomain({ plan, state, snapshot }: Search, shape: LiveShape, level: number): number | undefined {
  const order = shape.forLeader(level);
  const inOrder = (): Iterable<number> => (plan.isLeastFree ? order.ascending(0) : order.descending());
  // Above the slice level slices add up, so that every level has as many.
  const roots = levelRange(snapshot.domains.tree, 0);
  const available = state.slices.subarray(roots.from, roots.to).reduce((sum, slices) => sum + slices, 0);
  for (const d of inOrder()) {
    const cost = (state.slices[d] as number) - (state.slicesWithLeader[d] as number);
    if (available - cost >= plan.sliceCount) return d;
  }
  for (const d of inOrder()) return d;
  return undefined;
}

/**
 * The domain itself; with best fit, if it takes the whole rest, the first of the smallest that do, from it on.
 *
 * @param passed a domain that is out of the choice
 */
function tightest(
  { plan }: Search,
  order: SortedDomains,
  d: number,
  capacity: Int32Array,
  rest: number,
  passed: number | undefined,
): number {
  if (plan.isLeastFree || (capacity[d] as number) < rest) return d;
  for (const best of order.ascending(rest)) {
    if (best !== passed) return capacity[best] === capacity[d] ? d : best;
  }
  return d;
}
