export type { Cluster } from './cluster.ts';
export {
  DEFAULT_FEATURE_GATES,
  type FeatureGate,
  type FeatureGates,
  resolveFeatureGates,
  unmetGateDependencies,
} from './feature-gates.ts';
export { type FieldError, type FieldErrorType, fieldErrorText } from './field-error.ts';
export type { CapacityReservation, Instance } from './instance.ts';
export { labelKeyErrors } from './label-key.ts';
export * from './names.ts';
export type { Node } from './node.ts';
export type {
  NodeAffinity,
  NodeSelectorRequirement,
  NodeSelectorTerm,
  PreferredSchedulingTerm,
} from './node-affinity.ts';
export type { Container, Pod, PodSpec, PodTemplate } from './pod.ts';
export { podRequests, type ResourceAmounts, toAmounts } from './pod-requests.ts';
export type { PodSet } from './pod-set.ts';
export type { ResourceFlavor } from './resource-flavor.ts';
export type { ResourceList } from './resources.ts';
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
export { type GroupMember, validatePodSetGroups } from './validate-pod-set-groups.ts';
export {
  type AnnotationValidation,
  validateSliceSizeLimit,
  validateTopologyAnnotations,
} from './validate-topology-annotations.ts';
export type { OwnerReference, PodSetAssignment, Workload } from './workload.ts';
