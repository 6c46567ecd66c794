import { parseGoInt } from '../../../base/index.ts';
import {
  ELASTIC_JOB_ANNOTATION,
  type FieldError,
  type FieldErrorValue,
  QUEUE_NAME_LABEL,
  subdomainErrors,
  validateAdmissionGates,
} from '../../../model/index.ts';
import type { JobContext } from '../job-kind.ts';
import { goKindText, type JobKind } from '../job-kind.ts';
import type { JobObject } from '../job-object.ts';
import {
  annotationOf,
  isElastic,
  labelOf,
  MAX_EXECUTION_TIME_LABEL,
  PREBUILT_WORKLOAD_NAME,
  prebuiltNameOf,
} from './labels.ts';

type Part = 'labels' | 'annotations';

/**
 * What every kind refuses at creation: queue name, prebuilt name, execution time, elastic annotation, admission gates.
 * @see manifests fact 27
 */
export function createErrors(kind: JobKind, job: JobObject, context: JobContext): FieldError[] {
  return [
    ...queueNameErrors(job),
    ...prebuiltErrors(kind, job, context),
    ...executionTimeErrors(job),
    ...elasticErrors(kind, job, context),
    ...gatedByErrors(job, context),
  ];
}

/** Is the queue named as an object may be? */
export function queueNameErrors(job: JobObject): FieldError[] {
  return objectNameErrors(job, 'labels', QUEUE_NAME_LABEL);
}

/** Is a label or annotation the name of an object? Nothing is said where it is absent. */
export function objectNameErrors(job: JobObject, part: Part, key: string): FieldError[] {
  const value = (part === 'labels' ? labelOf : annotationOf)(job, key);
  const errors = value === undefined ? [] : subdomainErrors(value);
  return errors.length === 0 ? [] : [invalid(part, key, value as string, errors.join(','))];
}

/** Elastic jobs are of a few kinds only. */
export function elasticErrors(kind: JobKind, job: JobObject, { gates }: JobContext): FieldError[] {
  if (kind.isElastic === true || !isElastic(job, gates)) return [];
  const message = `elastic job is not supported for "${goKindText(kind)}"`;
  return [{ type: 'FieldValueForbidden', field: metadataField('annotations', ELASTIC_JOB_ANNOTATION), message }];
}

/** Names of controllers that hold the workload back: domain-prefixed, none twice. */
export function gatedByErrors(job: JobObject, { gates }: JobContext): FieldError[] {
  return gates.AdmissionGatedBy ? validateAdmissionGates(job.metadata.annotations ?? {}) : [];
}

/** Path of a label or annotation as errors name it. */
export function metadataField(part: Part, key: string): string {
  return `metadata.${part}[${key}]`;
}

/** A label or annotation with a wrong value. */
export function invalid(part: Part, key: string, value: FieldErrorValue, message: string): FieldError {
  return { type: 'FieldValueInvalid', field: metadataField(part, key), value, message };
}

function prebuiltErrors(kind: JobKind, job: JobObject, { gates }: JobContext): FieldError[] {
  const prebuilt = prebuiltNameOf(job, gates);
  const errors = objectNameErrors(job, prebuilt?.field ?? 'labels', PREBUILT_WORKLOAD_NAME);
  if (prebuilt === undefined || kind.canBePrebuilt === true) return errors;
  const field = metadataField(prebuilt.field, PREBUILT_WORKLOAD_NAME);
  return [...errors, { type: 'FieldValueForbidden', field, message: `Is not supported for "${goKindText(kind)}"` }];
}

function executionTimeErrors(job: JobObject): FieldError[] {
  const text = labelOf(job, MAX_EXECUTION_TIME_LABEL);
  const parsed = text === undefined ? undefined : parseGoInt(text);
  if (text === undefined || parsed === undefined) return [];
  if ('error' in parsed) return [invalid('labels', MAX_EXECUTION_TIME_LABEL, text, parsed.error)];
  if (parsed.value > 0n) return [];
  return [invalid('labels', MAX_EXECUTION_TIME_LABEL, parsed.value, 'should be greater than 0')];
}
