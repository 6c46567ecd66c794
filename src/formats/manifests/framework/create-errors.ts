import { parseGoInt } from '../../../base/index.ts';
import {
  ELASTIC_JOB_ANNOTATION,
  type FieldError,
  type FieldErrorValue,
  QUEUE_NAME_LABEL,
  subdomainErrors,
} from '../../../model/index.ts';
import { goKindText, type JobKind, type JobObject } from '../job-kind.ts';
import type { JobContext } from './context.ts';
import {
  ADMISSION_GATED_BY_ANNOTATION,
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
  const text = annotationOf(job, ADMISSION_GATED_BY_ANNOTATION) ?? '';
  if (!gates.AdmissionGatedBy || text.trim() === '') return [];
  const names = text.split(',').map((name) => name.trim());
  return names.flatMap((name, index) => {
    if (name === '') return [gateError(text, 'cannot contain empty gate names')];
    if (names.indexOf(name) < index) return [gateError(text, `duplicate gate name: ${name}`)];
    return gateNameErrors(name);
  });
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

const MAX_GATE_NAME = 63;
const PATH = "[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+";
const PATH_PATTERN = new RegExp(`^${PATH}$`);

/** A controller's name as Jobs' `managedBy` takes it: a domain, a slash and a path. */
function gateNameErrors(name: string): FieldError[] {
  const tooLong: FieldError = {
    type: 'FieldValueTooLong',
    field: metadataField('annotations', ADMISSION_GATED_BY_ANNOTATION),
    message: `may not be more than ${MAX_GATE_NAME} bytes`,
  };
  const slash = name.indexOf('/');
  const errors =
    slash < 1 || slash === name.length - 1
      ? [gateError(name, 'must be a domain-prefixed path (such as "acme.io/foo")')]
      : prefixedPathErrors(name.slice(0, slash), name.slice(slash + 1));
  return new TextEncoder().encode(name).length > MAX_GATE_NAME ? [...errors, tooLong] : errors;
}

function prefixedPathErrors(host: string, path: string): FieldError[] {
  const errors = subdomainErrors(host).map((message) => gateError(host, message));
  if (PATH_PATTERN.test(path)) return errors;
  return [...errors, gateError(path, `Invalid path (regex used for validation is '${PATH}')`)];
}

function gateError(value: string, message: string): FieldError {
  return invalid('annotations', ADMISSION_GATED_BY_ANNOTATION, value, message);
}
