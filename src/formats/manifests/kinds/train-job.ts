import { createErrors } from '../framework/create-errors.ts';
import { namespaceOf } from '../framework/labels.ts';
import { SPEC_SUSPENSION, specDelegation } from '../framework/spec-fields.ts';
import { topologyErrors } from '../framework/topology-errors.ts';
import type { JobContext } from '../job-kind.ts';
import { defineJobKind, type JobKind } from '../job-kind.ts';
import type { BuildError, PodSetDraft, WebhookError } from '../job-object.ts';
import { jobSetPodSets } from './job-set.ts';
import { type TrainJobObject, trainJobSchema } from './train-job-object.ts';
import { trainJobSet } from './train-job-set.ts';
import { findTrainingRuntime, withRuntimeDefaults } from './training-runtime.ts';

/** Name under which Kueue patches runtimes when a job is admitted. */
const MANAGER = 'kueue.x-k8s.io/manager';
const HINT =
  'Adjust either the "TrainJob.spec.runtimePatches" or the "TrainingRuntime.Template" annotations for the corresponding Job';

/**
 * A job of Kubeflow Trainer: the pod sets of the JobSet that its runtime makes of it. The runtime is a
 * ClusterTrainingRuntime or TrainingRuntime among the objects that were given.
 * @see manifests facts 20, 24, 30, 34
 */
export const trainJobKind: JobKind = defineJobKind({
  kind: 'TrainJob',
  group: 'trainer.kubeflow.org',
  versions: ['v1alpha1'],
  framework: 'trainer.kubeflow.org/trainjob',
  schema: trainJobSchema,
  canBePrebuilt: true,
  suspension: SPEC_SUSPENSION,
  delegation: specDelegation('trainer.kubeflow.org/trainjob-controller'),
  serverDefaults: (job) => ({
    ...job,
    spec: { ...job.spec, runtimeRef: withRuntimeDefaults(job.spec.runtimeRef) },
  }),
  addDefaults: withOwnPatch,
  validate: (job, context) => [
    ...createErrors(trainJobKind, job, context),
    ...topologyErrors(podSetsOf(job, context), context, { isBuiltFirst: true }).map(withHint),
  ],
  podSets: podSetsOf,
});

/**
 * Room for what Kueue patches later, managed or not.
 *
 * Deviation: Kueue adds it to jobs that have it, too, and no API server takes two patches of one manager.
 */
function withOwnPatch(job: TrainJobObject): TrainJobObject {
  const patches = job.spec.runtimePatches ?? [];
  if (patches.some(({ manager }) => manager === MANAGER)) return job;
  const own = { manager: MANAGER, trainingRuntimeSpec: { template: { spec: {} } } };
  return { ...job, spec: { ...job.spec, runtimePatches: [...patches, own] } };
}

function podSetsOf(job: TrainJobObject, context: JobContext): readonly PodSetDraft[] | BuildError {
  const runtime = findTrainingRuntime(job.spec.runtimeRef, namespaceOf(job), context);
  if ('error' in runtime) return runtime;
  const replicatedJobs = trainJobSet(job, runtime);
  if ('error' in replicatedJobs) return replicatedJobs;
  return jobSetPodSets(replicatedJobs).map((podSet) => ({
    ...podSet,
    path: `job[${podSet.name.toLowerCase()}].annotations`,
  }));
}

/** The annotations may stand in two places. */
function withHint(error: WebhookError): WebhookError {
  return 'text' in error ? error : { ...error, message: `${error.message}. ${HINT}` };
}
