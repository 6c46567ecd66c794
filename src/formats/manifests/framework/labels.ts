import { byteLength } from '../../../base/index.ts';
import {
  ELASTIC_JOB_ANNOTATION,
  type FeatureGates,
  PRIORITY_CLASS_LABEL,
  QUEUE_NAME_LABEL,
} from '../../../model/index.ts';
import type { Metadata, OwnerReferenceObject } from '../../kubernetes/metadata.ts';
import type { PodTemplateObject } from '../../kubernetes/pod-template.ts';
import type { JobObject } from '../job-object.ts';

/** Names of labels and annotations on jobs and pods beside those of the model. */
export const MAX_EXECUTION_TIME_LABEL = 'kueue.x-k8s.io/max-exec-time-seconds';
/** Label or annotation. */
export const PREBUILT_WORKLOAD_NAME = 'kueue.x-k8s.io/prebuilt-workload-name';
export const ADMISSION_GATED_BY_ANNOTATION = 'kueue.x-k8s.io/admission-gated-by';
export const PROVISIONING_ANNOTATION_PREFIX = 'provreq.kueue.x-k8s.io/';
export const JOB_UID_LABEL = 'kueue.x-k8s.io/job-uid';
export const JOB_OWNER_GVK_ANNOTATION = 'kueue.x-k8s.io/job-owner-gvk';
export const JOB_OWNER_NAME_ANNOTATION = 'kueue.x-k8s.io/job-owner-name';
export const COMPONENT_INDEX_ANNOTATION = 'kueue.x-k8s.io/component-workload-index';
export const WORKLOAD_SLICE_NAME_ANNOTATION = 'kueue.x-k8s.io/workload-slice-name';
export const GROUP_WORKLOAD_ANNOTATION = 'kueue.x-k8s.io/is-group-workload';
/** On the pods of a serving kind: which framework holds them back. */
export const SUSPENDING_PARENT_ANNOTATION = 'kueue.x-k8s.io/pod-suspending-parent';
export const MANAGED_LABEL = 'kueue.x-k8s.io/managed';
export const ELASTIC_JOB_GATE = 'kueue.x-k8s.io/elastic-job';
/** On objects that MultiKueue copied to a worker cluster. */
export const MULTIKUEUE_ORIGIN_LABEL = 'kueue.x-k8s.io/multikueue-origin';
export const MULTIKUEUE_CONTROLLER = 'kueue.x-k8s.io/multikueue';

const MAX_LABEL_VALUE = 63;

export type Texts = Readonly<Record<string, string>>;

/** A label of an object; undefined when it has none. */
export function labelOf({ metadata }: JobObject, name: string): string | undefined {
  return textOf(metadata?.labels, name);
}

/** An annotation of an object; undefined when it has none. */
export function annotationOf({ metadata }: JobObject, name: string): string | undefined {
  return textOf(metadata?.annotations, name);
}

/** Local queue of a job; empty when it names none. Only the label counts (manifests fact 1). */
export function queueNameOf(job: JobObject): string {
  return labelOf(job, QUEUE_NAME_LABEL) ?? '';
}

/** WorkloadPriorityClass of a job; empty when it names none. */
export function workloadPriorityClassOf(job: JobObject): string {
  return labelOf(job, PRIORITY_CLASS_LABEL) ?? '';
}

/** Name of a job, or the beginning of the name that the server gives it. */
export function jobNameOf({ metadata }: JobObject): string {
  return metadata.name || metadata.generateName || '';
}

/** Namespace of an object; kubectl's when it names none. */
export function namespaceOf({ metadata }: JobObject): string {
  return metadata?.namespace || 'default';
}

/** The owner that manages an object, if any. */
export function controllerOf({ ownerReferences }: Metadata): OwnerReferenceObject | undefined {
  return ownerReferences?.find(({ controller }) => controller === true);
}

/** Is this job to grow and shrink while it runs? Only the exact value counts (manifests fact 35). */
export function isElastic(job: JobObject, gates: FeatureGates): boolean {
  return gates.ElasticJobsViaWorkloadSlices && annotationOf(job, ELASTIC_JOB_ANNOTATION) === 'true';
}

/** A workload that was made for a job beforehand. */
export interface PrebuiltName {
  readonly name: string;
  /** Where errors see it, which is not always where the name is from. */
  readonly field: 'annotations' | 'labels';
}

/**
 * The workload that was made for a job beforehand: the annotation first, then the label. With the gate
 * `WorkloadIdentifierAnnotations` off it is the label first, and the annotation counts only where it is too long for a label;
 * errors are told of such an annotation even then.
 * @see manifests fact 7
 */
export function prebuiltNameOf(job: JobObject, gates: FeatureGates): PrebuiltName | undefined {
  const annotation = annotationOf(job, PREBUILT_WORKLOAD_NAME) ?? '';
  const label = labelOf(job, PREBUILT_WORKLOAD_NAME) ?? '';
  const isFirst = gates.WorkloadIdentifierAnnotations;
  const counted = isFirst || byteLength(annotation) > MAX_LABEL_VALUE ? annotation : '';
  const name = isFirst ? counted || label : label || counted;
  return name === '' ? undefined : { name, field: counted === '' ? 'labels' : 'annotations' };
}

/** A copy of an object with more labels. */
export function withLabels<T extends { readonly metadata?: unknown }>(object: T, labels: Texts): T {
  return withTexts(object, 'labels', labels);
}

/** A copy of an object with more annotations. */
export function withAnnotations<T extends { readonly metadata?: unknown }>(object: T, annotations: Texts): T {
  return withTexts(object, 'annotations', annotations);
}

/** A copy of a pod or pod template with one more scheduling gate at the end; itself if it has the gate. */
export function withSchedulingGate<T extends Pick<PodTemplateObject, 'spec'>>(pod: T, gate: string): T {
  const gates = pod.spec?.schedulingGates ?? [];
  if (gates.some(({ name }) => name === gate)) return pod;
  return { ...pod, spec: { ...pod.spec, schedulingGates: [...gates, { name: gate }] } };
}

function withTexts<T extends { readonly metadata?: unknown }>(object: T, key: string, texts: Texts): T {
  const metadata = (object.metadata ?? {}) as Readonly<Record<string, unknown>>;
  return { ...object, metadata: { ...metadata, [key]: { ...(metadata[key] as Texts | undefined), ...texts } } };
}

function textOf(texts: Texts | null | undefined, name: string): string | undefined {
  return texts && Object.hasOwn(texts, name) ? texts[name] : undefined;
}
