import type { FeatureGates, ResourceAmounts } from '../../model/index.ts';
import type { PodSetRequest } from '../placement-request.ts';
import type { PlacementProfile, Rejection } from '../placement-result.ts';
import type { LeafView } from '../snapshot/demand.ts';
import type { FlavorSnapshot } from '../snapshot/flavor-snapshot.ts';
import { placeBalanced } from './balanced/index.ts';
import { type ChosenDomains, chooseDomains } from './choose-domains.ts';
import { descend } from './descend.ts';
import { countLeaves } from './leaf-capacities.ts';
import type { LeafDemand } from './leaf-counter.ts';
import { chooseLive } from './live/index.ts';
import { rollUp } from './roll-up.ts';
import type { Search } from './search.ts';
import { searchMemory } from './search-memory.ts';
import { planSearch, type SearchPlan } from './search-plan.ts';

/** What to search, beside the pods. */
export interface SearchInput extends LeafView {
  readonly gates: FeatureGates;
  readonly workers: PodSetRequest;
  /** Contributes one pod, of which only the requests matter (kueue-tas §9.0). */
  readonly leader: PodSetRequest | undefined;
  readonly requiredDomain?: number | undefined;
  /** Of the workload that asks; empty or absent: unknown. */
  readonly workloadUid?: string | undefined;
}

/** Leaves that were found, in path order, with what each is given. */
export interface FoundLeaves {
  readonly state: 'found';
  readonly profile: PlacementProfile;
  readonly leaves: readonly { readonly leaf: number; readonly pods: number; readonly leaders: number }[];
}

/**
 * Kueue's placement of one pod set, or of leader and workers, on one snapshot (kueue-tas §9).
 *
 * Phase 1 counts what fits every leaf and rolls it up; phase 2 chooses a level and domains on it and descends to the
 * leaves. For a shape asked before phase 1 costs what changed since. The snapshot is left as it was.
 */
export function searchPlacement(snapshot: FlavorSnapshot, input: SearchInput): FoundLeaves | Rejection {
  const plan = planSearch(input.workers, input.leader === undefined ? 0 : 1, snapshot, input.gates);
  if ('reason' in plan) return plan;
  const isOdd = plan.prefersAffinity || (plan.isRequired && plan.isUnconstrained);
  const isConfined = input.requiredDomain !== undefined;
  if (isOdd || isConfined || (input.isSimulatedEmpty && input.assumed.size > 0))
    return searchAfresh(snapshot, plan, input);
  const mark = snapshot.mark();
  for (const [leaf, amounts] of input.assumed) snapshot.charge(leaf, amounts);
  const found = searchLive(snapshot, plan, input);
  snapshot.rollback(mark);
  return found;
}

/** Phase 1 from nothing: every leaf is counted. O(domains × log domains). */
export function searchAfresh(snapshot: FlavorSnapshot, plan: SearchPlan, input: SearchInput): FoundLeaves | Rejection {
  const state = searchMemory(snapshot).scratch;
  state.clear();
  const question = {
    ...demandOf(input),
    assumed: input.assumed,
    requiredDomain: input.requiredDomain,
    isScoreForgotten: forgetScore(snapshot, input),
  };
  const exclusions = countLeaves(snapshot, plan, question, state);
  rollUp(snapshot.domains.tree, state, plan);
  return findLeaves({ snapshot, plan, state, exclusions }, chooseDomains);
}

/** Phase 1 from what is known of the shape. */
function searchLive(snapshot: FlavorSnapshot, plan: SearchPlan, input: SearchInput): FoundLeaves | Rejection {
  const shape = searchMemory(snapshot).shapes.get(plan, demandOf(input));
  const { state, exclusions } = shape;
  try {
    return findLeaves({ snapshot, plan, state, exclusions }, (search) => chooseLive(search, shape));
  } finally {
    state.restore();
  }
}

function demandOf({ workers, leader, isSimulatedEmpty }: SearchInput): LeafDemand {
  return { workers: workers.requests, leader: leader?.requests, isSimulatedEmpty, assumed: NOTHING };
}

const NOTHING: ReadonlyMap<number, ResourceAmounts> = new Map();

function findLeaves(search: Search, choose: (search: Search) => ChosenDomains | Rejection): FoundLeaves | Rejection {
  const { plan } = search;
  if (plan.triesBalanced) {
    const balanced = placeBalanced(search);
    if (balanced !== undefined)
      return found(balanced.search, 'Balanced', descend(balanced.search, balanced.chosen, true));
  }
  const chosen = choose(search);
  if ('reason' in chosen) return chosen;
  return found(search, plan.isLeastFree ? 'LeastFreeCapacity' : 'BestFit', descend(search, chosen, false));
}

function found({ snapshot, state }: Search, profile: PlacementProfile, domains: readonly number[]): FoundLeaves {
  const { firstLeaf } = snapshot.domains;
  const leaves = [];
  for (const d of new Int32Array(domains).sort()) {
    leaves.push({ leaf: d - firstLeaf, pods: state.pods[d] as number, leaders: state.leaders[d] as number });
  }
  return { state: 'found', profile, leaves };
}

/** Kueue remembers which nodes match a pod set, but not how well: the second look finds no affinity (kueue-tas §11). */
function forgetScore(snapshot: FlavorSnapshot, { gates, workloadUid, workers }: SearchInput): boolean {
  if (!gates.TASCacheNodeMatchResults || workloadUid === undefined || workloadUid === '') return false;
  const key = `${workloadUid}/${workers.podSet}`;
  const { filtered } = searchMemory(snapshot);
  const isKnown = filtered.has(key);
  filtered.add(key);
  return isKnown;
}
