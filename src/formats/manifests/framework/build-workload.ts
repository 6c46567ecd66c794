import { parseGoInt32 } from '../../../base/index.ts';
import { ELASTIC_JOB_ANNOTATION } from '../../../model/index.ts';
import type { OwnerReferenceObject } from '../../kubernetes/metadata.ts';
import { LABEL_VALUE } from '../../names.ts';
import { present } from '../../schema.ts';
import type { JobContext, WarningEvent } from '../job-kind.ts';
import { apiVersionOf, type JobKind } from '../job-kind.ts';
import type { BuiltPodSet, JobObject } from '../job-object.ts';
import {
  ADMISSION_GATED_BY_ANNOTATION,
  annotationOf,
  isElastic,
  JOB_UID_LABEL,
  labelOf,
  MAX_EXECUTION_TIME_LABEL,
  namespaceOf,
  PROVISIONING_ANNOTATION_PREFIX,
  queueNameOf,
  type Texts,
  WORKLOAD_SLICE_NAME_ANNOTATION,
} from './labels.ts';
import { resolvePriority } from './priority.ts';
import type { WorkloadObject } from './workload-object.ts';

/** A workload made of a job, or why there is none. */
export type BuiltWorkload =
  | { readonly workload: WorkloadObject }
  | { readonly error: string; readonly events: readonly WarningEvent[] };

/** What makes one workload of a job differ from the plain rule. */
export interface WorkloadPlan {
  readonly name: string;
  readonly podSets: readonly BuiltPodSet[];
  /** Further annotations of the Workload. */
  readonly annotations?: Texts;
  /** Labels of the Workload; default: the job's uid and what the configuration copies. */
  readonly labels?: Texts;
  /** Owners; default: the job, as the one that manages the workload. */
  readonly ownerReferences?: readonly OwnerReferenceObject[];
}

/**
 * The Workload of a job: queue, priority, and what is copied from labels and annotations.
 * @see manifests facts 4 to 6
 */
export function buildWorkload(kind: JobKind, job: JobObject, plan: WorkloadPlan, context: JobContext): BuiltWorkload {
  const { name, podSets } = plan;
  const priority = resolvePriority(kind, job, podSets, context);
  if (priority.state === 'missing') return priority;
  const labels = plan.labels ?? { ...copiedLabels(job, context), ...uidLabel(job) };
  const annotations = {
    ...copiedAnnotations(job, context),
    ...plan.annotations,
    ...elasticAnnotations(name, job, context),
  };
  return {
    workload: {
      apiVersion: 'kueue.x-k8s.io/v1beta2',
      kind: 'Workload',
      metadata: present({
        name,
        namespace: namespaceOf(job),
        labels: unlessEmpty(labels),
        annotations: unlessEmpty(annotations),
        finalizers: ['kueue.x-k8s.io/resource-in-use'],
        ownerReferences: plan.ownerReferences ?? ownerReferences(kind, job, true),
      }),
      spec: present({
        queueName: queueNameOf(job) || undefined,
        podSets,
        priority: priority.value,
        priorityClassRef: priority.classRef,
        maximumExecutionTimeSeconds: executionTimeOf(job),
      }),
    },
  };
}

/** Reference to a job, for the workload that belongs to it. None to a job that no server has given a name and a uid yet. */
export function ownerReferences(kind: JobKind, { metadata }: JobObject, isController: boolean): OwnerReferenceObject[] {
  const { name, uid } = metadata;
  if (!name || !uid) return [];
  const controller = isController ? { controller: true, blockOwnerDeletion: true } : {};
  return [{ apiVersion: apiVersionOf(kind), kind: kind.kind, name, uid, ...controller }];
}

/** Longest time that a job may run, in seconds; undefined if the label is absent or no positive int32. */
export function executionTimeOf(job: JobObject): number | undefined {
  const parsed = parseGoInt32(labelOf(job, MAX_EXECUTION_TIME_LABEL) ?? '');
  return 'value' in parsed && parsed.value > 0 ? parsed.value : undefined;
}

/** The annotation that holds a workload back, if the job has it. */
function gatedByAnnotation(job: JobObject, { gates }: JobContext): Texts {
  const value = gates.AdmissionGatedBy ? annotationOf(job, ADMISSION_GATED_BY_ANNOTATION) : undefined;
  return value ? { [ADMISSION_GATED_BY_ANNOTATION]: value } : {};
}

/** The labels of a job that the configuration wants on its workload. */
export function copiedLabels(job: JobObject, { config }: JobContext): Texts {
  const labels = (config.labelKeysToCopy ?? []).map((key) => [key, labelOf(job, key)] as const);
  return Object.fromEntries(labels.filter((label): label is [string, string] => label[1] !== undefined));
}

/** The label that ties a workload to its job. */
export function uidLabel({ metadata }: JobObject): Texts {
  return metadata.uid && LABEL_VALUE.matches(metadata.uid) ? { [JOB_UID_LABEL]: metadata.uid } : {};
}

function copiedAnnotations(job: JobObject, context: JobContext): Texts {
  const entries = Object.entries(job.metadata.annotations ?? {});
  const copied = entries.filter(([key]) => key.startsWith(PROVISIONING_ANNOTATION_PREFIX));
  return { ...Object.fromEntries(copied), ...gatedByAnnotation(job, context) };
}

function elasticAnnotations(name: string, job: JobObject, { gates }: JobContext): Texts {
  return isElastic(job, gates) ? { [ELASTIC_JOB_ANNOTATION]: 'true', [WORKLOAD_SLICE_NAME_ANNOTATION]: name } : {};
}

function unlessEmpty(texts: Texts): Texts | undefined {
  return Object.keys(texts).length === 0 ? undefined : texts;
}
