import type { OrderRule } from '../../../src/placement/kueue/domain-order.ts';
import { SearchState } from '../../../src/placement/kueue/search-state.ts';

export const BEST_FIT: OrderRule = { isLeastFree: false, prefersAffinity: false };
export const LEAST_FREE: OrderRule = { isLeastFree: true, prefersAffinity: false };
export const BEST_FIT_AFFINITY: OrderRule = { isLeastFree: false, prefersAffinity: true };

/** One domain; what is left out is 0, counts with a leader default to those without. */
export interface Counts {
  readonly pods?: number;
  readonly podsL?: number;
  readonly slices?: number;
  readonly slicesL?: number;
  readonly leaders?: number;
  readonly affinity?: number;
}

/** The state of domains 0, 1, 2 …; their index order is the order of their paths. */
export function stateOf(domains: readonly Counts[]): SearchState {
  const state = new SearchState(domains.length);
  for (const [
    d,
    { pods = 0, podsL = pods, slices = 0, slicesL = slices, leaders = 0, affinity = 0 },
  ] of domains.entries()) {
    state.pods[d] = pods;
    state.podsWithLeader[d] = podsL;
    state.slices[d] = slices;
    state.slicesWithLeader[d] = slicesL;
    state.leaders[d] = leaders;
    state.affinity[d] = affinity;
  }
  return state;
}

/** `[0, 1, …]`: all domains, in path order. */
export function allOf(domains: readonly unknown[]): number[] {
  return domains.map((_, d) => d);
}
