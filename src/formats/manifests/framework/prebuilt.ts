import { isQuantity, type Quantity, quantityNanos } from '../../../base/index.ts';
import type { OwnerReferenceObject } from '../../kubernetes/metadata.ts';
import { DEFAULT_POD_SET_NAME } from '../../kubernetes/pod-sets.ts';
import { type JsonObject, kueueVersion } from '../../kueue/kueue-kind.ts';
import { workloadFromV1beta1 } from '../../kueue/workload-conversion.ts';
import { isRecord } from '../../objects.ts';
import type { AdmittedJob, JobContext, Reconciliation } from '../job-kind.ts';
import type { BuiltPodSet } from '../job-object.ts';
import { buildPodSets } from './build-pod-sets.ts';
import { executionTimeOf, ownerReferences } from './build-workload.ts';
import { pruned } from './json-changes.ts';
import { JOB_UID_LABEL, namespaceOf, queueNameOf } from './labels.ts';
import type { WorkloadObject } from './workload-object.ts';

const NOT_FOUND = 'prebuilt workload not found';

/** How a kind differs from the plain rule. */
export interface AdoptionRules {
  /** Owners that the workload gets; default: the job, as the one that manages it. */
  readonly ownerReferences?: readonly OwnerReferenceObject[];
  /** Do the workload's pod sets fit? Default: they are those of the job. */
  isInSync?(podSets: readonly BuiltPodSet[]): boolean;
}

/**
 * What becomes of a job whose workload was made beforehand: it takes it over and, unless it is admitted or finished, gives it
 * its own queue. A workload with other pod sets is finished as out of sync.
 * @see manifests fact 7
 */
export function adoptPrebuilt(
  admitted: AdmittedJob,
  name: string,
  context: JobContext,
  rules: AdoptionRules = {},
): Reconciliation {
  const { kind, object: job } = admitted;
  const members = [admitted];
  const failed = { members, workloads: [], reason: 'failed', error: NOT_FOUND } as const;
  const found = storedWorkload(context.find('kueue.x-k8s.io', 'Workload', namespaceOf(job), name));
  if (found === undefined || isOwnedByAnother(found, job.metadata.uid ?? undefined)) return failed;
  const owned = takeOver(
    found,
    rules.ownerReferences ?? ownerReferences(kind, job, true),
    job.metadata.uid ?? undefined,
  );
  const built = buildPodSets(kind.podSets(job, context), context);
  if ('error' in built) return { ...failed, error: built.error };
  const isSameTime = owned.spec.maximumExecutionTimeSeconds === executionTimeOf(job);
  const isInSync = rules.isInSync ?? ((others) => arePodSetsEqual(built.podSets, others));
  if (!isSameTime || !isInSync(owned.spec.podSets)) {
    return { ...failed, workloads: [outOfSync(owned)] };
  }
  const keepsQueue = owned.status?.admission !== undefined || isFinished(owned);
  const queueName = queueNameOf(job);
  return { members, workloads: [keepsQueue ? owned : { ...owned, spec: { ...owned.spec, queueName } }] };
}

/** As the server keeps it: in the version that Kueue uses, and absent where it is null. */
function storedWorkload(found: unknown): WorkloadObject | undefined {
  const object = pruned(found) as JsonObject | undefined;
  if (object === undefined) return undefined;
  const isFormer = kueueVersion(object.apiVersion) === 'v1beta1';
  const workload = (isFormer ? workloadFromV1beta1(object) : object) as unknown as WorkloadObject;
  const podSets = ((workload.spec?.podSets ?? []) as readonly Partial<BuiltPodSet>[]).map(withDefaults);
  return { ...workload, spec: { ...workload.spec, podSets } };
}

function withDefaults(podSet: Partial<BuiltPodSet>): BuiltPodSet {
  return { name: DEFAULT_POD_SET_NAME, count: 1, template: {}, ...podSet };
}

function isOwnedByAnother({ metadata }: WorkloadObject, uid: string | undefined): boolean {
  const owner = metadata.ownerReferences?.find(({ controller }) => controller === true);
  return owner !== undefined && owner.uid !== uid;
}

function takeOver(
  workload: WorkloadObject,
  owners: readonly OwnerReferenceObject[],
  uid: string | undefined,
): WorkloadObject {
  const { metadata } = workload;
  const labels = uid === undefined ? metadata.labels : { ...metadata.labels, [JOB_UID_LABEL]: uid };
  const known = metadata.ownerReferences ?? [];
  const added = owners.filter((owner) => !known.some((reference) => reference.uid === owner.uid));
  return { ...workload, metadata: { ...metadata, ...(labels && { labels }), ownerReferences: [...known, ...added] } };
}

function isFinished({ status }: WorkloadObject): boolean {
  return status?.conditions?.some(({ type, status }) => type === 'Finished' && status === 'True') === true;
}

function outOfSync(workload: WorkloadObject): WorkloadObject {
  if (isFinished(workload)) return workload;
  const message = 'The prebuilt workload is out of sync with its user job';
  const finished = { type: 'Finished', status: 'True', reason: 'OutOfSync', message };
  const others = workload.status?.conditions?.filter(({ type }) => type !== finished.type) ?? [];
  return { ...workload, status: { ...workload.status, conditions: [...others, finished] } };
}

/** Counts, tolerations and containers decide; names, labels and topology requests don't. */
function arePodSetsEqual(podSets: readonly BuiltPodSet[], others: readonly BuiltPodSet[]): boolean {
  return podSets.length === others.length && podSets.every((podSet, index) => arePodsEqual(podSet, others[index]));
}

function arePodsEqual(podSet: BuiltPodSet, other: BuiltPodSet | undefined): boolean {
  if (podSet.count !== other?.count || podSet.minCount !== other?.minCount) return false;
  const [spec, otherSpec] = [podSet.template.spec, other.template.spec];
  return (['tolerations', 'initContainers', 'containers'] as const).every((part) =>
    isSame(spec?.[part], otherSpec?.[part], false),
  );
}

/** Equality of Go's API types: nothing is the same as empty, quantities are compared by value. */
function isSame(a: unknown, b: unknown, isQuantityList: boolean): boolean {
  if (a === b) return true;
  if (isQuantityList && areQuantities(a, b)) return quantityNanos(a as Quantity) === quantityNanos(b as Quantity);
  if (isEmpty(a) || isEmpty(b)) return isEmpty(a) && isEmpty(b);
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => isSame(item, b[index], false));
  }
  if (!isRecord(a) || !isRecord(b)) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => isSame(a[key], b[key], isQuantityList || key === 'requests' || key === 'limits'));
}

function areQuantities(a: unknown, b: unknown): boolean {
  return [a, b].every((value) => (typeof value === 'string' || typeof value === 'number') && isQuantity(value));
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === 0 || value === false) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
