import { goQuote } from '../../../base/index.ts';
import type { ContainerObject } from '../../kubernetes/pod-template.ts';
import { withLabels } from '../framework/labels.ts';
import type { BuildError } from '../job-object.ts';
import type { ReplicatedJob } from './job-set.ts';
import { withRuntimePatches } from './runtime-patches.ts';
import { withEnv, withInitializer, withResources, withTrainer } from './train-job-containers.ts';
import type { TrainJobObject } from './train-job-object.ts';
import type { MlPolicy, TrainingRuntime } from './training-runtime.ts';

/** Label of a runtime's replicated job: which part of a TrainJob it does. */
const STEP_LABEL = 'trainer.kubeflow.org/trainjob-ancestor-step';
const TRAINER_STEP = 'trainer';
/** Steps that fetch, and their containers. */
const DATASET_STEP = 'dataset-initializer';
const MODEL_STEP = 'model-initializer';
/** Name of the containers that train, and with MPI of the replicated job that the workers are. */
const NODE = 'node';
const COSCHEDULING_LABEL = 'scheduling.x-k8s.io/pod-group';

/**
 * The replicated jobs of the JobSet that a TrainJob becomes: its runtime's, patched, each with as many pods as the job,
 * the runtime's policy or the replicated job itself says.
 * @see manifests fact 20
 */
export function trainJobSet(job: TrainJobObject, runtime: TrainingRuntime): readonly ReplicatedJob[] | BuildError {
  const { mlPolicy, podGroupPolicy, template } = runtime.spec;
  const jobs = withRuntimePatches(template?.spec?.replicatedJobs ?? [], job.spec.runtimePatches ?? []);
  const error = injectionError(jobs, mlPolicy);
  if (error !== undefined) return { error };
  const counts = podCounts(jobs, job.spec.trainer?.numNodes ?? undefined, mlPolicy);
  const isGang = Boolean(podGroupPolicy?.coscheduling);
  return jobs.map((replicated, index) => {
    const count = counts[index] as number;
    const changed = withContainers(replicated, job, mlPolicy);
    const pods = changed.template.spec.template;
    const labelled = isGang ? withLabels(pods, { [COSCHEDULING_LABEL]: job.metadata.name ?? '' }) : pods;
    const spec = { ...changed.template.spec, parallelism: count, completions: count, template: labelled };
    // A step that is the TrainJob's is run once, whatever the runtime says.
    const replicas = isOwnStep(replicated) ? 1 : replicated.replicas;
    return { ...changed, replicas, template: { ...changed.template, spec } };
  });
}

/** MPI counts the workers, of which one may be the launcher; everything else the first step that trains. */
function podCounts(
  jobs: readonly ReplicatedJob[],
  numNodes: number | undefined,
  mlPolicy: MlPolicy | null | undefined,
): number[] {
  const counts = jobs.map((job) => {
    const isCounted = stepOf(job) === TRAINER_STEP && mlPolicy;
    return Math.max(1, (isCounted ? mlPolicy.numNodes : job.template.spec.parallelism) ?? 1);
  });
  if (numNodes === undefined) return counts;
  const mpi = mlPolicy?.mpi;
  const counted = jobs.findIndex((job) => (mpi ? job.name === NODE : stepOf(job) === TRAINER_STEP));
  if (counted >= 0) counts[counted] = mpi?.runLauncherAsNode === true ? Math.max(numNodes - 1, 1) : numNodes;
  return counts;
}

function withContainers(
  job: ReplicatedJob,
  { spec }: TrainJobObject,
  mlPolicy: MlPolicy | null | undefined,
): ReplicatedJob {
  const { trainer, initializer } = spec;
  const step = stepOf(job);
  const isWorker = mlPolicy?.mpi?.runLauncherAsNode === true && job.name === NODE;
  const resources = (step === TRAINER_STEP && mlPolicy) || isWorker ? trainer?.resourcesPerNode : undefined;
  const change = (container: ContainerObject, index: number, all: readonly ContainerObject[]): ContainerObject => {
    if (step === DATASET_STEP || step === MODEL_STEP) {
      const source = step === DATASET_STEP ? initializer?.dataset : initializer?.model;
      return source && container.name === step ? withInitializer(container, source) : container;
    }
    if (container.name !== NODE) return container;
    const isFirst = all.findIndex(({ name }) => name === NODE) === index;
    const sized = resources && isFirst ? withResources(container, resources) : container;
    if (step === TRAINER_STEP) return trainer ? withTrainer(sized, trainer) : sized;
    return isWorker ? withEnv(sized, trainer?.env ?? []) : sized;
  };
  const pods = job.template.spec.template;
  if (!pods.spec?.containers) return job;
  const template = { ...pods, spec: { ...pods.spec, containers: pods.spec.containers.map(change) } };
  return { ...job, template: { ...job.template, spec: { ...job.template.spec, template } } };
}

/** PyTorch's variables may be wanted in further containers, which must be there. */
function injectionError(jobs: readonly ReplicatedJob[], mlPolicy: MlPolicy | null | undefined): string | undefined {
  for (const { jobName, containerNames } of mlPolicy?.torch?.envInjection?.targets ?? []) {
    const pods = jobs.find(({ name }) => name === jobName)?.template.spec.template.spec;
    const names = [...(pods?.containers ?? []), ...(pods?.initContainers ?? [])].map(({ name }) => name);
    const missing = containerNames.find((name) => !names.includes(name));
    if (missing === undefined) continue;
    return `envInjection target podSet ${goQuote(jobName)} container ${goQuote(missing)} not found in runtime template`;
  }
  return undefined;
}

function isOwnStep(job: ReplicatedJob): boolean {
  return [TRAINER_STEP, DATASET_STEP, MODEL_STEP].includes(stepOf(job) ?? '');
}

function stepOf({ template }: ReplicatedJob): string | undefined {
  const labels = template.metadata?.labels ?? {};
  return Object.hasOwn(labels, STEP_LABEL) ? labels[STEP_LABEL] : undefined;
}
