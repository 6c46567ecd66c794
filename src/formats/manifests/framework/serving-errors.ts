import type { FieldError } from '../../../model/index.ts';
import type { JobContext, JobKind } from '../job-kind.ts';
import type { JobObject } from '../job-object.ts';
import { elasticErrors, gatedByErrors, queueNameErrors } from './create-errors.ts';

/** What StatefulSets and Deployments are refused for: their topology annotations are not looked at (manifests fact 33). */
export function servingErrors(kind: JobKind, job: JobObject, context: JobContext): FieldError[] {
  return [...queueNameErrors(job), ...elasticErrors(kind, job, context), ...gatedByErrors(job, context)];
}
