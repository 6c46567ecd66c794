import type { KindReader } from './kubernetes/kind-reader.ts';
import { nodeReader } from './kubernetes/node.ts';
import { podReader } from './kubernetes/pod.ts';
import { resourceFlavorReader } from './kubernetes/resource-flavor.ts';
import { topologyReader } from './kubernetes/topology.ts';
import { workloadReader } from './kubernetes/workload.ts';
import { hyperPodPyTorchJobReader } from './manifests/hyperpod-pytorch-job.ts';
import { jobReader } from './manifests/job.ts';

/** Every Kubernetes kind that is read. */
export const KIND_READERS: readonly KindReader[] = [
  nodeReader,
  podReader,
  topologyReader,
  resourceFlavorReader,
  workloadReader,
  jobReader,
  hyperPodPyTorchJobReader,
];
