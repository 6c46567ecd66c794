import * as z from 'zod';
import { compareStrings } from '../../../base/index.ts';
import { POD_INDEX_OFFSET_ANNOTATION, POD_SET_GROUP_ANNOTATION } from '../../../model/index.ts';
import { optional } from '../../schema.ts';
import { createErrors } from '../framework/create-errors.ts';
import { withAnnotations } from '../framework/labels.ts';
import { topologyErrors } from '../framework/topology-errors.ts';
import { defineJobKind, type JobKind } from '../job-kind.ts';
import type { WebhookError } from '../job-object.ts';
import { type ReplicaJob, replicaJobParts } from './replica-job.ts';

const LAUNCHER = 'Launcher';
const WORKER = 'Worker';

interface MpiJob extends ReplicaJob {
  readonly spec: ReplicaJob['spec'] & { readonly runLauncherAsWorker?: boolean | null | undefined };
}

const parts = replicaJobParts<MpiJob>({
  field: 'mpiReplicaSpecs',
  types: [LAUNCHER, WORKER],
  shape: { runLauncherAsWorker: optional(z.boolean()) },
  otherSpec: ['slotsPerWorker', 'sshAuthMountPath', 'launcherCreationPolicy', 'mpiImplementation'],
  ownController: 'kubeflow.org/mpi-operator',
});

/** MPI on Kubeflow's MPI operator: pod sets `launcher` and `worker` (manifests facts 11, 12, 30, 31, 34). */
export const mpiJobKind: JobKind = defineJobKind<MpiJob>({
  kind: 'MPIJob',
  group: 'kubeflow.org',
  versions: ['v2beta1'],
  framework: 'kubeflow.org/mpijob',
  canBePrebuilt: true,
  ...parts,
  addDefaults: (job, _isManaged, { gates }) => (gates.TopologyAwareScheduling ? withIndexOffset(job) : job),
  validate: (job, context) =>
    sortedByField([
      ...createErrors(mpiJobKind, job, context),
      ...topologyErrors(parts.podSets(job), context, { isBuiltFirst: true, hasGroups: true }),
    ]),
});

/** A launcher that works too has rank 0, so the workers start at 1; in a pod set group their ranks are worked out otherwise. */
function withIndexOffset(job: MpiJob): MpiJob {
  const launcher = parts.replicasOf(job, LAUNCHER);
  const worker = parts.replicasOf(job, WORKER);
  if (job.spec.runLauncherAsWorker !== true || launcher === undefined || worker === undefined) return job;
  if (Object.hasOwn(launcher.template?.metadata?.annotations ?? {}, POD_SET_GROUP_ANNOTATION)) return job;
  const template = withAnnotations(worker.template ?? {}, { [POD_INDEX_OFFSET_ANNOTATION]: '1' });
  return parts.withReplicas(job, WORKER, { ...worker, template });
}

/** The MPI webhook tells its errors by field. */
function sortedByField(errors: readonly WebhookError[]): readonly WebhookError[] {
  return errors.toSorted((a, b) => compareStrings(fieldOf(a), fieldOf(b)));
}

function fieldOf(error: WebhookError): string {
  return 'field' in error ? error.field : '';
}
