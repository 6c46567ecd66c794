export type { ApiError, ApiStage } from './api-server/api-error.ts';
export { type BuiltCluster, buildCluster, type CollectedInstances, collectInstances } from './build-cluster.ts';
export { type CheckedInputs, checkInputs } from './check-inputs.ts';
export type { CheckInputsOptions } from './collect-inputs.ts';
export { type DerivedJobs, deriveJobs, type JobOutcome } from './derive-jobs.ts';
export { type InputDocument, type ReadDocuments, readDocuments, type Spot } from './documents/document.ts';
export { toYaml } from './documents/write-yaml.ts';
export { type JoinedInstances, joinInstances } from './ec2/join-instances.ts';
export { type NominalNodes, nodesFromInstances, nominalResources } from './ec2/node-capacity.ts';
export { instanceTopologyJson } from './ec2/write-instances.ts';
export { compactHosts, type ExpandedHosts, expandHosts } from './hostlist.ts';
export { readSchedulerConfig } from './hyperpod/cluster-scheduler-config.ts';
export type { HypCluster } from './hyperpod/hyp/compute-resources.ts';
export { type HypAnswer, hypCreate } from './hyperpod/hyp/hyp-create.ts';
export type {
  HyperPodPyTorchJobObject,
  JobContainer,
  JobElasticPolicy,
  JobObjectMetadata,
  JobPodSpec,
  JobReplicaSpec,
  JobRunPolicy,
  JobVolume,
  TextMap,
} from './hyperpod/hyp/job-object.ts';
export { emptyInputs, type Inputs, type InputsDraft } from './inputs.ts';
export { encodeTopologyAssignment } from './kubernetes/encode-topology-assignment.ts';
export type { Metadata, OwnerReferenceObject } from './kubernetes/metadata.ts';
export type { NodeAffinityObject, RequirementObject, TermObject } from './kubernetes/node-affinity.ts';
export type {
  AffinityObject,
  ContainerObject,
  Maybe,
  PodSpecObject,
  PodTemplateObject,
  ResourcesObject,
} from './kubernetes/pod-template.ts';
export type { TolerationObject } from './kubernetes/taints.ts';
export {
  type AssignmentProblem,
  type DecodedTopologyAssignment,
  decodeTopologyAssignment,
  type StoredCounts,
  type StoredSlice,
  type StoredTopologyAssignment,
  type StoredValues,
} from './kubernetes/topology-assignment.ts';
export { type KueueSetup, kueueConfigurationYaml, kueueJson, kueueYaml } from './kubernetes/write-kueue.ts';
export type { DecodeError, ObjectError } from './kueue/decode-error.ts';
export { type JsonSchema, kueueJsonSchemas } from './kueue/json-schemas.ts';
export type { JsonObject } from './kueue/kueue-kind.ts';
export { type ObjectRequest, type ValidatedObject, validateKueueObject } from './kueue/validate-object.ts';
export type { LintFinding, LintMeaning } from './lint/lint-rule.ts';
export { LINT_MEANINGS } from './lint/lint-rules.ts';
export type {
  AdmittedCount,
  PriorityClassRef,
  WorkloadCondition,
  WorkloadObject,
} from './manifests/framework/workload-object.ts';
export type { KindOffReason, NoWorkloadReason } from './manifests/job-kind.ts';
export type { JobManifest } from './manifests/job-manifest.ts';
export type { BuiltPodSet } from './manifests/job-object.ts';
export { LABEL_FAMILIES, type LabelFamily, type LabelFamilyName } from './node-labels/label-family.ts';
export { detectLabelFamily, instancesFromLabels, labelLevels } from './node-labels/read-labels.ts';
export { labelsOfFamily } from './node-labels/write-labels.ts';
export { nodesJson } from './node-labels/write-nodes.ts';
export type { Path } from './path.ts';
export { PROBLEM_MEANINGS } from './problem-meanings.ts';
export { type ReadInputsOptions, readInputs } from './read-inputs.ts';
export { readRecordings } from './recordings/read-recordings.ts';
export { type ReadSlurmJob, readSlurmJob } from './slurm/job-options.ts';
export { instancesFromSlurm, slurmBlocksFromInstances, slurmTreeFromInstances } from './slurm/slurm-instances.ts';
export { readTopologyConf } from './slurm/topology-conf.ts';
export { type NamedSlurmTopology, readTopologyYaml, slurmTopologyYaml } from './slurm/topology-yaml.ts';
export { slurmTopologyConf } from './slurm/write-topology-conf.ts';
export type { ReadResult, Source } from './source.ts';
export { topographYaml } from './topograph/write-model.ts';
