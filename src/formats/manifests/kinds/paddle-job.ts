import type { JobKind } from '../job-kind.ts';
import { kubeflowJobKind } from './kubeflow-job.ts';

/** PaddlePaddle on Kubeflow's training operator: pod sets `master` and `worker`. */
export const paddleJobKind: JobKind = kubeflowJobKind({
  kind: 'PaddleJob',
  framework: 'kubeflow.org/paddlejob',
  canBePrebuilt: true,
  field: 'paddleReplicaSpecs',
  types: ['Master', 'Worker'],
  otherSpec: ['elasticPolicy'],
});
