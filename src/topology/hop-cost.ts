import { hopsBetween, hostNumber } from './hops.ts';
import type { Network } from './network.ts';
import { pairCount } from './pair-count.ts';

/** How far apart the ranks of a job are. Numbers are null when a pair has no network node in common. */
export interface HopCost {
  /** Largest distance of two ranks; 0 for fewer than two. */
  readonly max: number | null;
  /** Mean over all pairs of ranks; 0 for fewer than two. */
  readonly mean: number | null;
  /** Sum over all pairs of ranks. */
  readonly total: number | null;
  /** Sum over neighbours in rank order, from the last back to the first. */
  readonly ring: number | null;
  /** Pairs of ranks on different hosts without a shared network node. */
  readonly unreachablePairs: number;
}

/**
 * What does it cost, in hops, to run ranks on these instances?
 *
 * Pairs of ranks on one host are 0 hops apart. The total is counted through the tree, in O(ranks × depth).
 *
 * @param ranks instance id or node name of every rank, in rank order
 * @throws HopwiseError `unknown-name`
 */
export function hopCost(network: Network, ranks: readonly string[]): HopCost {
  return hopCostOfHosts(
    network,
    ranks.map((name) => hostNumber(network, name)),
  );
}

/** The same by host numbers. */
export function hopCostOfHosts(network: Network, ranks: readonly number[]): HopCost {
  const below = ranksBelow(network, ranks);
  const pairs = countPairs(network, below, ranks.length);
  if (pairs.unreachable > 0) {
    return { max: null, mean: null, total: null, ring: null, unreachablePairs: pairs.unreachable };
  }
  const mean = ranks.length < 2 ? 0 : pairs.total / pairCount(ranks.length);
  return { max: pairs.max, mean, total: pairs.total, ring: ringCost(network, ranks), unreachablePairs: 0 };
}

/** Tree index → ranks at or below it; only the indices on the way to a rank. */
function ranksBelow({ tree, hosts }: Network, ranks: readonly number[]): Map<number, number> {
  const below = new Map<number, number>();
  for (const rank of ranks) {
    for (let d = hosts[rank] as number; d >= 0; d = tree.parent[d] as number) below.set(d, (below.get(d) ?? 0) + 1);
  }
  return below;
}

/**
 * Every link is crossed by (ranks below it) × (ranks elsewhere in its tree) pairs; ranks in different trees can't reach
 * each other.
 */
function countPairs(
  network: Network,
  below: ReadonlyMap<number, number>,
  rankCount: number,
): { readonly total: number; readonly max: number; readonly unreachable: number } {
  const { tree } = network;
  let total = 0;
  let unreachable = 0;
  for (const [d, ranks] of below) {
    const parent = tree.parent[d] as number;
    if (parent < 0) unreachable += ranks * (rankCount - ranks);
    else total += ranks * ((below.get(rootOf(network, d)) as number) - ranks);
  }
  return { total, max: diameter(network, below), unreachable: unreachable / 2 };
}

/** Largest distance of two hosts with ranks: at every network node the two deepest branches meet. */
function diameter(network: Network, below: ReadonlyMap<number, number>): number {
  const deepest = new Map<number, number>();
  let max = 0;
  for (const d of [...below.keys()].sort((a, b) => b - a)) {
    const depth = (deepest.get(d) ?? 0) + 1;
    const parent = network.tree.parent[d] as number;
    if (parent < 0) continue;
    const other = deepest.get(parent);
    if (other !== undefined) max = Math.max(max, other + depth);
    deepest.set(parent, Math.max(other ?? 0, depth));
  }
  return max;
}

function ringCost(network: Network, ranks: readonly number[]): number {
  let ring = 0;
  for (const [i, rank] of ranks.entries()) {
    const answer = hopsBetween(network, rank, ranks[(i + 1) % ranks.length] as number);
    if (answer.state === 'reachable') ring += answer.hops;
  }
  return ring;
}

function rootOf({ tree }: Network, d: number): number {
  let root = d;
  while ((tree.parent[root] as number) >= 0) root = tree.parent[root] as number;
  return root;
}
