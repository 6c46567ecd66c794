import type { FeatureGates, TopologyAssignment, Workload } from '../../model/index.ts';
import type { PodSetRequest } from '../placement-request.ts';
import type { Rejection } from '../placement-result.ts';
import { toAssignment } from '../snapshot/assignments.ts';
import type { AssumedUsage } from '../snapshot/assumed-usage.ts';
import type { FlavorSnapshot } from '../snapshot/flavor-snapshot.ts';
import { type FoundLeaves, searchPlacement } from './search-placement.ts';

/** How the pod sets of one workload are placed. */
export interface PlacementContext {
  readonly gates: FeatureGates;
  /** As if no workload held anything: would preempting all of them help (kueue-tas §15.2)? */
  readonly isSimulatedEmpty: boolean;
  /** The workload that asks. With unhealthy nodes in it, pods are replaced instead of placed. */
  readonly workload: Workload | undefined;
  readonly assumed: AssumedUsage;
}

/** Pod sets that are placed in one search. */
export interface PodSetGroup {
  readonly workers: PodSetRequest;
  readonly leader: PodSetRequest | undefined;
}

/** One search for a group under the context's usage. */
export function searchGroup(
  snapshot: FlavorSnapshot,
  group: PodSetGroup,
  context: PlacementContext,
  requiredDomain?: number,
): FoundLeaves | Rejection {
  return searchPlacement(snapshot, {
    workers: group.workers,
    leader: group.leader,
    gates: context.gates,
    isSimulatedEmpty: context.isSimulatedEmpty,
    assumed: context.assumed.atLeaves(snapshot.domains),
    requiredDomain,
    workloadUid: context.workload?.uid,
  });
}

/** The workers' or the leader's part of what was found. */
export function assignmentOf(
  { domains }: FlavorSnapshot,
  found: FoundLeaves,
  part: 'pods' | 'leaders',
): TopologyAssignment {
  return toAssignment(domains, found.leaves, part);
}
