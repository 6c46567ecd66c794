import type { JobKind } from './job-kind.ts';
import { appWrapperKind } from './kinds/app-wrapper.ts';
import { deploymentKind } from './kinds/deployment.ts';
import { hyperPodPyTorchJobKind } from './kinds/hyperpod-pytorch-job.ts';
import { jaxJobKind } from './kinds/jax-job.ts';
import { jobKind } from './kinds/job.ts';
import { jobSetKind } from './kinds/job-set.ts';
import { leaderWorkerSetKind } from './kinds/leader-worker-set.ts';
import { mpiJobKind } from './kinds/mpi-job.ts';
import { paddleJobKind } from './kinds/paddle-job.ts';
import { podKind } from './kinds/pod.ts';
import { pyTorchJobKind } from './kinds/pytorch-job.ts';
import { rayClusterKind } from './kinds/ray-cluster.ts';
import { rayJobKind } from './kinds/ray-job.ts';
import { rayServiceKind } from './kinds/ray-service.ts';
import { sparkApplicationKind } from './kinds/spark-application.ts';
import { statefulSetKind } from './kinds/stateful-set.ts';
import { tfJobKind } from './kinds/tf-job.ts';
import { trainJobKind } from './kinds/train-job.ts';
import { xgBoostJobKind } from './kinds/xgboost-job.ts';

/** Every kind of job that Kueue knows. */
export const JOB_KINDS: readonly JobKind[] = [
  jobKind,
  jobSetKind,
  pyTorchJobKind,
  tfJobKind,
  xgBoostJobKind,
  paddleJobKind,
  jaxJobKind,
  mpiJobKind,
  trainJobKind,
  rayClusterKind,
  rayJobKind,
  rayServiceKind,
  appWrapperKind,
  sparkApplicationKind,
  podKind,
  leaderWorkerSetKind,
  statefulSetKind,
  deploymentKind,
  hyperPodPyTorchJobKind,
];
