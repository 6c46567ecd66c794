import { leafRange } from '../snapshot/domain-tree.ts';
import type { FlavorSnapshot } from '../snapshot/flavor-snapshot.ts';
import { LeafCounter, type LeafDemand } from './leaf-counter.ts';
import type { SearchPlan } from './search-plan.ts';
import type { SearchState } from './search-state.ts';

/** Why leaves were left out of a search: reason as in the message → number of leaves. */
export interface Exclusions {
  /** Leaves looked at. */
  total: number;
  readonly counts: Map<string, number>;
}

/** What a search counts on each leaf. */
export interface LeafQuestion extends LeafDemand {
  /** Tree index of the only domain that may be used. */
  readonly requiredDomain: number | undefined;
  /** Has Kueue forgotten the affinity score of this pod set (kueue-tas §11)? */
  readonly isScoreForgotten: boolean;
}

/**
 * Phase 1a: counts for every leaf that the filter passes how many workers fit, without and with the leader
 * (kueue-tas §9.1). Writes to a cleared `state`.
 */
export function countLeaves(
  snapshot: FlavorSnapshot,
  plan: SearchPlan,
  question: LeafQuestion,
  state: SearchState,
): Exclusions {
  const { domains } = snapshot;
  const exclusions: Exclusions = { total: 0, counts: new Map() };
  const counter = new LeafCounter(snapshot, plan.filter, question);
  const isInside = requiredRange(snapshot, question.requiredDomain);
  for (let leaf = 0; leaf < domains.leafCount; leaf++) {
    if (!snapshot.isPresent(leaf)) continue;
    exclusions.total++;
    let reason = counter.filterReason(leaf);
    if (reason === undefined) {
      if (!question.isScoreForgotten) counter.scoreAffinity(leaf, state);
      const lacking = isInside(leaf) ? counter.countPods(leaf, state) : undefined;
      if (lacking === undefined) reason = 'topologyDomain';
      else if (lacking >= 0) reason = counter.resourceReason(lacking);
    }
    if (reason !== undefined) countExclusion(exclusions, reason, 1);
  }
  return exclusions;
}

/** One leaf more or less was left out for this reason. */
export function countExclusion({ counts }: Exclusions, reason: string, change: 1 | -1): void {
  const count = (counts.get(reason) ?? 0) + change;
  if (count === 0) counts.delete(reason);
  else counts.set(reason, count);
}

/**
 * Is a leaf inside the required domain?
 *
 * Kueue compares the leaf's path with the domain's id. The id of a host is its bare name, which begins no path unless
 * the host name is the only level: then no leaf is inside.
 */
function requiredRange(snapshot: FlavorSnapshot, requiredDomain: number | undefined): (leaf: number) => boolean {
  const { tree, firstLeaf, isHostExact } = snapshot.domains;
  if (requiredDomain === undefined) return () => true;
  if (requiredDomain >= firstLeaf && isHostExact && tree.height > 1) return () => false;
  const { from, to } = leafRange(snapshot.domains, requiredDomain);
  return (leaf) => from <= leaf && leaf < to;
}
