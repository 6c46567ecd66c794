import type { Network } from './network.ts';
import { pairCount } from './pair-count.ts';

/** How many pairs of instances are how far apart. */
export interface HopHistogram {
  /** Hops → pairs, ascending by hops. */
  readonly pairsByHops: ReadonlyMap<number, number>;
  /** Pairs without a shared network node. */
  readonly unreachablePairs: number;
}

/**
 * Over all pairs of instances: how many are 2, 4, 6 … hops apart? Counted through the tree, never pair by pair:
 * O(size × depth²).
 */
export function hopHistogram(network: Network): HopHistogram {
  const { tree, isHost, hosts } = network;
  const pairs = new Map<number, number>();
  // Per network node: number of hosts by links below it, of the children seen so far.
  const seen = new Map<number, Map<number, number>>();
  for (let d = tree.size - 1; d >= 0; d--) {
    const below = seen.get(d) ?? new Map<number, number>();
    if (isHost[d] === 1) below.set(0, 1);
    seen.delete(d);
    const parent = tree.parent[d] as number;
    if (parent < 0) continue;
    const siblings = seen.get(parent) ?? new Map<number, number>();
    for (const [depth, count] of below) {
      for (const [other, otherCount] of siblings) addTo(pairs, depth + 1 + other, count * otherCount);
    }
    for (const [depth, count] of below) addTo(siblings, depth + 1, count);
    seen.set(parent, siblings);
  }
  const sorted = [...pairs].sort(([a], [b]) => a - b);
  const reachable = sorted.reduce((sum, [, count]) => sum + count, 0);
  return { pairsByHops: new Map(sorted), unreachablePairs: pairCount(hosts.length) - reachable };
}

function addTo(counts: Map<number, number>, key: number, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}
