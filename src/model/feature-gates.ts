/** Kueue's feature gates that topology decisions depend on (kueue-tas §3). */
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
};

/** Gate → what it needs to be on too. */
const REQUIRED_GATES: Partial<Record<FeatureGate, readonly FeatureGate[]>> = {
  TASFailedNodeReplacementFailFast: ['TASFailedNodeReplacement'],
  TASReplaceNodeOnPodTermination: ['TASFailedNodeReplacement'],
  TASReplaceNodeDueToNotReadyOverFixedTime: ['TASFailedNodeReplacement'],
  ElasticJobsViaWorkloadSlicesWithTAS: ['ElasticJobsViaWorkloadSlices'],
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
