import { topologyRequests } from '../flavors/topology-requests.ts';
import type { PodSetTotals } from '../snapshot/pod-set-totals.ts';
import type { SchedulerSnapshot } from '../snapshot/scheduler-snapshot.ts';
import type { WorkloadInfo } from '../snapshot/workload-info.ts';
import { findTargets } from './find-targets.ts';
import { NO_TOPOLOGY, type PreemptionOptions } from './preemption-question.ts';
import type { PreemptionTarget } from './preemption-target.ts';
import { type AssignedFlavors, neededFlavorResources, requestedAmounts } from './requested-amounts.ts';

/** How victims for an assignment are looked for. */
export interface GetTargetsOptions extends PreemptionOptions {
  /** Pod sets of the slice that the workload replaces, in the order of the workload's (kueue-quota §13.1). */
  readonly replacedSlice?: readonly PodSetTotals[];
}

/**
 * Whom to preempt so that a workload can start with the flavors that it was assigned. Empty if nobody may be preempted,
 * or all that may be are not enough.
 *
 * The snapshot is left as it was. The cost is that of the workloads that are tried, whatever the size of the cluster,
 * beside one look at every queue of the cohort tree.
 *
 * @example
 * const targets = getTargets(snapshot, workload, assignment, { nowMs });
 * @throws HopwiseError `unknown-name` for a flavor that the snapshot's quota does not know
 * @see kueue-quota §10, §11
 */
export function getTargets(
  snapshot: SchedulerSnapshot,
  workload: WorkloadInfo,
  assignment: AssignedFlavors,
  options: GetTargetsOptions,
): PreemptionTarget[] {
  const queue = snapshot.queues.get(workload.clusterQueue);
  if (queue === undefined) return [];
  const { replacedSlice, nowMs, localQueueUsage } = options;
  const { flavorResources } = snapshot.quota.quota;
  const { TopologyAwareScheduling } = snapshot.gates;
  const asking = { snapshot, queue, workload, ...(replacedSlice && { replacedSlice }) };
  return findTargets({
    snapshot,
    queue,
    preemptor: workload,
    needed: neededFlavorResources(assignment, flavorResources),
    requests: requestedAmounts(workload, assignment, flavorResources, replacedSlice),
    topologyRequests: TopologyAwareScheduling ? topologyRequests(assignment.podSets, asking) : NO_TOPOLOGY,
    nowMs,
    localQueueUsage,
  });
}
