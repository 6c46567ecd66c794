import { MAX_INT32 } from '../../base/index.ts';
import type { FlatTree } from '../../topology/index.ts';
import { levelRange } from '../snapshot/domain-tree.ts';
import type { SearchState } from './search-state.ts';

/** What rolling up depends on. */
export interface RollUpRule {
  readonly leaderCount: number;
  readonly sliceSize: number;
  readonly sliceLevel: number;
  readonly innerSizes: readonly (number | undefined)[];
  readonly prefersAffinity: boolean;
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

/** Inner slices are rounded down child by child: small hosts can spoil a rack slice although their sum would do. */
export function rollUpDomain(tree: FlatTree, state: SearchState, rule: RollUpRule, level: number, d: number): void {
  if (level < tree.height - 1) sumChildren(tree, state, rule, level, d);
  if (level === rule.sliceLevel) {
    state.slices[d] = Math.trunc((state.pods[d] as number) / rule.sliceSize);
    state.slicesWithLeader[d] = Math.trunc((state.podsWithLeader[d] as number) / rule.sliceSize);
  }
}

function sumChildren(tree: FlatTree, state: SearchState, rule: RollUpRule, level: number, d: number): void {
  const { pods, slices } = state;
  const unit = rule.innerSizes[level + 1] ?? 1;
  const from = tree.childStart[d] as number;
  const to = tree.childStart[d + 1] as number;
  let podSum = 0;
  let sliceSum = 0;
  for (let c = from; c < to; c++) {
    podSum += roundDown(pods[c] as number, unit);
    sliceSum += slices[c] as number;
  }
  pods[d] = podSum;
  slices[d] = sliceSum;
  // Looking at fewer columns is what keeps a large tree as quick as a small one.
  if (rule.leaderCount > 0) chargeLeader(state, unit, d, from, to);
  else {
    state.podsWithLeader[d] = podSum;
    state.slicesWithLeader[d] = sliceSum;
  }
  if (rule.prefersAffinity) sumAffinity(state, d, from, to);
}

/** The leader costs only the cheapest of the children `[from, to)` that can take it. */
function chargeLeader(state: SearchState, unit: number, d: number, from: number, to: number): void {
  const { pods, podsWithLeader, slices, slicesWithLeader, leaders } = state;
  let podCost = MAX_INT32;
  let sliceCost = MAX_INT32;
  leaders[d] = 0;
  // None is cheaper than one that costs nothing.
  for (let c = from; c < to && (podCost !== 0 || sliceCost !== 0); c++) {
    if (leaders[c] === 0) continue;
    leaders[d] = 1;
    podCost = Math.min(podCost, roundDown(pods[c] as number, unit) - roundDown(podsWithLeader[c] as number, unit));
    sliceCost = Math.min(sliceCost, (slices[c] as number) - (slicesWithLeader[c] as number));
  }
  const canLead = leaders[d] === 1;
  podsWithLeader[d] = canLead ? (pods[d] as number) - podCost : 0;
  slicesWithLeader[d] = canLead ? (slices[d] as number) - sliceCost : 0;
}

function sumAffinity({ affinity }: SearchState, d: number, from: number, to: number): void {
  let sum = 0;
  for (let c = from; c < to; c++) sum += affinity[c] as number;
  affinity[d] = sum;
}

function roundDown(value: number, unit: number): number {
  return unit === 1 ? value : Math.trunc(value / unit) * unit;
}
