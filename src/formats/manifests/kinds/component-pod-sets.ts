import type { BuildError } from '../job-object.ts';
import { asInteger, type Found, integerAtPath, recordAtPath, valueAtPath } from './component-path.ts';
import { componentTemplate } from './component-template.ts';
import { COMPLETION_INDEX_LABEL } from './job.ts';
import { JOB_INDEX_LABEL } from './job-set.ts';
import { REPLICA_INDEX_LABEL } from './replica-job.ts';

/** Where the pods of a wrapped object are described, and how many there are. */
export interface ComponentPodSet {
  readonly path: string;
  /** 1 if absent. */
  readonly replicas?: number | null | undefined;
  /** May say how its pods are ranked. */
  readonly annotations?: Readonly<Record<string, string>> | null | undefined;
}

/** Annotations of a {@link ComponentPodSet} that say how pods are ranked. */
export const POD_INDEX_ANNOTATION = 'workload.codeflare.dev.appwrapper/tas-pod-index-label';
export const SUB_GROUP_INDEX_ANNOTATION = 'workload.codeflare.dev.appwrapper/tas-sub-group-index-label';
export const SUB_GROUP_COUNT_ANNOTATION = 'workload.codeflare.dev.appwrapper/tas-sub-group-count';

type Inference = (object: object) => readonly ComponentPodSet[] | BuildError;

/** The kinds whose pods AppWrapper finds by itself. */
const INFERENCES: ReadonlyMap<string, Inference> = new Map<string, Inference>([
  ['v1 Pod', (object) => ofTemplate(object, 'template', undefined)],
  ['apps/v1 Deployment', (object) => ofTemplate(object, 'template.spec.template', 'template.spec.replicas')],
  ['apps/v1 StatefulSet', (object) => ofTemplate(object, 'template.spec.template', 'template.spec.replicas')],
  ['batch/v1 Job', ofJob],
  ['jobset.x-k8s.io/v1alpha2 JobSet', ofJobSet],
  ['kubeflow.org/v1 PyTorchJob', ofPyTorchJob],
  ['ray.io/v1 RayCluster', (object) => ofRay(object, 'template.spec.')],
  ['ray.io/v1 RayJob', (object) => ofRay(object, 'template.spec.rayClusterSpec.')],
]);

/** The pod sets that AppWrapper finds in a wrapped object by its kind; none in kinds that it does not know. */
export function inferPodSets(object: {
  readonly apiVersion: string;
  readonly kind: string;
}): readonly ComponentPodSet[] | BuildError {
  const found = INFERENCES.get(`${object.apiVersion} ${object.kind}`)?.(object) ?? [];
  if ('error' in found) return found;
  for (const { path } of found) {
    const template = componentTemplate(object, path);
    if ('error' in template) return { error: `${path} does not refer to a v1.PodSpecTemplate: ${template.error}` };
  }
  return found;
}

function ofJob(object: object): readonly ComponentPodSet[] {
  const replicas = podCount(object, 'template.spec.');
  const annotations = { [POD_INDEX_ANNOTATION]: COMPLETION_INDEX_LABEL };
  return [{ path: 'template.spec.template', replicas, annotations }];
}

function ofJobSet(object: object): readonly ComponentPodSet[] {
  return listAt(object, 'template.spec.replicatedJobs').flatMap((prefix) => {
    if ('error' in valueAtPath(object, `${prefix}template`)) return [];
    const jobs = numberAt(object, `${prefix}replicas`) ?? 1;
    const annotations = {
      [POD_INDEX_ANNOTATION]: COMPLETION_INDEX_LABEL,
      [SUB_GROUP_INDEX_ANNOTATION]: JOB_INDEX_LABEL,
      [SUB_GROUP_COUNT_ANNOTATION]: String(jobs),
    };
    const replicas = Math.imul(jobs, podCount(object, `${prefix}template.spec.`));
    return [{ path: `${prefix}template.spec.template`, replicas, annotations }];
  });
}

function ofPyTorchJob(object: object): readonly ComponentPodSet[] | BuildError {
  return joined(
    ['Master', 'Worker'].map((type) => {
      const prefix = `template.spec.pytorchReplicaSpecs.${type}.`;
      const podSets = ofTemplate(object, `${prefix}template`, `${prefix}replicas`);
      if ('error' in podSets) return podSets;
      return podSets.map((podSet) => ({ ...podSet, annotations: { [POD_INDEX_ANNOTATION]: REPLICA_INDEX_LABEL } }));
    }),
  );
}

/** Unlike Kueue's own rule this one knows neither hosts nor names of groups. */
function ofRay(object: object, prefix: string): readonly ComponentPodSet[] | BuildError {
  const workers = listAt(object, `${prefix}workerGroupSpecs`);
  return joined([
    [{ path: `${prefix}headGroupSpec.template`, replicas: 1 }],
    ...workers.map((worker) => ofTemplate(object, `${worker}template`, `${worker}replicas`)),
  ]);
}

/** One pod set, if its template is there. */
function ofTemplate(
  object: object,
  path: string,
  replicasPath: string | undefined,
): readonly ComponentPodSet[] | BuildError {
  if ('error' in valueAtPath(object, path)) return [];
  const replicas = replicasPath === undefined ? { value: 1 } : replicasAt(object, replicasPath);
  return 'error' in replicas ? replicas : [{ path, replicas: replicas.value }];
}

/** Pods that a Job runs at a time; what is no number counts as absent. */
function podCount(object: object, prefix: string): number {
  const parallelism = numberAt(object, `${prefix}parallelism`) ?? 1;
  return Math.min(parallelism, numberAt(object, `${prefix}completions`) ?? parallelism);
}

function numberAt(object: object, path: string): number | undefined {
  const found = integerAtPath(object, path);
  return 'value' in found ? found.value : undefined;
}

/** A number that may be absent, but nothing else than a number. */
function replicasAt(object: object, path: string): Found<number> {
  const dot = path.lastIndexOf('.');
  const holder = recordAtPath(object, path.slice(0, dot));
  if ('error' in holder) return holder;
  const key = path.slice(dot + 1);
  const value = Object.hasOwn(holder.value, key) ? (holder.value[key] ?? undefined) : undefined;
  return value === undefined ? { value: 1 } : asInteger(value, path);
}

/** Paths of the items of a list, each with a dot at the end; none if there is no list. */
function listAt(object: object, path: string): readonly string[] {
  const found = valueAtPath(object, path);
  const list: readonly unknown[] = 'value' in found && Array.isArray(found.value) ? found.value : [];
  return list.map((_, index) => `${path}[${index}].`);
}

function joined(parts: readonly (readonly ComponentPodSet[] | BuildError)[]): readonly ComponentPodSet[] | BuildError {
  const podSets: ComponentPodSet[] = [];
  for (const part of parts) {
    if ('error' in part) return part;
    podSets.push(...part);
  }
  return podSets;
}
