import type { ChosenDomains } from './choose-domains.ts';
import { podUnit, sliceUnit, sortPlain } from './domain-order.ts';
import type { Search } from './search.ts';
import { take } from './take.ts';

/**
 * Phase 2b: from the chosen domains down to leaves; `state` then holds what each leaf was given (kueue-tas §9.7).
 *
 * Above the slice level the children of all chosen domains are pooled and the shares of their parents forgotten. From
 * the slice level down each domain shares out its own pods.
 */
export function descend(search: Search, chosen: ChosenDomains, isBalanced: boolean): number[] {
  const { plan, state, snapshot } = search;
  const { tree } = snapshot.domains;
  const lastLevel = tree.height - 1;
  const unit = sliceUnit(state, plan.sliceSize);
  let domains = take(chosen.domains, plan.sliceCount, plan.leaderCount, unit, state, plan);
  let level = chosen.level;
  if (!isBalanced) {
    for (; level < Math.min(lastLevel, plan.sliceLevel); level++) {
      const children = sortPlain(childrenOf(search, domains), state, plan);
      domains = take(children, plan.sliceCount, plan.leaderCount, unit, state, plan);
    }
  }
  for (; level < lastLevel; level++) {
    const size = level < plan.sliceLevel ? plan.sliceSize : (plan.innerSizes[level + 1] ?? 1);
    domains = domains.flatMap((d) => shareOut(search, d, size));
  }
  return domains;
}

/**
 * Shares the pods of one domain out over its children, in slices of `size`.
 *
 * The children are sorted before their slices are counted anew, as in Kueue: below the slice level that is by pods,
 * fewest first, for best fit as well.
 */
function shareOut(search: Search, domain: number, size: number): number[] {
  const { plan, state } = search;
  const children = sortPlain(childrenOf(search, [domain]), state, plan);
  const pods = state.pods[domain] as number;
  const leaders = state.leaders[domain] as number;
  if (size === 1) return take(children, pods, leaders, podUnit(state), state, plan);
  for (const child of children) {
    state.save(child);
    state.slices[child] = Math.trunc((state.pods[child] as number) / size);
    state.slicesWithLeader[child] = Math.trunc((state.podsWithLeader[child] as number) / size);
  }
  return take(children, Math.trunc(pods / size), leaders, sliceUnit(state, size), state, plan);
}

/** The children of all these domains, pooled, without those that could be given nothing: fewer are to be sorted. */
function childrenOf({ snapshot, state }: Search, domains: readonly number[]): number[] {
  const { childStart } = snapshot.domains.tree;
  const { pods, slices, leaders } = state;
  const children: number[] = [];
  for (const d of domains) {
    const end = childStart[d + 1] as number;
    for (let child = childStart[d] as number; child < end; child++) {
      if (pods[child] !== 0 || slices[child] !== 0 || leaders[child] !== 0) children.push(child);
    }
  }
  return children;
}
