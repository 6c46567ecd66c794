import { distinctErrors } from '../../../model/index.ts';
import type { AdmittedJob, JobContext, JobKind, JobSource } from '../job-kind.ts';
import type { JobObject, WebhookError } from '../job-object.ts';
import { commonDefaults } from './defaults.ts';
import { jsonChanges } from './json-changes.ts';

/** Sends one job through the mutating and the validating webhook. */
export function admitJob(source: JobSource, context: JobContext): AdmittedJob {
  const { kind, object } = source;
  if (context.whyOff(kind) !== undefined || kind.isForeign?.(object) === true) return untouched(source);
  const defaulted = kind.setDefaults?.(object, context) ?? commonDefaults(kind, object, context);
  if (defaulted.state === 'refused') return { ...untouched(source), errors: [{ text: defaulted.text }] };
  const { job, isManaged } = defaulted;
  return {
    source,
    kind,
    object: job,
    changes: jsonChanges(object, job),
    isManaged,
    errors: webhookErrors(kind.validate(job, context)),
    warnings: kind.warnings?.(job, context) ?? [],
    ...suspension(kind, job),
  };
}

/** A raw error is the whole answer of a webhook; of equal errors one is told. */
function webhookErrors(errors: readonly WebhookError[]): readonly WebhookError[] {
  const raw = errors.find((error) => 'text' in error);
  return raw === undefined ? distinctErrors(errors) : [raw];
}

function untouched(source: JobSource): AdmittedJob {
  const { kind, object } = source;
  return {
    source,
    kind,
    object,
    changes: [],
    isManaged: false,
    errors: [],
    warnings: [],
    ...suspension(kind, object),
  };
}

function suspension(kind: JobKind, object: JobObject): Pick<AdmittedJob, 'isSuspended'> {
  const isSuspended = kind.suspension?.isSuspended(object);
  return isSuspended === undefined ? {} : { isSuspended };
}
