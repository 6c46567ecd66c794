import * as z from 'zod';
import { parseGoBool, parseGoInt } from '../../../base/index.ts';
import { type FieldError, PREFERRED_TOPOLOGY_ANNOTATION, REQUIRED_TOPOLOGY_ANNOTATION } from '../../../model/index.ts';
import { metadata, TYPE_META } from '../../kubernetes/metadata.ts';
import { DEFAULT_POD_SET_NAME } from '../../kubernetes/pod-sets.ts';
import { type PodTemplateObject, podTemplate } from '../../kubernetes/pod-template.ts';
import { count, oneOf, optional, written } from '../../schema.ts';
import { createErrors, invalid } from '../framework/create-errors.ts';
import { annotationOf, ELASTIC_JOB_GATE, isElastic, withSchedulingGate } from '../framework/labels.ts';
import { JOB_RESTARTS, SPEC_SUSPENSION, specDelegation } from '../framework/spec-fields.ts';
import { annotationErrors, topologyErrors } from '../framework/topology-errors.ts';
import type { JobContext } from '../job-kind.ts';
import { defineJobKind, type JobKind } from '../job-kind.ts';
import type { PodSetDraft, WebhookError } from '../job-object.ts';

/** The least number of pods that a Job may be admitted with. */
const MIN_PARALLELISM_ANNOTATION = 'kueue.x-k8s.io/job-min-parallelism';
/** Do completions follow parallelism when fewer pods are admitted? */
const SYNC_COMPLETIONS_ANNOTATION = 'kueue.x-k8s.io/job-completions-equal-parallelism';
/** Label that ranks the pods of a Job. */
export const COMPLETION_INDEX_LABEL = 'batch.kubernetes.io/job-completion-index';
/** Labels that the Job controller sets, left out of the Workload. */
const CONTROLLER_LABELS: ReadonlySet<string> = new Set([
  'job-name',
  'controller-uid',
  'batch.kubernetes.io/controller-uid',
]);
const TEMPLATE_PATH = 'spec.template.metadata.annotations';

const OTHER_SPEC =
  'activeDeadlineSeconds podFailurePolicy successPolicy backoffLimit backoffLimitPerIndex maxFailedIndexes selector manualSelector ttlSecondsAfterFinished podReplacementPolicy'.split(
    ' ',
  );

type Maybe<T> = T | null | undefined;

/** `spec` of a Job, also within other kinds. */
export interface JobSpecObject {
  readonly parallelism?: Maybe<number>;
  readonly completions?: Maybe<number>;
  readonly completionMode?: Maybe<string>;
  readonly suspend?: Maybe<boolean>;
  readonly managedBy?: Maybe<string>;
  readonly template: PodTemplateObject;
}

/** Schema of a Job's spec. */
export const jobSpec: z.ZodType<JobSpecObject> = written(
  () => ({
    parallelism: optional(count()),
    completions: optional(count()),
    completionMode: optional(oneOf(['NonIndexed', 'Indexed'])),
    suspend: optional(z.boolean()),
    managedBy: optional(z.string()),
    template: podTemplate(written),
  }),
  OTHER_SPEC,
);

const schema = written(() => ({ ...TYPE_META, metadata: metadata(written), spec: jobSpec }), ['status']);

type Job = z.output<typeof schema>;

/** Kubernetes' Job: one pod set `main` (manifests facts 8, 9, 24, 29, 35). */
export const jobKind: JobKind = defineJobKind({
  kind: 'Job',
  group: 'batch',
  versions: ['v1'],
  framework: 'batch/job',
  schema,
  isElastic: true,
  canBePrebuilt: true,
  suspension: SPEC_SUSPENSION,
  delegation: specDelegation('kubernetes.io/job-controller'),
  restartPolicies: JOB_RESTARTS,
  addDefaults(job, _isManaged, { gates }) {
    if (!isElastic(job, gates)) return job;
    return { ...job, spec: { ...job.spec, template: withSchedulingGate(job.spec.template, ELASTIC_JOB_GATE) } };
  },
  validate(job, context) {
    return [
      ...createErrors(jobKind, job, context),
      ...minParallelismErrors(job, context),
      ...syncCompletionsErrors(job),
      ...placementErrors(job, context),
    ];
  },
  podSets: (job) => [podSetOf(job)],
});

/** Number of pods that run at a time: no more than are to complete. */
export function jobPodCount({ parallelism, completions }: Omit<JobSpecObject, 'template'>): number {
  const podCount = parallelism ?? 1;
  return Math.min(podCount, completions ?? podCount);
}

function podSetOf(job: Job): PodSetDraft {
  const { template } = job.spec;
  return {
    name: DEFAULT_POD_SET_NAME,
    count: jobPodCount(job.spec),
    minCount: minParallelismOf(job),
    template: withoutControllerLabels(template),
    path: TEMPLATE_PATH,
    labels: { podIndexLabel: COMPLETION_INDEX_LABEL },
  };
}

/** As in Go, only the lowest 32 bits count. */
function minParallelismOf(job: Job): number | undefined {
  const parsed = parseGoInt(annotationOf(job, MIN_PARALLELISM_ANNOTATION) ?? '');
  return 'value' in parsed ? Number(BigInt.asIntN(32, parsed.value)) : undefined;
}

function withoutControllerLabels(template: PodTemplateObject): PodTemplateObject {
  const { metadata } = template;
  const entries = Object.entries(metadata?.labels ?? {});
  const kept = entries.filter(([name]) => !CONTROLLER_LABELS.has(name));
  return kept.length === entries.length
    ? template
    : { ...template, metadata: { ...metadata, labels: Object.fromEntries(kept) } };
}

function minParallelismErrors(job: Job, { gates }: JobContext): FieldError[] {
  const text = annotationOf(job, MIN_PARALLELISM_ANNOTATION);
  if (text === undefined) return [];
  const errors: FieldError[] = [];
  const parsed = parseGoInt(text);
  const podCount = jobPodCount(job.spec);
  if ('error' in parsed) errors.push(invalidAnnotation(MIN_PARALLELISM_ANNOTATION, text, parsed.error));
  else if (BigInt.asIntN(32, parsed.value) >= podCount || parsed.value <= 0n) {
    errors.push(invalidAnnotation(MIN_PARALLELISM_ANNOTATION, parsed.value, `should be between 0 and ${podCount - 1}`));
  }
  if (isElastic(job, gates)) {
    const message = 'partial admission and elastic job cannot be used together';
    errors.push(invalidAnnotation(MIN_PARALLELISM_ANNOTATION, text, message));
  }
  return errors;
}

function syncCompletionsErrors(job: Job): FieldError[] {
  const text = annotationOf(job, SYNC_COMPLETIONS_ANNOTATION);
  if (text === undefined) return [];
  const parsed = parseGoBool(text);
  if ('error' in parsed) return [invalidAnnotation(SYNC_COMPLETIONS_ANNOTATION, text, parsed.error)];
  if (!parsed.value) return [];
  const { parallelism, completions, completionMode } = job.spec;
  const errors: FieldError[] = [];
  if ((completionMode ?? 'NonIndexed') === 'NonIndexed') {
    errors.push(invalidAnnotation(SYNC_COMPLETIONS_ANNOTATION, text, 'should not be enabled for NonIndexed jobs'));
  }
  if ((parallelism ?? 1) !== (completions ?? 1)) {
    // The API server completes a Job that names neither of the two.
    const value = completions ?? (parallelism === undefined ? 1 : null);
    const message = `should be equal to parallelism when ${SYNC_COMPLETIONS_ANNOTATION} annotation is true`;
    errors.push({ type: 'FieldValueInvalid', field: 'spec.completions', value, message });
  }
  return errors;
}

/** Slices are held against the pods only where nothing else is wrong; elastic jobs can't be bound to one domain. */
function placementErrors(job: Job, context: JobContext): readonly WebhookError[] {
  if (!context.gates.TopologyAwareScheduling) return [];
  const podSet = podSetOf(job);
  const errors = annotationErrors(podSet, context);
  if (errors.length > 0) return errors;
  if (isElastic(job, context.gates)) {
    const annotations = job.spec.template.metadata?.annotations ?? {};
    if (Object.hasOwn(annotations, REQUIRED_TOPOLOGY_ANNOTATION)) return [elasticError('required')];
    if (Object.hasOwn(annotations, PREFERRED_TOPOLOGY_ANNOTATION)) return [elasticError('preferred')];
  }
  return topologyErrors([podSet], context);
}

function elasticError(how: 'required' | 'preferred'): FieldError {
  const field = `${TEMPLATE_PATH}.kueue.x-k8s.io/podset-${how}-topology`;
  return { type: 'FieldValueForbidden', field, message: `${how} topology is not supported with elastic jobs` };
}

function invalidAnnotation(key: string, value: string | bigint, message: string): FieldError {
  return invalid('annotations', key, value, message);
}
