import type { JobKind } from '../job-kind.ts';
import { kubeflowJobKind } from './kubeflow-job.ts';

/** XGBoost on Kubeflow's training operator: pod sets `master` and `worker`. */
export const xgBoostJobKind: JobKind = kubeflowJobKind({
  kind: 'XGBoostJob',
  framework: 'kubeflow.org/xgboostjob',
  canBePrebuilt: true,
  field: 'xgbReplicaSpecs',
  types: ['Master', 'Worker'],
});
