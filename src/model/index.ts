export { adjustPodSpec, defaultsOfNamespace, type ResourceDefaults } from './adjust-pod-spec.ts';
export type { AdmissionCheck } from './admission-check.ts';
export type { Cluster } from './cluster.ts';
export type {
  BorrowWithinCohortPolicy,
  ClusterQueue,
  ClusterQueuePreemption,
  FlavorFungibility,
  FungibilityPolicy,
  FungibilityPreference,
  QueueAdmissionCheck,
  QueueingStrategy,
  ReclaimPolicy,
  StopPolicy,
  WithinQueuePolicy,
} from './cluster-queue.ts';
export {
  type ClusterSchedulerConfig,
  DEFAULT_SCHEDULER_CONFIG,
  type SchedulerConfig,
  type TaskPriorityClass,
} from './cluster-scheduler-config.ts';
export type { Cohort } from './cohort.ts';
export type {
  AcceleratorPartition,
  ComputeQuota,
  ComputeQuotaResource,
  ResourceSharingStrategy,
} from './compute-quota.ts';
export type { Configuration, PreemptionStrategy, ResourceTransformation } from './configuration.ts';
export type { FairSharing } from './fair-sharing.ts';
export {
  DEFAULT_FEATURE_GATES,
  type FeatureGate,
  type FeatureGates,
  resolveFeatureGates,
  unmetGateDependencies,
} from './feature-gates.ts';
export {
  aggregateText,
  distinctErrors,
  type FieldError,
  type FieldErrorType,
  type FieldErrorValue,
  fieldErrorText,
} from './field-error.ts';
export type { Governance } from './governance.ts';
export type { CapacityReservation, Instance } from './instance.ts';
export { type InstanceResources, instanceResources, knownInstanceTypes } from './instance-resources.ts';
export { dnsLabelErrors, labelKeyErrors, labelValueErrors, subdomainErrors } from './label-key.ts';
export type { LabelSelector, LabelSelectorRequirement } from './label-selector.ts';
export type { LimitRange, LimitRangeItem } from './limit-range.ts';
export type { LocalQueue } from './local-queue.ts';
export * from './names.ts';
export type { Namespace } from './namespace.ts';
export type { Node } from './node.ts';
export type {
  NodeAffinity,
  NodeSelectorRequirement,
  NodeSelectorTerm,
  PreferredSchedulingTerm,
} from './node-affinity.ts';
export type { Container, Pod, PodSpec, PodTemplate } from './pod.ts';
export { type ExactAmounts, exactPodRequests, podRequests, type ResourceAmounts, toAmounts } from './pod-requests.ts';
export type { PodSet } from './pod-set.ts';
export type { PodSetUpdate } from './pod-set-update.ts';
export type { PriorityClass, WorkloadPriorityClass } from './priority-class.ts';
export { hasFlavorLabels, type ResourceFlavor } from './resource-flavor.ts';
export type { FlavorQuotas, ResourceGroup, ResourceQuota } from './resource-group.ts';
export { isDivided, isExtendedResource, type ResourceList } from './resources.ts';
export type { RuntimeClass } from './runtime-class.ts';
export { isInForce, type SchedulerResourceStatus } from './scheduler-resource-status.ts';
export { selectsLabels } from './selects-labels.ts';
export { MAX_SLICE_LAYERS, parseSliceConstraints } from './slice-constraints.ts';
export type { Taint, Toleration } from './taint.ts';
export { tolerates } from './toleration.ts';
export type { Topology } from './topology.ts';
export {
  type Annotations,
  buildTopologyRequest,
  type IndexLabels,
  isTopologyPod,
  unreadableTopologyAnnotation,
} from './topology-annotations.ts';
export type { TopologyAssignment, TopologyDomainAssignment } from './topology-assignment.ts';
export type { PodSetTopologyRequest, SliceConstraint } from './topology-request.ts';
export { countedRequests, transformRequests } from './transform-requests.ts';
export { validateAdmissionGates } from './validate-admission-gates.ts';
export { type GroupMember, validatePodSetGroups } from './validate-pod-set-groups.ts';
export {
  inadmissibleResources,
  type ResourceError,
  type ResourceErrors,
  resourceErrors,
  resourceErrorsText,
} from './validate-resources.ts';
export {
  type AnnotationValidation,
  validateSliceSizeLimit,
  validateTopologyAnnotations,
} from './validate-topology-annotations.ts';
export type {
  AdmissionCheckState,
  Condition,
  EvictionCount,
  OwnerReference,
  PodSetAssignment,
  Workload,
} from './workload.ts';
