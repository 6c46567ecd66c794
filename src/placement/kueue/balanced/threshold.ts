import { levelRange } from '../../snapshot/domain-tree.ts';
import { rollUpSubtrees } from '../roll-up.ts';
import type { Search } from '../search.ts';
import type { SearchState } from '../search-state.ts';
import { type GreedyFit, greedyFit } from './greedy.ts';

/** Neighbouring domains of the requested level, and the fewest slices that each used domain is to get. */
export interface BalancedGroup {
  /** Tree indices `[from, to)`. */
  readonly from: number;
  readonly to: number;
  readonly threshold: number;
  /** Domains that a greedy choice needs. */
  readonly domainCount: number;
}

/**
 * The group of sibling domains that can be filled most evenly: the largest threshold, then the fewest domains, then the
 * first in path order (kueue-tas §10.2). `pruned` is left holding the group's counts without the domains below the
 * threshold.
 */
export function chooseGroup(search: Search, pruned: SearchState): BalancedGroup | undefined {
  let best: BalancedGroup | undefined;
  for (const [from, to] of siblingGroups(search)) {
    const group = evaluateGroup(search, pruned, from, to, best?.threshold ?? 0);
    if (group === undefined) continue;
    const isBetter = group.threshold > (best?.threshold ?? 0);
    const isSmaller = group.threshold === best?.threshold && group.domainCount < best.domainCount;
    if (isBetter || isSmaller) best = group;
  }
  return best;
}

/** All domains of the top level are one group; below it the children of each parent. */
function siblingGroups({ snapshot, plan }: Search): (readonly [from: number, to: number])[] {
  const { tree } = snapshot.domains;
  if (plan.level === 0) {
    const { from, to } = levelRange(tree, 0);
    return [[from, to]];
  }
  const parents = levelRange(tree, plan.level - 1);
  return Array.from({ length: parents.to - parents.from }, (_, i) => {
    const parent = parents.from + i;
    return [tree.childStart[parent] as number, tree.childStart[parent + 1] as number];
  });
}

function evaluateGroup(
  search: Search,
  pruned: SearchState,
  from: number,
  to: number,
  bestThreshold: number,
): BalancedGroup | undefined {
  const { tree } = search.snapshot.domains;
  const group = rangeOf(from, to);
  const isAboveSlices = search.plan.level < search.plan.sliceLevel;
  const lower = isAboveSlices ? rangeOf(tree.childStart[from] as number, tree.childStart[to] as number) : group;
  const fit = greedyFit(search, lower);
  // Nothing to place makes Kueue divide by zero here. Deviation: not balanced.
  if (fit === undefined || fit.used === 0) return undefined;
  for (const threshold of thresholds(search, fit)) {
    if (threshold < bestThreshold) return undefined;
    pruned.copySubtrees(search.state, tree, from, to);
    prune({ ...search, state: pruned }, from, to, threshold);
    const prunedFit = greedyFit({ ...search, state: pruned }, group);
    if (prunedFit !== undefined) return { from, to, threshold, domainCount: prunedFit.used };
  }
  return undefined;
}

/** The even share, and a smaller one that the last domain can also give beside the leader. */
function thresholds({ plan, state }: Search, { used, lastLeader, last }: GreedyFit): number[] {
  let threshold = Math.trunc(plan.sliceCount / used);
  if (lastLeader !== undefined) threshold = Math.min(threshold, state.slicesWithLeader[lastLeader] as number);
  if (last !== undefined) threshold = Math.min(threshold, state.slices[last] as number);
  if (plan.leaderCount === 0 || last === undefined) return [threshold];
  const besideLeader = Math.min(threshold, state.slicesWithLeader[last] as number);
  return besideLeader > 0 && besideLeader < threshold ? [threshold, besideLeader] : [threshold];
}

/** Leaves out what is below the threshold: first the children of the group's domains, then these themselves. */
function prune(search: Search, from: number, to: number, threshold: number): void {
  const { plan, state, snapshot } = search;
  const { tree } = snapshot.domains;
  pruneDomains(search, tree.childStart[from] as number, tree.childStart[to] as number, threshold);
  rollUpSubtrees(tree, state, { ...plan, innerSizes: [] }, plan.level, from, to);
  pruneDomains(search, from, to, threshold);
}

function pruneDomains({ plan, state, snapshot }: Search, from: number, to: number, threshold: number): void {
  const { tree } = snapshot.domains;
  for (let d = from; d < to; d++) {
    if ((state.slices[d] as number) < threshold) state.zeroSubtrees(tree, d, d + 1);
    else if (plan.leaderCount > 0 && (state.leaders[d] as number) > 0) {
      if ((state.slicesWithLeader[d] as number) < threshold) state.zeroLeaders(tree, d, d + 1);
    }
  }
}

function rangeOf(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}
