import type { JobKind } from '../job-kind.ts';
import { kubeflowJobKind } from './kubeflow-job.ts';

/** JAX on Kubeflow's training operator: one pod set `worker`. */
export const jaxJobKind: JobKind = kubeflowJobKind({
  kind: 'JAXJob',
  framework: 'kubeflow.org/jaxjob',
  canBePrebuilt: false,
  field: 'jaxReplicaSpecs',
  types: ['Worker'],
});
