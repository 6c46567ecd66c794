import { isQuantity, type Quantity, quantityNanos } from '../../base/index.ts';
import {
  adjustPodSpec,
  type Configuration,
  countedRequests,
  defaultsOfNamespace,
  type FeatureGates,
  fieldErrorText,
  inadmissibleResources,
  type PodSpec,
  type ResourceAmounts,
} from '../../model/index.ts';
import type { Inputs } from '../inputs.ts';
import { toPodSpec } from '../kubernetes/pod-template.ts';
import type { Derivation, DerivedJob } from '../manifests/derive-workloads.ts';
import { pruned } from '../manifests/framework/json-changes.ts';
import { COMPONENT_INDEX_ANNOTATION, JOB_UID_LABEL } from '../manifests/framework/labels.ts';
import type { WorkloadObject } from '../manifests/framework/workload-object.ts';
import type { JobSource } from '../manifests/job-kind.ts';
import type { BuiltPodSet, WebhookError } from '../manifests/job-object.ts';
import { isRecord, omit } from '../objects.ts';

/** What a recorded question is asked of. */
export interface ManifestQuestion {
  readonly jobs: readonly JobSource[];
  /** Objects of all other kinds, as they were read. */
  readonly inputs: Inputs;
  /** The same as JSON. */
  readonly others: readonly unknown[];
  readonly gates: FeatureGates;
  readonly config: Configuration;
}

type Json = Readonly<Record<string, unknown>>;

/** Pods of a Deployment that a recording looks at. */
const RECORDED_CHILDREN = 2;

/** What a derivation comes to, in the form of a recording's `expect`. */
export function actualManifestAnswer({ jobs }: Derivation, question: ManifestQuestion): Json {
  const admission = admissionAnswer(jobs);
  const [child] = jobs.flatMap(({ children }) => children);
  const pod = child === undefined ? {} : { podDefaulted: child.changes, podErrors: child.errors.map(errorAnswer) };
  if ([...jobs, ...(child ? [child] : [])].some(({ errors }) => errors.length > 0)) {
    const { defaulted, errors } = admission;
    return { defaulted, errors, ...pod };
  }
  return { ...admission, ...pod, ...reconciliationAnswer(jobs, question) };
}

/** Numbers of quantities are compared by value; what is empty, and a size of 0 in a layer of slices, counts as absent. */
export function comparableAnswer(answer: Json): unknown {
  const podSets = Array.isArray(answer.podSets) ? answer.podSets.map(comparablePodSet) : undefined;
  return withoutEmpty(pruned({ ...answer, podSets }));
}

/** The answers of the webhooks: with several jobs each is told by its name. */
function admissionAnswer(jobs: readonly DerivedJob[]) {
  const [only] = jobs;
  const suspendable = jobs.filter(({ isSuspended }) => isSuspended !== undefined);
  const warnings = jobs.flatMap((job) => job.warnings);
  if (only !== undefined && jobs.length === 1) {
    return { defaulted: only.changes, errors: only.errors.map(errorAnswer), warnings, suspended: only.isSuspended };
  }
  return {
    defaulted: jobs.flatMap((job) => (job.changes.length > 0 ? [{ object: nameOf(job), changes: job.changes }] : [])),
    errors: jobs.flatMap((job) => job.errors.map((error) => ({ ...errorAnswer(error), object: nameOf(job) }))),
    warnings,
    suspended: Object.fromEntries(suspendable.map((job) => [nameOf(job), job.isSuspended])),
  };
}

function reconciliationAnswer(jobs: readonly DerivedJob[], question: ManifestQuestion): Json {
  const reconciled = jobs.flatMap((job) =>
    job.children.length > 0 ? job.children.slice(0, RECORDED_CHILDREN) : [job],
  );
  const reconciliations = [...new Set(reconciled.flatMap(({ reconciliation }) => reconciliation ?? []))];
  const workloads = reconciliations.flatMap((reconciliation) => reconciliation.workloads);
  const [workload] = workloads;
  const events = reconciliations.flatMap((reconciliation) => reconciliation.events ?? []);
  return {
    noWorkload: workload === undefined ? true : undefined,
    reconcileError: reconciliations.find(({ error }) => error !== undefined)?.error,
    unretryableError: reconciliations.find(({ unretryableError }) => unretryableError !== undefined)?.unretryableError,
    warningEvents: events,
    workloads: workloads.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`).toSorted(),
    ...(workload && workloadAnswer(workload, question)),
    workloadErrors: reconciled.find(({ workloadErrors }) => workloadErrors.length > 0)?.workloadErrors.map(errorAnswer),
  };
}

function workloadAnswer({ metadata, spec, status }: WorkloadObject, question: ManifestQuestion): Json {
  const defaults = defaultsOfNamespace(question.inputs, metadata.namespace);
  const specs = spec.podSets.map(({ template }) => adjustPodSpec(toPodSpec(template.spec ?? {}), defaults));
  return {
    queueName: spec.queueName,
    priority: spec.priority,
    priorityClass: spec.priorityClassRef,
    active: spec.active,
    maximumExecutionTimeSeconds: spec.maximumExecutionTimeSeconds,
    workloadLabels: metadata.labels && omit(metadata.labels, [JOB_UID_LABEL]),
    workloadAnnotations: metadata.annotations && omit(metadata.annotations, [COMPONENT_INDEX_ANNOTATION]),
    workloadConditions: status?.conditions?.map((condition) => omit(condition, ['lastTransitionTime'])),
    podSets: spec.podSets.map((podSet, index) => podSetAnswer(podSet, specs[index] as PodSpec, question)),
    inadmissible: inadmissibleResources(specs, defaults.limitRanges),
  };
}

function podSetAnswer(podSet: BuiltPodSet, adjusted: PodSpec, { config }: ManifestQuestion): Json {
  const { metadata, spec } = podSet.template;
  return {
    name: podSet.name,
    count: podSet.count,
    minCount: podSet.minCount,
    requests: requestsText(countedRequests(adjusted, config.resources)),
    topologyRequest: podSet.topologyRequest,
    labels: metadata?.labels,
    annotations: metadata?.annotations,
    nodeSelector: spec?.nodeSelector,
    tolerations: spec?.tolerations,
    affinity: spec?.affinity,
    schedulingGates: spec?.schedulingGates,
    runtimeClassName: spec?.runtimeClassName,
    overhead: adjusted.overhead,
    priorityClassName: spec?.priorityClassName,
    containers: spec?.containers?.map(({ name }) => name),
  };
}

function requestsText(amounts: ResourceAmounts): Json {
  return Object.fromEntries([...amounts].map(([name, amount]) => [name, name === 'cpu' ? `${amount}m` : `${amount}`]));
}

function comparablePodSet(podSet: unknown): unknown {
  if (!isRecord(podSet)) return podSet;
  const { requests, overhead, topologyRequest } = podSet;
  return {
    ...podSet,
    requests: comparableList(requests),
    overhead: comparableList(overhead),
    topologyRequest: comparableRequest(topologyRequest),
  };
}

/** Go leaves out what is zero in the layers of slices, and nothing else of a topology request. */
function comparableRequest(request: unknown): unknown {
  const layers = isRecord(request) ? request.podsetSliceRequiredTopologyConstraints : undefined;
  if (!isRecord(request) || !Array.isArray(layers)) return request;
  const written = layers.map((layer: Json) => Object.fromEntries(Object.entries(layer).filter(([, value]) => value)));
  return { ...request, podsetSliceRequiredTopologyConstraints: written };
}

function comparableList(list: unknown): unknown {
  if (!isRecord(list)) return list;
  return Object.fromEntries(
    Object.entries(list).map(([name, value]) => [name, isComparable(value) ? `${quantityNanos(value)}n` : value]),
  );
}

function isComparable(value: unknown): value is Quantity {
  return (typeof value === 'string' || typeof value === 'number') && isQuantity(value);
}

function errorAnswer(error: WebhookError): Json {
  if ('text' in error) return error;
  const { value } = error;
  return { ...error, value: typeof value === 'bigint' ? Number(value) : value, text: fieldErrorText(error) };
}

function nameOf({ kind, object }: DerivedJob): string {
  return `${kind.kind}/${object.metadata.name}`;
}

function withoutEmpty(answer: unknown): unknown {
  if (!isRecord(answer)) return {};
  return Object.fromEntries(Object.entries(answer).filter(([, value]) => !Array.isArray(value) || value.length > 0));
}
