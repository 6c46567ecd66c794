import { configurationReader } from './kubernetes/configuration.ts';
import { type KindReader, keptWhole } from './kubernetes/kind-reader.ts';
import { limitRangeReader } from './kubernetes/limit-range.ts';
import { namespaceReader } from './kubernetes/namespace.ts';
import { nodeReader } from './kubernetes/node.ts';
import { podReader } from './kubernetes/pod.ts';
import { priorityClassReader } from './kubernetes/priority-class.ts';
import { runtimeClassReader } from './kubernetes/runtime-class.ts';
import { KUEUE_READERS } from './kueue/kueue-readers.ts';
import { jobKindReader } from './manifests/job-kind-reader.ts';
import { JOB_KINDS } from './manifests/job-kinds.ts';
import { podKind } from './manifests/kinds/pod.ts';
import { trainingRuntimeReaders } from './manifests/kinds/training-runtime.ts';

/** Every Kubernetes kind that is read. */
export const KIND_READERS: readonly KindReader[] = [
  nodeReader,
  podReader,
  ...KUEUE_READERS.map((reader) => (reader.kind === 'Workload' ? keptWhole(reader) : reader)),
  namespaceReader,
  limitRangeReader,
  runtimeClassReader,
  priorityClassReader,
  ...trainingRuntimeReaders,
  configurationReader,
  // Pods may be jobs or part of the cluster, which their own reader tells.
  ...JOB_KINDS.filter((kind) => kind !== podKind).map(jobKindReader),
];
