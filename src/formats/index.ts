export { type BuiltCluster, buildCluster, type CollectedInstances, collectInstances } from './build-cluster.ts';
export { type InputDocument, type ReadDocuments, readDocuments, type Spot } from './document.ts';
export { type JoinedInstances, joinInstances } from './ec2/join-instances.ts';
export { type NominalNodes, nodesFromInstances, nominalResources } from './ec2/node-capacity.ts';
export type { Inputs } from './inputs.ts';
export { encodeTopologyAssignment } from './kubernetes/encode-topology-assignment.ts';
export {
  type AssignmentProblem,
  type DecodedTopologyAssignment,
  decodeTopologyAssignment,
  type StoredCounts,
  type StoredSlice,
  type StoredTopologyAssignment,
  type StoredValues,
} from './kubernetes/topology-assignment.ts';
export type { JobManifest } from './manifests/job-manifest.ts';
export type { Path } from './path.ts';
export { type ReadInputsOptions, readInputs } from './read-inputs.ts';
export { readRecordings } from './recordings/read-recordings.ts';
export type { ReadResult, Source } from './source.ts';
