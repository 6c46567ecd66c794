import type { JobKind } from '../job-kind.ts';
import { kubeflowJobKind } from './kubeflow-job.ts';

/** JAX on Kubeflow's training operator: one pod set `worker`. */
export const jaxJobKind: JobKind = kubeflowJobKind({
  kind: 'JAXJob',
  canBePrebuilt: false,
  field: 'jaxReplicaSpecs',
  types: ['Worker'],
});
