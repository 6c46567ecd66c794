import { parseGoInt } from '../../../base/index.ts';
import type { FeatureGates, FieldError } from '../../../model/index.ts';
import { invalid, metadataField, objectNameErrors } from '../framework/create-errors.ts';
import { annotationOf, labelOf, PREBUILT_WORKLOAD_NAME, prebuiltNameOf } from '../framework/labels.ts';
import type { JobObject } from '../job-object.ts';

/** Label or annotation with the name of a pod's group. */
export const POD_GROUP_NAME = 'kueue.x-k8s.io/pod-group-name';
export const GROUP_TOTAL_COUNT_ANNOTATION = 'kueue.x-k8s.io/pod-group-total-count';
export const FAST_ADMISSION_ANNOTATION = 'kueue.x-k8s.io/pod-group-fast-admission';
/** On pods that serve, so that their group is never complete. */
export const GROUP_SERVING_ANNOTATION = 'kueue.x-k8s.io/pod-group-serving';

/** Name of the group that a pod belongs to; empty for a single pod. The annotation counts first, if its gate is on. */
export function podGroupNameOf(pod: JobObject, gates: FeatureGates): string {
  return annotatedName(pod, gates) || (labelOf(pod, POD_GROUP_NAME) ?? '');
}

/** Pods that a group waits for; or Go's text for a count that is none. */
export function groupTotalCount(pod: JobObject): { readonly value: number } | { readonly error: string } {
  const text = annotationOf(pod, GROUP_TOTAL_COUNT_ANNOTATION);
  if (text === undefined) return { error: `failed to extract '${GROUP_TOTAL_COUNT_ANNOTATION}' annotation` };
  const parsed = parseGoInt(text);
  if ('error' in parsed) return parsed;
  if (parsed.value >= 1n) return { value: Number(parsed.value) };
  const error = `incorrect annotation value '${GROUP_TOTAL_COUNT_ANNOTATION}=${text}': group total count should be greater than zero`;
  return { error };
}

/** What the webhook refuses in the group's name and count of one pod. */
export function podGroupErrors(pod: JobObject, gates: FeatureGates): FieldError[] {
  const part = annotatedName(pod, gates) === '' ? 'labels' : 'annotations';
  const what = part === 'labels' ? 'label' : 'annotation';
  const message = `both the '${GROUP_TOTAL_COUNT_ANNOTATION}' annotation and the '${POD_GROUP_NAME}' ${what} should be set`;
  const text = annotationOf(pod, GROUP_TOTAL_COUNT_ANNOTATION);
  if (podGroupNameOf(pod, gates) === '') {
    return text === undefined ? [] : [required(metadataField('labels', POD_GROUP_NAME), message)];
  }
  const errors = objectNameErrors(pod, part, POD_GROUP_NAME);
  if (text === undefined)
    return [...errors, required(metadataField('annotations', GROUP_TOTAL_COUNT_ANNOTATION), message)];
  const total = groupTotalCount(pod);
  if ('value' in total) return errors;
  return [...errors, invalid('annotations', GROUP_TOTAL_COUNT_ANNOTATION, text, total.error)];
}

/** A prebuilt workload of a group bears the group's name. */
export function prebuiltGroupErrors(pod: JobObject, gates: FeatureGates): FieldError[] {
  const group = podGroupNameOf(pod, gates);
  const prebuilt = prebuiltNameOf(pod, gates);
  if (group === '' || prebuilt === undefined || prebuilt.name === group) return [];
  const message = 'prebuilt workload and pod group should be equal';
  return [invalid(prebuilt.field, PREBUILT_WORKLOAD_NAME, prebuilt.name, message)];
}

function annotatedName(pod: JobObject, gates: FeatureGates): string {
  return gates.WorkloadIdentifierAnnotations ? (annotationOf(pod, POD_GROUP_NAME) ?? '') : '';
}

function required(field: string, message: string): FieldError {
  return { type: 'FieldValueRequired', field, message };
}
