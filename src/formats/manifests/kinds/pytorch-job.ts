import type { JobKind } from '../job-kind.ts';
import { kubeflowJobKind } from './kubeflow-job.ts';

/** PyTorch on Kubeflow's training operator: pod sets `master` and `worker`. */
export const pyTorchJobKind: JobKind = kubeflowJobKind({
  kind: 'PyTorchJob',
  framework: 'kubeflow.org/pytorchjob',
  canBePrebuilt: true,
  field: 'pytorchReplicaSpecs',
  types: ['Master', 'Worker'],
  otherSpec: ['elasticPolicy', 'nprocPerNode'],
});
