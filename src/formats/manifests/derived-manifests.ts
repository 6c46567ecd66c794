import { type ProblemCode, printable } from '../../base/index.ts';
import { type FieldError, type FieldErrorType, fieldErrorText, type PodSet, type Workload } from '../../model/index.ts';
import { type Finding, incomplete, mistake } from '../finding.ts';
import { toPodTemplate } from '../kubernetes/pod-template.ts';
import type { Path } from '../path.ts';
import { present } from '../schema.ts';
import type { DerivedJob } from './derive-workloads.ts';
import { existingPath, findField } from './find-field.ts';
import { jobNameOf, queueNameOf } from './framework/labels.ts';
import type { PriorityClassRef, WorkloadObject } from './framework/workload-object.ts';
import type { NoWorkloadReason, Reconciliation } from './job-kind.ts';
import type { JobManifest } from './job-manifest.ts';
import type { BuiltPodSet, MissingObject, WebhookError } from './job-object.ts';

/** What one derived job is to those who place jobs. */
export interface DerivedManifests {
  /** None for jobs that have no pods of their own to place. */
  readonly jobs: readonly Omit<JobManifest, 'place'>[];
  /** Paths start at the job. */
  readonly findings: readonly Finding[];
  /** What was taken to be so because an object is not given, for people; the same for all jobs that name it. */
  readonly assumptions: readonly string[];
}

/** Kueue's texts quote the whole value, however long it is. */
const MAX_MESSAGE = 600;
/** Reasons that leave nothing to place: the pods are another job's, or there are none. */
const WITHOUT_PODS: readonly (NoWorkloadReason | undefined)[] = ['owned-by-managed-job', 'left-alone'];

const NOTHING: DerivedManifests = { jobs: [], findings: [], assumptions: [] };

const CODES: Readonly<Partial<Record<FieldErrorType, ProblemCode>>> = {
  FieldValueRequired: 'missing',
  FieldValueDuplicate: 'duplicate',
  FieldValueNotFound: 'not-found',
};

/** What is given beside the jobs, by name. */
export interface GivenObjects {
  /** As {@link workloadKey} writes them. */
  readonly workloads: ReadonlySet<string>;
  readonly priorityClasses: Readonly<Record<PriorityClassRef['kind'], ReadonlySet<string>>>;
}

/**
 * A derived job as manifests, one for each workload. A job that Kueue would leave alone is still one, for its pods can be
 * placed; one whose Workload stands in the files is not, as that has its own.
 */
export function derivedManifests(derived: DerivedJob, given: GivenObjects): DerivedManifests {
  const { errors, reconciliation, workloadErrors } = derived;
  if (errors.length > 0) return { ...NOTHING, findings: errors.map((error) => errorFinding(error, derived)) };
  if (derived.kind.children !== undefined) return ofChildren(derived, derived.kind.children.template, given);
  // A group is told once, by its first pod.
  if (reconciliation !== undefined && reconciliation.members[0]?.source !== derived.source) return NOTHING;
  const findings = [
    ...[...derived.warnings, failureOf(reconciliation), reconciliation?.unretryableError].flatMap((text) =>
      text === undefined ? [] : [incomplete(shortened(text))],
    ),
    ...workloadErrors.map((error) => workloadFinding(error, derived)),
  ];
  const assumptions = assumptionsOf(derived, given);
  if (WITHOUT_PODS.includes(reconciliation?.reason)) return { jobs: [], findings, assumptions };
  const made = reconciliation?.reason === undefined ? (reconciliation?.workloads ?? []) : [];
  if (made.length > 0) {
    const names = namesOf(derived);
    const jobs = made.map((workload, index) => ofWorkload(derived, workload, names[index] ?? workload.metadata.name));
    return {
      jobs: jobs.filter((_, index) => !given.workloads.has(workloadKey((made[index] as WorkloadObject).metadata))),
      findings,
      assumptions,
    };
  }
  return { ...withoutWorkload(derived, findings), assumptions };
}

/** A workload made beforehand that does not fit its job is said to be finished; the error only says that there is none. */
function failureOf(reconciliation: Reconciliation | undefined): string | undefined {
  const { reason, workloads = [], error } = reconciliation ?? {};
  if (reason === undefined) return error;
  const conditions = workloads.flatMap(({ status }) => status?.conditions ?? []);
  return conditions.find(({ type }) => type === 'Finished')?.message ?? error;
}

/** What is wrong with children is told once, where it stands in the template that they are made from. */
function ofChildren({ source, children }: DerivedJob, template: Path, given: GivenObjects): DerivedManifests {
  const made = children.map((child) => derivedManifests(child, given));
  const findings = made.flatMap(({ findings }) => findings);
  const distinct = new Map(findings.map((finding) => [JSON.stringify(finding), finding]));
  return {
    jobs: made.flatMap(({ jobs }) => jobs),
    assumptions: made.flatMap(({ assumptions }) => assumptions),
    findings: [...distinct.values()].map(({ path, ...finding }) => ({
      ...finding,
      path: path.length === 0 ? path : existingPath([...template, ...path], source.object),
    })),
  };
}

function assumptionsOf({ reconciliation, podSets }: DerivedJob, { priorityClasses }: GivenObjects): string[] {
  const ref = reconciliation?.workloads[0]?.spec.priorityClassRef;
  const isAssumed = ref !== undefined && !priorityClasses[ref.kind].has(ref.name);
  const owner = reconciliation?.reason === 'owned-by-managed-job' ? reconciliation.notGiven : undefined;
  const source = 'error' in podSets ? podSets.notGiven : undefined;
  return [
    ...(isAssumed ? [`${named(ref)} is not given; taken to exist, with priority 0`] : []),
    ...(owner ? [`${named(owner)} is not given; taken to be a job that Kueue manages, which this is part of`] : []),
    ...(source
      ? [`${named(source)} is not given, so the pod sets cannot be told; give it too, with the job or with --cluster`]
      : []),
  ].map(shortened);
}

function named({ kind, name }: MissingObject): string {
  return `${kind} "${name}"`;
}

function withoutWorkload(
  derived: DerivedJob,
  findings: readonly Finding[],
): Pick<DerivedManifests, 'jobs' | 'findings'> {
  const { reconciliation, podSets } = derived;
  const isGroup = reconciliation?.groupName !== undefined;
  const built = reconciliation?.podSets ?? (isGroup || 'error' in podSets ? undefined : podSets.podSets);
  if (built !== undefined) return { jobs: namesOf(derived).map((name) => manifest(derived, name, built)), findings };
  const isWrong = 'error' in podSets && podSets.notGiven === undefined;
  return { jobs: [], findings: isWrong ? [mistake('invalid-value', [], shortened(podSets.error))] : findings };
}

function ofWorkload(derived: DerivedJob, workload: WorkloadObject, name: string): Omit<JobManifest, 'place'> {
  return { workloadObject: workload, ...manifest(derived, name, workload.spec.podSets) };
}

/** One for each workload that there would be. */
function namesOf(derived: DerivedJob): readonly string[] {
  const owners = derived.kind.workloadOwnerNames?.(derived.object) ?? [];
  return owners.length > 1 ? owners : [nameOf(derived)];
}

function nameOf({ reconciliation, object }: DerivedJob): string {
  return reconciliation?.groupName ?? jobNameOf(object);
}

function manifest(
  { kind, object }: DerivedJob,
  name: string,
  podSets: readonly BuiltPodSet[],
): Omit<JobManifest, 'place'> {
  const namespace = object.metadata.namespace;
  const queueName = queueNameOf(object) || undefined;
  return present({ kind: kind.kind, name, namespace, queueName, podSets: podSets.map(toModelPodSet) });
}

/** A pod set of a Workload object for the model. */
export function toModelPodSet({ name, count, minCount, template, topologyRequest }: BuiltPodSet): PodSet {
  return present({ name, count, minCount, template: toPodTemplate(template), topologyRequest });
}

function errorFinding(error: WebhookError, { source: { kind, object } }: DerivedJob): Finding {
  if ('text' in error) return mistake('invalid-value', [], shortened(error.text));
  const field = Object.entries(kind.errorFields ?? {}).reduce((at, names) => at.replace(...names), error.field);
  const path = findField(field, object);
  const message = fieldErrorText(error).slice(error.field.length + 2);
  return mistake(CODES[error.type] ?? 'invalid-value', path, shortened(message));
}

/** Go joins several errors by line breaks. */
function shortened(message: string): string {
  return printable(message.slice(0, MAX_MESSAGE).replaceAll('\n', '; '));
}

function workloadFinding(error: FieldError, derived: DerivedJob): Finding {
  const message = `the Workload that Kueue makes of it is refused: ${fieldErrorText(error)}`;
  return mistake(CODES[error.type] ?? 'invalid-value', workloadFieldIn(derived, error.field), shortened(message));
}

/** Where a field of a Workload is from: its pod set's template in the job, as far as the job goes; else the whole job. */
function workloadFieldIn({ drafts, source, reconciliation }: DerivedJob, field: string): Path {
  const [, index, rest = ''] = /^spec\.podSets\[(\d+)\](?:\.(.*))?$/s.exec(field) ?? [];
  const isGroup = reconciliation?.groupName !== undefined;
  const draft = isGroup || 'error' in drafts ? undefined : drafts[Number(index)];
  if (draft === undefined) return [];
  if (rest.startsWith('topologyRequest')) return findField(draft.path, source.object);
  const template = draft.path.replace(/metadata\.annotations$/, '');
  const isInTemplate = template !== draft.path && rest.startsWith('template.');
  return findField(isInTemplate ? template + rest.slice('template.'.length) : template, source.object);
}

/** Name of a Workload, wherever it is from. */
export function workloadKey({ name, namespace = 'default' }: Pick<Workload, 'name' | 'namespace'>): string {
  return `${namespace}/${name}`;
}
