import type { RuleSearch } from '../../../src/placement/search-rule.ts';
import type { FlavorSnapshot } from '../../../src/placement/snapshot/flavor-snapshot.ts';
import { pathOf } from '../../../src/topology/index.ts';

/** Cost of a placement, worked out pair by pair; pairs without a shared top domain first. */
export type PairCost = readonly [unreachable: number, hops: number];

/** Leaf numbers of all pods, in path order. */
type Spots = readonly number[];

/** The least cost over every way to distribute the pods, one by one; undefined when there is none. */
export function bruteForce(search: RuleSearch, objective: 'total' | 'ring'): PairCost | undefined {
  let best: PairCost | undefined;
  for (const spots of allWays(search)) {
    const cost = costOfSpots(search.snapshot, spots, objective);
    if (best === undefined || isLess(cost, best)) best = cost;
  }
  return best;
}

function isLess([a, b]: PairCost, [c, d]: PairCost): boolean {
  return a < c || (a === c && b < d);
}

/** Looks at each pair of pods, or at each step around the ring in path order, by the paths of their leaves. */
export function costOfSpots(snapshot: FlavorSnapshot, spots: Spots, objective: 'total' | 'ring'): PairCost {
  let unreachable = 0;
  let hops = 0;
  const count = (a: number, b: number): void => {
    const [pathA, pathB] = [pathOfLeaf(snapshot, a), pathOfLeaf(snapshot, b)];
    const shared = pathA.findIndex((label, i) => label !== pathB[i]);
    // Where no top domain is shared, the links up to the two top domains still count.
    if (shared === 0) unreachable++;
    if (shared >= 0) hops += 2 * Math.min(pathA.length - shared, pathA.length - 1);
  };
  if (objective === 'total') {
    for (let i = 0; i < spots.length; i++) for (let j = 0; j < i; j++) count(spots[i] as number, spots[j] as number);
  } else {
    for (let i = 0; i < spots.length; i++) count(spots[i] as number, spots[(i + 1) % spots.length] as number);
  }
  return [unreachable, hops];
}

function pathOfLeaf({ domains }: FlavorSnapshot, leaf: number): readonly string[] {
  return pathOf(domains.tree, domains.firstLeaf + leaf);
}

/** Every vector of workers per leaf, with every leaf for the leader, that the request allows. */
function* allWays({ plan, snapshot, state }: RuleSearch): Generator<Spots> {
  const { domains } = snapshot;
  const leaders: (number | undefined)[] = [];
  for (let leaf = 0; leaf < domains.leafCount; leaf++) {
    if (plan.leaderCount > 0 && state.leaders[domains.firstLeaf + leaf] === 1) leaders.push(leaf);
  }
  if (plan.leaderCount === 0) leaders.push(undefined);
  for (const leader of leaders) {
    const capacity = Array.from({ length: domains.leafCount }, (_, leaf) => {
      const d = domains.firstLeaf + leaf;
      return (leaf === leader ? state.podsWithLeader[d] : state.pods[d]) as number;
    });
    for (const counts of distributions(capacity, plan.sliceCount * plan.sliceSize)) {
      const ranks = counts.map((count, leaf) => count + (leaf === leader ? 1 : 0));
      if (keepsSlices({ plan, snapshot }, counts) && keepsLevel({ plan, snapshot }, ranks)) {
        yield ranks.flatMap((count, leaf) => new Array<number>(count).fill(leaf));
      }
    }
  }
}

function* distributions([first, ...others]: readonly number[], count: number): Generator<number[]> {
  if (first === undefined) {
    if (count === 0) yield [];
    return;
  }
  for (let own = 0; own <= Math.min(first, count); own++) {
    for (const rest of distributions(others, count - own)) yield [own, ...rest];
  }
}

/** Whole slices of every layer in each of its domains. */
function keepsSlices({ plan, snapshot }: Pick<RuleSearch, 'plan' | 'snapshot'>, counts: readonly number[]): boolean {
  return plan.constraints.every(({ topology, size }) => {
    const level = snapshot.domains.topology.levels.indexOf(topology);
    return [...countsAtLevel(snapshot, counts, level).values()].every((count) => count % size === 0);
  });
}

function keepsLevel({ plan, snapshot }: Pick<RuleSearch, 'plan' | 'snapshot'>, ranks: readonly number[]): boolean {
  if (!plan.isRequired) return true;
  return [...countsAtLevel(snapshot, ranks, plan.level).values()].filter((count) => count > 0).length <= 1;
}

function countsAtLevel(snapshot: FlavorSnapshot, counts: readonly number[], level: number): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [leaf, count] of counts.entries()) {
    const domain = pathOfLeaf(snapshot, leaf)
      .slice(0, level + 1)
      .join('/');
    sums.set(domain, (sums.get(domain) ?? 0) + count);
  }
  return sums;
}
