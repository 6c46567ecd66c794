/** Kueue's feature gates that decisions depend on (kueue-tas §3, kueue-quota §16). */
export interface FeatureGates {
  /** Master switch. */
  readonly TopologyAwareScheduling: boolean;
  /** Unconstrained requests use LeastFreeCapacity; off: BestFit for everything. */
  readonly TASProfileMixed: boolean;
  /** Preferred requests are first tried balanced over domains (kueue-tas §10). */
  readonly TASBalancedPlacement: boolean;
  /** Preferred node affinity comes before capacity (kueue-tas §11). */
  readonly TASRespectNodeAffinityPreferred: boolean;
  /** The annotation for slices of several layers is read. */
  readonly TASMultiLayerTopology: boolean;
  /** Flavors over the same hosts see each other's usage (kueue-tas §4.5). */
  readonly TASHandleOverlappingFlavors: boolean;
  readonly TASRecomputeAssignmentWithinSchedulingCycle: boolean;
  readonly RecomputeAssignmentUponPreemptionTargetsOverlap: boolean;
  readonly TASFailedNodeReplacement: boolean;
  readonly TASFailedNodeReplacementFailFast: boolean;
  readonly TASReplaceNodeOnPodTermination: boolean;
  readonly TASReplaceNodeDueToNotReadyOverFixedTime: boolean;
  readonly TASReplaceNodeOnNodeTaints: boolean;
  /** A workload owned by one plain pod keeps its assignment when a node fails. */
  readonly SkipReassignmentForPodOwnedWorkloads: boolean;
  readonly ElasticJobsViaWorkloadSlices: boolean;
  readonly ElasticJobsViaWorkloadSlicesWithTAS: boolean;
  readonly TASAssignmentsEncodingByHostnamePrefix: boolean;
  /** Matching leaves are remembered per workload; loses the affinity score on repetition (kueue-tas §11). */
  readonly TASCacheNodeMatchResults: boolean;
  readonly TASCachingRemainingResources: boolean;
  readonly TASCacheTopologyTree: boolean;
  readonly VectorizedResourceRequests: boolean;
  readonly TASValidateWorkloadSliceSize: boolean;
  /** Fewer pods than asked for may be admitted, down to `minCount` (kueue-quota §8.11). */
  readonly PartialAdmission: boolean;
  /** Which flavor is taken depends on the queue's policies; off: the first with the best mode (kueue-quota §8.6). */
  readonly FlavorFungibility: boolean;
  readonly FlavorFungibilityPreserveScanProgress: boolean;
  /** Priority counts between queues of a cohort (kueue-quota §9.4). */
  readonly PrioritySortingWithinCohort: boolean;
  readonly PrioritizePreemptorWorkloads: boolean;
  /** A queue within nominal preempts whoever borrows (kueue-quota §11.3). */
  readonly FairSharingPreemptWithinNominal: boolean;
  readonly FairSharingPrioritizeNonBorrowing: boolean;
  readonly AdmissionFairSharing: boolean;
  readonly SchedulingEquivalenceHashing: boolean;
  /** Pods that are done give their quota back (kueue-quota §4.3). */
  readonly ReclaimablePods: boolean;
  /** Is the configured strategy for undeclared resources heeded? */
  readonly QuotaCheckStrategy: boolean;
  /** Reasons tell why a workload waits (kueue-quota §15.1). */
  readonly UnadmittedWorkloadsObservability: boolean;
  readonly UnadmittedWorkloadsExplicitStatus: boolean;
  readonly DisableWaitForPodsReady: boolean;
  /** The annotation that holds a job back counts. */
  readonly AdmissionGatedBy: boolean;
  /** The annotation that raises or lowers a priority counts (kueue-quota §5.1). */
  readonly PriorityBoost: boolean;
  readonly ConcurrentAdmission: boolean;
  readonly MultiKueue: boolean;
  readonly MultiKueueOrchestratedPreemption: boolean;
  readonly FinishOrphanedWorkloads: boolean;
  /** A WorkloadPriorityClass named `default` is given to jobs that name none. */
  readonly WorkloadPriorityClassDefaulting: boolean;
  readonly WorkloadValidateResourcesAreNonNegative: boolean;
  /** Labels and annotations of pod templates are checked in Workloads. */
  readonly WorkloadValidationForPodSetMetadata: boolean;
  /** Prebuilt workloads may be named by annotation. */
  readonly WorkloadIdentifierAnnotations: boolean;
  /** Workload names have at most 63 characters (manifests fact 4). */
  readonly ShortWorkloadNames: boolean;
  /** SparkApplications are managed. */
  readonly SparkApplicationIntegration: boolean;
}

/** Name of a feature gate that hopwise knows. */
export type FeatureGate = keyof FeatureGates;

/** Their defaults at Kueue v0.20-dev. */
export const DEFAULT_FEATURE_GATES: FeatureGates = {
  TopologyAwareScheduling: true,
  TASProfileMixed: true,
  TASBalancedPlacement: false,
  TASRespectNodeAffinityPreferred: false,
  TASMultiLayerTopology: true,
  TASHandleOverlappingFlavors: true,
  TASRecomputeAssignmentWithinSchedulingCycle: true,
  RecomputeAssignmentUponPreemptionTargetsOverlap: true,
  TASFailedNodeReplacement: true,
  TASFailedNodeReplacementFailFast: true,
  TASReplaceNodeOnPodTermination: true,
  TASReplaceNodeDueToNotReadyOverFixedTime: false,
  TASReplaceNodeOnNodeTaints: true,
  SkipReassignmentForPodOwnedWorkloads: true,
  ElasticJobsViaWorkloadSlices: true,
  ElasticJobsViaWorkloadSlicesWithTAS: false,
  TASAssignmentsEncodingByHostnamePrefix: true,
  TASCacheNodeMatchResults: true,
  TASCachingRemainingResources: true,
  TASCacheTopologyTree: true,
  VectorizedResourceRequests: true,
  TASValidateWorkloadSliceSize: true,
  PartialAdmission: true,
  FlavorFungibility: true,
  FlavorFungibilityPreserveScanProgress: true,
  PrioritySortingWithinCohort: true,
  PrioritizePreemptorWorkloads: false,
  FairSharingPreemptWithinNominal: true,
  FairSharingPrioritizeNonBorrowing: true,
  AdmissionFairSharing: true,
  SchedulingEquivalenceHashing: true,
  ReclaimablePods: true,
  QuotaCheckStrategy: true,
  UnadmittedWorkloadsObservability: true,
  UnadmittedWorkloadsExplicitStatus: false,
  DisableWaitForPodsReady: false,
  AdmissionGatedBy: true,
  PriorityBoost: false,
  ConcurrentAdmission: false,
  MultiKueue: true,
  MultiKueueOrchestratedPreemption: false,
  FinishOrphanedWorkloads: true,
  WorkloadPriorityClassDefaulting: true,
  WorkloadValidateResourcesAreNonNegative: true,
  WorkloadValidationForPodSetMetadata: true,
  WorkloadIdentifierAnnotations: true,
  ShortWorkloadNames: false,
  SparkApplicationIntegration: false,
};

/** Gate → what it needs to be on too. */
const REQUIRED_GATES: Partial<Record<FeatureGate, readonly FeatureGate[]>> = {
  TASFailedNodeReplacementFailFast: ['TASFailedNodeReplacement'],
  TASReplaceNodeOnPodTermination: ['TASFailedNodeReplacement'],
  TASReplaceNodeDueToNotReadyOverFixedTime: ['TASFailedNodeReplacement'],
  ElasticJobsViaWorkloadSlicesWithTAS: ['ElasticJobsViaWorkloadSlices'],
  FlavorFungibilityPreserveScanProgress: ['FlavorFungibility'],
  UnadmittedWorkloadsExplicitStatus: ['UnadmittedWorkloadsObservability'],
};

/** The defaults with some gates set otherwise. Gates that hopwise does not know have no influence and are left out. */
export function resolveFeatureGates(overrides: Readonly<Record<string, boolean>> = {}): FeatureGates {
  const gates: Record<FeatureGate, boolean> = { ...DEFAULT_FEATURE_GATES };
  for (const gate of Object.keys(DEFAULT_FEATURE_GATES) as FeatureGate[]) {
    if (Object.hasOwn(overrides, gate)) gates[gate] = overrides[gate] as boolean;
  }
  return gates;
}

/** Gates that are on although one they depend on is off, as `"A needs B"` (kueue-tas §3). */
export function unmetGateDependencies(gates: FeatureGates): string[] {
  const unmet: string[] = [];
  for (const gate of Object.keys(gates) as FeatureGate[]) {
    if (!gates[gate]) continue;
    const isTopologyGate = gate.startsWith('TAS') || gate === 'ElasticJobsViaWorkloadSlicesWithTAS';
    const needed = [...(isTopologyGate ? (['TopologyAwareScheduling'] as const) : []), ...(REQUIRED_GATES[gate] ?? [])];
    for (const other of needed) if (!gates[other]) unmet.push(`${gate} needs ${other}`);
  }
  return unmet;
}
