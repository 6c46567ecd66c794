import type { ResourceAmounts } from '../model/index.ts';
import { bindDemand, countFit, type Fit, type LeafView } from './demand.ts';
import type { FlavorSnapshot } from './flavor-snapshot.ts';
import { affinityScore, exclusionOf } from './node-filter.ts';
import type { SearchPlan } from './search-plan.ts';
import type { SearchState } from './search-state.ts';

/** Why leaves were left out of a search: reason as in the message → number of leaves. */
export interface Exclusions {
  /** Leaves looked at. */
  total: number;
  readonly counts: Map<string, number>;
}

/** What a search counts on each leaf. */
export interface LeafQuestion extends LeafView {
  readonly workers: ResourceAmounts;
  /** Requests of the leader, where there is one. */
  readonly leader: ResourceAmounts | undefined;
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
  const exclusions: Exclusions = { total: domains.leafCount, counts: new Map() };
  const workers = bindDemand(snapshot, question.workers);
  const leader = question.leader === undefined ? undefined : bindDemand(snapshot, question.leader);
  const isUsable = requiredRange(snapshot, question.requiredDomain);
  const fit: Fit = { pods: 0, limitingItem: 0 };
  for (let leaf = 0; leaf < domains.leafCount; leaf++) {
    const d = domains.firstLeaf + leaf;
    const node = domains.leafNodes[leaf];
    if (node !== undefined) {
      const exclusion = exclusionOf(node, plan.filter);
      if (exclusion !== undefined) {
        exclude(exclusions, exclusion);
        continue;
      }
      if (!question.isScoreForgotten) state.affinity[d] = affinityScore(node, plan.filter);
    }
    if (!isUsable(leaf)) {
      exclude(exclusions, 'topologyDomain');
      continue;
    }
    const pods = countFit(workers, leaf, question, undefined, fit);
    if (pods === 0) exclude(exclusions, `resource "${workers[fit.limitingItem]?.resource}"`);
    const hasLeader = leader !== undefined && countFit(leader, leaf, question, undefined, fit) > 0;
    state.pods[d] = pods;
    state.leaders[d] = hasLeader ? 1 : 0;
    state.podsWithLeader[d] = hasLeader ? countFit(workers, leaf, question, leader, fit) : pods;
  }
  return exclusions;
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
  let from = requiredDomain;
  let to = requiredDomain + 1;
  while (from < firstLeaf) {
    from = tree.childStart[from] as number;
    to = tree.childStart[to] as number;
  }
  return (leaf) => firstLeaf + leaf >= from && firstLeaf + leaf < to;
}

function exclude({ counts }: Exclusions, reason: string): void {
  counts.set(reason, (counts.get(reason) ?? 0) + 1);
}
