import { trueCondition } from '../snapshot/conditions.ts';
import type { WorkloadInfo } from '../snapshot/workload-info.ts';
import type { Assignment, PodSetOutcome } from './assignment.ts';
import { topologyNetUsage } from './topology-net-usage.ts';
import { isTopologyRequested } from './topology-requested.ts';
import { type TopologyQuestion, topologyRequests, usesUnhealthyNode } from './topology-requests.ts';
import { placeAssigned } from './topology-step.ts';

/**
 * The assignment of a workload that preempts, with the places that it is to get: beside all but its victims, or, if it
 * has none, in the empty topology, so that these places can be kept for it. What finds no place has none.
 *
 * The snapshot is left as it was.
 * @param targets whom the workload preempts
 * @see kueue-quota §8.10, kueue-tas §15.4
 */
export function placeForPreemption(
  assignment: Assignment,
  targets: readonly WorkloadInfo[],
  question: TopologyQuestion,
): Assignment {
  const { snapshot, queue, workload } = question;
  const { podSets } = workload.workload;
  const isAsking = podSets.some((podSet) => isTopologyRequested(podSet, queue));
  const isOff = !snapshot.gates.TopologyAwareScheduling || assignment.mode !== 'Preempt';
  if (isOff || !isAsking || replacesNode(workload)) return assignment;
  const requests = topologyRequests(assignment.podSets, question);
  const mark = snapshot.mark();
  for (const target of targets) snapshot.removeWorkload(target);
  const placements = placeAssigned(requests, question, targets.length === 0);
  snapshot.rollback(mark);
  const found = new Map(placements.map((placement) => [placement.podSet, placement]));
  const outcomes = assignment.podSets.map((podSet): PodSetOutcome => {
    const placement = found.get(podSet.name);
    if (placement === undefined) return podSet;
    const { topologyAssignment: _, ...unplaced } = podSet;
    if (placement.state === 'rejected') return unplaced;
    const isReady = podSet.delayedTopologyRequest !== undefined && { delayedTopologyRequest: 'Ready' as const };
    return { ...unplaced, topologyAssignment: placement.assignment, ...isReady };
  });
  const topology = topologyNetUsage(outcomes, workload.workload, queue);
  return { ...assignment, podSets: outcomes, usage: { ...assignment.usage, topology } };
}

/** Is this an admitted workload on a node that failed? It does not preempt for another. */
function replacesNode({ workload }: WorkloadInfo): boolean {
  const assigned = workload.admission?.podSetAssignments ?? [];
  const isOnFailedNode = assigned.some(
    ({ topologyAssignment }) => topologyAssignment !== undefined && usesUnhealthyNode(topologyAssignment, workload),
  );
  return isOnFailedNode && trueCondition(workload, 'Admitted') !== undefined;
}
