export { type ComparedGroup, compareRules, type RuleOutcome } from './compare-rules/compare-rules.ts';
export {
  deriveGovernance,
  type GovernanceInput,
  type GovernanceObjects,
  type HyperPodGovernance,
  type IneligibleNode,
  type LeftOutQuota,
  type TeamGovernance,
} from './governance/derive-governance.ts';
export type { FlavorCapacity, IneligibleReason, ResourceCapacity } from './governance/flavor-capacity.ts';
export type { OutsideNodes } from './governance/nodes-outside-topology.ts';
export type { TeamObjects } from './governance/team-objects.ts';
export { type PlaceableCluster, withDefaultFlavor } from './place-job/default-flavor.ts';
export type { JobPlacement, JobRejectionReason } from './place-job/job-placement.ts';
export type { NodeReplacement } from './place-job/node-replacement.ts';
export { type JobAnswer, jobPlacer, placeJob, placeJobs } from './place-job/place-jobs.ts';
export type { PlacedPodSet, PlacedPods } from './place-job/placed-pod-set.ts';
export type { JobToPlace, PlaceQuestion, TopologyOverride } from './place-job/question.ts';
export type { RequiredOutcome } from './place-job/required-outcomes.ts';
export { uncountedPods } from './place-job/uncounted-pods.ts';
export { uncountedWorkloads } from './place-job/uncounted-workloads.ts';
export { type ExceededQuota, exceededQuotas } from './quota-report/exceeded-quotas.ts';
export { type FlavorSupply, flavorSupplies } from './quota-report/flavor-supply.ts';
export { type NodeQuota, type QuotaNode, type QuotaReport, quotaReport } from './quota-report/quota-report.ts';
export type { AfsAnswer, AfsQuestion, AfsRecording, ElapsedUsage } from './verify/afs-recording.ts';
export type {
  AmountTexts,
  AssignmentAnswer,
  AssignmentRecording,
  AttemptAnswer,
  FlavorAnswer,
  PodSetAnswer,
  RecordedForecast,
  RecordedUsage,
} from './verify/assignment-recording.ts';
export type { KaiAnswer, KaiRecording } from './verify/kai-recording.ts';
export type {
  OrderRecording,
  PolicyRecording,
  PreemptionAnswer,
  PreemptionRecording,
} from './verify/preemption-recording.ts';
export type {
  PlacementAnswer,
  PlacementRecording,
  ReadingRecording,
  Recording,
  UnknownRecording,
} from './verify/recording.ts';
export type {
  FlavorAmountTexts,
  QuotaAnswer,
  RecordedAmount,
  ShareAnswer,
  ShareRecording,
} from './verify/share-recording.ts';
export type { SlurmAnswer, SlurmEvent, SlurmRecording } from './verify/slurm-recording.ts';
export type { ComparedCondition, StatusChanges } from './verify/status-changes.ts';
export { compareAnswers, type Verdict } from './verify/verdict.ts';
export { type KindTally, type VerifyFailure, type VerifyReport, verify } from './verify/verify.ts';
