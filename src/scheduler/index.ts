export { type EvictedWorkload, type EvictionCause, type EvictionReason, evict } from './eviction/evict.ts';
export { type NewCondition, setCondition } from './eviction/set-condition.ts';
export { type WorkloadEvent, workloadEvent } from './eviction/workload-event.ts';
export { assignFlavors } from './flavors/assign-flavors.ts';
export type { Assignment, FlavorAssignment, FlavorAttempt, NoFitReason, PodSetOutcome } from './flavors/assignment.ts';
export { assignmentMessage, consideredFlavorsText } from './flavors/assignment-message.ts';
export type { AssignmentQuestion } from './flavors/assignment-question.ts';
export type { AssignmentMode, FlavorFit, FlavorMode } from './flavors/modes.ts';
export type { NominationMapping } from './flavors/nomination-mapping.ts';
export { canBePartiallyAdmitted, findPartialAdmission } from './flavors/partial-admission.ts';
export { placeForPreemption } from './flavors/place-for-preemption.ts';
export type { PreemptionForecast, PreemptionOracle, PreemptionPossibility } from './flavors/preemption-oracle.ts';
export { replacedSliceOf } from './flavors/replaced-slice.ts';
export { hasPendingFlavors, type ScanProgress } from './flavors/scan-progress.ts';
export { topologyNetUsage } from './flavors/topology-net-usage.ts';
export {
  type PlaceablePodSet,
  type TopologyQuestion,
  type TopologyRequests,
  topologyRequests,
} from './flavors/topology-requests.ts';
export { withMode } from './flavors/with-mode.ts';
export {
  type CandidateOrder,
  compareCandidates,
  type LocalQueueUsage,
  sortCandidates,
} from './preemption/candidate-order.ts';
export { type GetTargetsOptions, getTargets } from './preemption/get-targets.ts';
export {
  type IssuedPreemption,
  type IssuingOptions,
  issuePreemptions,
  type PreemptionOutcome,
} from './preemption/issue-preemptions.ts';
export { LiveShares } from './preemption/live-shares.ts';
export { preemptionOracle } from './preemption/oracle.ts';
export { type PreemptionPolicy, satisfiesPreemptionPolicy } from './preemption/preemption-policy.ts';
export type { PreemptionOptions } from './preemption/preemption-question.ts';
export type { PreemptionReason } from './preemption/preemption-reason.ts';
export type { PreemptionTarget } from './preemption/preemption-target.ts';
export type { AssignedFlavors, AssignedPodSet } from './preemption/requested-amounts.ts';
export { type TargetQueueContext, TargetQueues } from './preemption/target-queues.ts';
export { adjustWorkload } from './snapshot/adjust-workload.ts';
export {
  buildSchedulerSnapshot,
  type SchedulerObjects,
  type SnapshotOptions,
} from './snapshot/build-scheduler-snapshot.ts';
export { conditionOf, holdsQuota, trueCondition } from './snapshot/conditions.ts';
export { effectivePriority } from './snapshot/effective-priority.ts';
export { type CountingOptions, type PodSetTotals, podSetTotals, scaleTotals } from './snapshot/pod-set-totals.ts';
export { queueOrderMs } from './snapshot/queue-order-time.ts';
export { type InactiveReason, type QueueReferences, type QueueStatus, queueStatus } from './snapshot/queue-status.ts';
export { type RequestAmount, type RequestVector, toRequestVector } from './snapshot/request-vector.ts';
export type { QueueFlavor, QueueResourceGroup, SchedulerQueue } from './snapshot/scheduler-queue.ts';
export {
  type FitCheck,
  SchedulerSnapshot,
  type SnapshotMark,
  type SnapshotParts,
} from './snapshot/scheduler-snapshot.ts';
export {
  type WorkloadInfo,
  type WorkloadInfoContext,
  type WorkloadUsage,
  workloadInfo,
  workloadKey,
} from './snapshot/workload-info.ts';
