import { MAX_INT32 } from '../base/index.ts';
import type { FlatTree } from '../topology/index.ts';
import { levelRange } from './domain-tree.ts';
import type { SearchState } from './search-state.ts';

/** What rolling up depends on. */
export interface RollUpRule {
  readonly leaderCount: number;
  readonly sliceSize: number;
  readonly sliceLevel: number;
  readonly innerSizes: readonly (number | undefined)[];
}

/** Phase 1b: from the leaves' counts those of every domain, bottom up (kueue-tas §9.2). */
export function rollUp(tree: FlatTree, state: SearchState, rule: RollUpRule): void {
  for (let level = tree.height - 1; level >= 0; level--) {
    const { from, to } = levelRange(tree, level);
    for (let d = from; d < to; d++) rollUpDomain(tree, state, rule, level, d);
  }
}

/** The same for the subtrees of the siblings `[from, to)`, which are of level `level`. */
export function rollUpSubtrees(
  tree: FlatTree,
  state: SearchState,
  rule: RollUpRule,
  level: number,
  from: number,
  to: number,
): void {
  if (from >= to) return;
  const childFrom = tree.childStart[from] as number;
  const childTo = tree.childStart[to] as number;
  rollUpSubtrees(tree, state, rule, level + 1, childFrom, childTo);
  for (let d = from; d < to; d++) rollUpDomain(tree, state, rule, level, d);
}

/**
 * The leader costs only the cheapest child that can take it, and inner slices are rounded down child by child: small
 * hosts can spoil a rack slice although their sum would do.
 */
export function rollUpDomain(tree: FlatTree, state: SearchState, rule: RollUpRule, level: number, d: number): void {
  if (level < tree.height - 1) sumChildren(tree, state, rule, level, d);
  if (level === rule.sliceLevel) {
    state.slices[d] = Math.trunc((state.pods[d] as number) / rule.sliceSize);
    state.slicesWithLeader[d] = Math.trunc((state.podsWithLeader[d] as number) / rule.sliceSize);
  }
}

function sumChildren(tree: FlatTree, state: SearchState, rule: RollUpRule, level: number, d: number): void {
  const { pods, podsWithLeader, slices, slicesWithLeader, leaders, affinity } = state;
  const unit = rule.innerSizes[level + 1] ?? 1;
  let podSum = 0;
  let sliceSum = 0;
  let podCost = MAX_INT32;
  let sliceCost = MAX_INT32;
  let canLead = false;
  let leaderMax = 0;
  let affinitySum = 0;
  const end = tree.childStart[d + 1] as number;
  for (let c = tree.childStart[d] as number; c < end; c++) {
    const own = roundDown(pods[c] as number, unit);
    podSum += own;
    sliceSum += slices[c] as number;
    if (rule.leaderCount === 0 || (leaders[c] as number) > 0) {
      canLead = true;
      podCost = Math.min(podCost, own - roundDown(podsWithLeader[c] as number, unit));
      sliceCost = Math.min(sliceCost, (slices[c] as number) - (slicesWithLeader[c] as number));
    }
    leaderMax = Math.max(leaderMax, leaders[c] as number);
    affinitySum += affinity[c] as number;
  }
  pods[d] = podSum;
  podsWithLeader[d] = canLead ? podSum - podCost : 0;
  slices[d] = sliceSum;
  slicesWithLeader[d] = canLead ? sliceSum - sliceCost : 0;
  leaders[d] = leaderMax;
  affinity[d] = affinitySum;
}

function roundDown(value: number, unit: number): number {
  return unit === 1 ? value : Math.trunc(value / unit) * unit;
}
