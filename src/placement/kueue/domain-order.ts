import type { SearchState } from './search-state.ts';

/** What the order of domains depends on, besides their counts. */
export interface OrderRule {
  readonly isLeastFree: boolean;
  readonly prefersAffinity: boolean;
}

/**
 * Domains for the workers: affinity where it is preferred, then slices (most first; LeastFreeCapacity: fewest first),
 * then fewest pods, then path (kueue-tas §9.3). The index order of one level is the order of paths.
 */
export function sortPlain(domains: readonly number[], state: SearchState, rule: OrderRule): number[] {
  const { affinity, slices, pods } = state;
  const sign = rule.isLeastFree ? 1 : -1;
  return [...domains].sort(
    (a, b) =>
      (rule.prefersAffinity ? (affinity[b] as number) - (affinity[a] as number) : 0) ||
      sign * ((slices[a] as number) - (slices[b] as number)) ||
      (pods[a] as number) - (pods[b] as number) ||
      a - b,
  );
}

/** Domains for the leader: those that can take one first, then as {@link sortPlain} by the counts with a leader. */
export function sortForLeader(domains: readonly number[], state: SearchState, rule: OrderRule): number[] {
  const { leaders, affinity, slicesWithLeader, podsWithLeader } = state;
  const sign = rule.isLeastFree ? 1 : -1;
  return [...domains].sort(
    (a, b) =>
      (leaders[b] as number) - (leaders[a] as number) ||
      (rule.prefersAffinity ? (affinity[b] as number) - (affinity[a] as number) : 0) ||
      sign * ((slicesWithLeader[a] as number) - (slicesWithLeader[b] as number)) ||
      (podsWithLeader[a] as number) - (podsWithLeader[b] as number) ||
      a - b,
  );
}

/** The counts that a step works in: whole slices or single pods. */
export interface Unit {
  /** Pods in one unit. */
  readonly size: number;
  readonly capacity: Int32Array;
  readonly capacityWithLeader: Int32Array;
}

/** Units of whole slices of `size` pods. */
export function sliceUnit(state: SearchState, size: number): Unit {
  return { size, capacity: state.slices, capacityWithLeader: state.slicesWithLeader };
}

/** Units of single pods. */
export function podUnit(state: SearchState): Unit {
  return { size: 1, capacity: state.pods, capacityWithLeader: state.podsWithLeader };
}

/**
 * The tightest domain from position `from` on that takes `needed` units and `leaderCount` leaders; the first of equals;
 * the one at `from` when none does (kueue-tas §9.5, `bestFitSlices` and `bestFitPods`).
 */
export function bestFit(
  domains: readonly number[],
  from: number,
  needed: number,
  leaderCount: number,
  unit: Unit,
  state: SearchState,
  rule: OrderRule,
): number {
  const first = domains[from] as number;
  const capacity = leaderCount > 0 ? unit.capacityWithLeader : unit.capacity;
  let best = first;
  let bestCapacity = Number.POSITIVE_INFINITY;
  for (let i = from; i < domains.length; i++) {
    const d = domains[i] as number;
    if (rule.prefersAffinity && state.affinity[d] !== state.affinity[first]) break;
    const fits = capacity[d] as number;
    if (fits >= needed && fits < bestCapacity && (state.leaders[d] as number) >= leaderCount) {
      best = d;
      bestCapacity = fits;
    }
  }
  return best;
}

/**
 * Moves the first domain that can take the leader without costing the workers their place to the front
 * (kueue-tas §9.5, `prioritizeLeader`).
 */
export function prioritizeLeader(
  domains: readonly number[],
  needed: number,
  leaderCount: number,
  unit: Unit,
  state: SearchState,
): readonly number[] {
  if (leaderCount === 0 || domains.length < 2) return domains;
  const { capacity, capacityWithLeader } = unit;
  const available = domains.reduce((sum, d) => sum + (capacity[d] as number), 0);
  const chosen = domains.find((d) => {
    const cost = (capacity[d] as number) - (capacityWithLeader[d] as number);
    return (state.leaders[d] as number) >= leaderCount && available - cost >= needed;
  });
  return chosen === undefined ? domains : [chosen, ...domains.filter((d) => d !== chosen)];
}
