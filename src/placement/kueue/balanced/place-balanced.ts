import type { ChosenDomains } from '../choose-domains.ts';
import { sortForLeader } from '../domain-order.ts';
import type { Search } from '../search.ts';
import { SearchState } from '../search-state.ts';
import { optimalSet } from './optimal-set.ts';
import { chooseGroup } from './threshold.ts';

/** Domains chosen in balance, with the state in which they hold their shares. */
export interface BalancedPlacement {
  readonly search: Search;
  readonly chosen: ChosenDomains;
}

/**
 * Spreads a preferred request evenly over as few domains as it needs, or undefined when that can't be: then the
 * ordinary algorithm goes on (gate `TASBalancedPlacement`, kueue-tas §10). Leaves `search.state` as it is.
 */
export function placeBalanced(search: Search): BalancedPlacement | undefined {
  const { plan, snapshot } = search;
  const { tree } = snapshot.domains;
  const balanced: Search = { ...search, state: new SearchState(tree.size) };
  const group = chooseGroup(search, balanced.state);
  if (group === undefined) return undefined;
  let domains = Array.from({ length: group.to - group.from }, (_, i) => group.from + i);
  let level = plan.level;
  if (plan.level < plan.sliceLevel) {
    const parents = optimalSet(balanced, domains, true);
    if (parents === undefined) return undefined;
    domains = parents.flatMap((d) => childrenOf(balanced, d));
    level++;
  }
  const set = optimalSet(balanced, domains, false);
  if (set === undefined) return undefined;
  const sorted = sortForLeader(set, balanced.state, { isLeastFree: false, prefersAffinity: plan.prefersAffinity });
  return shareEvenly(balanced, sorted, group.threshold)
    ? { search: balanced, chosen: { level, domains: sorted } }
    : undefined;
}

/**
 * Gives every domain of the set the threshold, and what is over to the first that have room, the leader's first
 * (kueue-tas §10.3). False when it does not come out even.
 */
function shareEvenly({ plan, state }: Search, set: readonly number[], threshold: number): boolean {
  let extra = plan.sliceCount - set.length * threshold;
  if (extra < 0) return false;
  let leadersLeft = plan.leaderCount;
  for (const d of set) {
    const leads = leadersLeft > 0;
    const capacity = leads ? state.slicesWithLeader : state.slices;
    const bonus = leads || extra > 0 ? Math.min((capacity[d] as number) - threshold, extra) : 0;
    state.leaders[d] = leads ? 1 : 0;
    state.slices[d] = threshold + bonus;
    state.slicesWithLeader[d] = threshold + bonus;
    state.pods[d] = (threshold + bonus) * plan.sliceSize;
    state.podsWithLeader[d] = (state.pods[d] as number) - (state.leaders[d] as number);
    if (leads) leadersLeft--;
    extra -= bonus;
  }
  return extra <= 0 && leadersLeft <= 0;
}

function childrenOf({ snapshot }: Search, d: number): number[] {
  const { childStart } = snapshot.domains.tree;
  const from = childStart[d] as number;
  return Array.from({ length: (childStart[d + 1] as number) - from }, (_, i) => from + i);
}
