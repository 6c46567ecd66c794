import type { JobKind } from '../job-kind.ts';
import { kubeflowJobKind } from './kubeflow-job.ts';

/** TensorFlow on Kubeflow's training operator: up to five pod sets. */
export const tfJobKind: JobKind = kubeflowJobKind({
  kind: 'TFJob',
  framework: 'kubeflow.org/tfjob',
  canBePrebuilt: true,
  field: 'tfReplicaSpecs',
  types: ['Chief', 'Master', 'PS', 'Worker', 'Evaluator'],
  otherSpec: ['successPolicy', 'enableDynamicWorker'],
});
