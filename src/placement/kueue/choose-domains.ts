import { type Rejection, reject } from '../placement-result.ts';
import { bestFit, prioritizeLeader, sliceUnit, sortForLeader, sortPlain, type Unit } from './domain-order.ts';
import { notFit } from './not-fit.ts';
import type { Search } from './search.ts';

/** Where phase 2 begins: the level that was found, and the domains on it that together take everything. */
export interface ChosenDomains {
  readonly level: number;
  readonly domains: readonly number[];
}

/**
 * Phase 2a: the level and the domains to use (kueue-tas §9.5).
 *
 * A required request stays on its level and in one domain, a preferred one climbs until one domain takes all and
 * spreads out at the top, an unconstrained one spreads out on its level.
 */
export function chooseDomains(search: Search): ChosenDomains | Rejection {
  const { plan, snapshot } = search;
  const climbs = !plan.isRequired && !plan.isUnconstrained;
  for (let level = plan.level; ; level--) {
    const domains = snapshot.presentDomains(level);
    if (domains.length === 0) {
      return reject('no-domains', `no topology domains at level: ${snapshot.domains.topology.levels[level]}`);
    }
    const sorted = sortForLeader(domains, search.state, plan);
    const single = chooseOne(search, sorted);
    if (single !== undefined) return { level, domains: [single] };
    if (plan.isRequired) return notFit(search, level, roomOf(search, sorted));
    if (level === 0 || !climbs) return chooseSeveral(search, sorted, level);
  }
}

/** What is told of the room of a level: slices of the best domain, or pods of the last where the least free comes first. */
function roomOf({ plan, state }: Search, sorted: readonly number[]): number {
  const room = plan.isLeastFree ? state.pods[sorted.at(-1) as number] : state.slices[sorted[0] as number];
  return room as number;
}

/** One domain that takes all slices and the leader. */
function chooseOne(search: Search, sorted: readonly number[]): number | undefined {
  const { plan, state } = search;
  const { sliceCount, leaderCount } = plan;
  const unit = sliceUnit(state, plan.sliceSize);
  const takesAll = (d: number): boolean => fitsAll(search, d);
  if (plan.isLeastFree) {
    const capacity = leaderCount > 0 ? unit.capacityWithLeader : unit.capacity;
    return sorted.find((d) => (state.leaders[d] as number) >= leaderCount && (capacity[d] as number) >= sliceCount);
  }
  if (takesAll(sorted[0] as number)) return bestFit(sorted, 0, sliceCount, leaderCount, unit, state, plan);
  if (!plan.isRequired || !plan.prefersAffinity) return undefined;
  // The preferred nodes are too few: look for room in the less preferred tiers.
  const i = sorted.findIndex(takesAll);
  return i < 0 ? undefined : bestFit(sorted, i, sliceCount, leaderCount, unit, state, plan);
}

function fitsAll({ plan, state }: Search, d: number): boolean {
  return (state.slicesWithLeader[d] as number) >= plan.sliceCount && (state.leaders[d] as number) >= plan.leaderCount;
}

/** Several domains of one level: first for the leader, then for the rest of the workers. */
function chooseSeveral(search: Search, sorted: readonly number[], level: number): ChosenDomains | Rejection {
  const { plan, state } = search;
  const unit = sliceUnit(state, plan.sliceSize);
  const domains = prioritizeLeader(sorted, plan.sliceCount, plan.leaderCount, unit, state);
  const chosen: number[] = [];
  let rest = plan.sliceCount;
  let leadersLeft = plan.leaderCount;
  let i = 0;
  for (; leadersLeft > 0 && i < domains.length && (state.leaders[domains[i] as number] as number) > 0; i++) {
    const d = tightest(search, domains, i, rest, leadersLeft, unit.capacityWithLeader, unit);
    chosen.push(d);
    leadersLeft -= state.leaders[d] as number;
    rest -= state.slicesWithLeader[d] as number;
  }
  if (leadersLeft > 0) return notFit(search, level, 0);
  // Kueue goes on behind position i even where best fit took a domain from further back.
  const others = sortPlain(domains.slice(i), state, plan);
  for (let j = 0; rest > 0 && j < others.length; j++) {
    const d = tightest(search, others, j, rest, 0, unit.capacity, unit);
    chosen.push(d);
    rest -= state.slices[d] as number;
  }
  return rest > 0 ? notFit(search, level, plan.sliceCount - rest) : { level, domains: chosen };
}

/** The domain at position i; with best fit, if it takes the whole rest, the tightest that does. */
function tightest(
  { plan, state }: Search,
  domains: readonly number[],
  i: number,
  rest: number,
  leaderCount: number,
  capacity: Int32Array,
  unit: Unit,
): number {
  const d = domains[i] as number;
  if (plan.isLeastFree || (capacity[d] as number) < rest) return d;
  return bestFit(domains, i, rest, leaderCount, unit, state, plan);
}
