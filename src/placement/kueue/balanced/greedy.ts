import { sortForLeader, sortPlain } from '../domain-order.ts';
import type { Search } from '../search.ts';

/** How few domains take everything when the largest are used first (kueue-tas §10.1). */
export interface GreedyFit {
  /** Domains used. */
  readonly used: number;
  /** The last domain taken for the leader. */
  readonly lastLeader: number | undefined;
  /** The last domain taken for workers alone. */
  readonly last: number | undefined;
}

/** Walks the domains, largest first, until all slices and the leader are placed; undefined when they can't be. */
export function greedyFit({ plan, state }: Search, domains: readonly number[]): GreedyFit | undefined {
  const order = { isLeastFree: false, prefersAffinity: plan.prefersAffinity };
  let rest = plan.sliceCount;
  let leadersLeft = plan.leaderCount;
  let lastLeader: number | undefined;
  let used = 0;
  const sorted = leadersLeft > 0 ? sortForLeader(domains, state, order) : domains;
  while (leadersLeft > 0 && used < sorted.length && (state.leaders[sorted[used] as number] as number) > 0) {
    lastLeader = sorted[used++] as number;
    leadersLeft -= state.leaders[lastLeader] as number;
    rest -= state.slicesWithLeader[lastLeader] as number;
  }
  if (leadersLeft > 0) return undefined;
  let last: number | undefined;
  for (const d of sortPlain(sorted.slice(used), state, order)) {
    if (rest <= 0 || (state.slices[d] as number) <= 0) break;
    last = d;
    used++;
    rest -= state.slices[d] as number;
  }
  return rest > 0 ? undefined : { used, lastLeader, last };
}
