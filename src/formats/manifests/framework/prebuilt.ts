import type { OwnerReferenceObject } from '../../kubernetes/metadata.ts';
import { DEFAULT_POD_SET_NAME } from '../../kubernetes/pod-sets.ts';
import { type JsonObject, kueueVersion } from '../../kueue/kueue-kind.ts';
import { workloadFromV1beta1 } from '../../kueue/workload-conversion.ts';
import type { AdmittedJob, JobContext, Reconciliation } from '../job-kind.ts';
import type { BuildError, BuiltPodSet } from '../job-object.ts';
import { podSetsFailure } from './build-pod-sets.ts';
import { ownerReferences, uidLabel } from './build-workload.ts';
import { isInSync } from './in-sync.ts';
import { pruned } from './json-changes.ts';
import { namespaceOf, queueNameOf, type Texts } from './labels.ts';
import { hasCondition, type WorkloadObject } from './workload-object.ts';

const NOT_FOUND = 'prebuilt workload not found';

/** How a job takes over a workload. */
export interface AdoptionRules {
  /** Owners and labels that the workload gets. */
  readonly ownerReferences: readonly OwnerReferenceObject[];
  readonly labels: Texts;
  /** Is the workload that of the job? An error where the job's pod sets cannot be had. */
  isInSync(workload: WorkloadObject): boolean | BuildError;
  /** Does the workload keep its queue, whatever the job's is? */
  readonly keepsQueue: boolean;
}

/**
 * What becomes of a job whose workload was made beforehand: it takes it over and, unless it is admitted or finished, gives it
 * its own queue. A workload with other pod sets is finished as out of sync.
 * @param rules default: those of a single job
 * @see manifests fact 7
 */
export function adoptPrebuilt(
  admitted: AdmittedJob,
  name: string,
  context: JobContext,
  rules: AdoptionRules = singleJobRules(admitted, context),
): Reconciliation {
  const { object: job } = admitted;
  const members = [admitted];
  const failed = { members, workloads: [], reason: 'failed', error: NOT_FOUND } as const;
  const found = storedWorkload(context.find('kueue.x-k8s.io', 'Workload', namespaceOf(job), name));
  if (found === undefined || isOwnedByAnother(found, job.metadata.uid ?? undefined)) return failed;
  const owned = takeOver(found, rules);
  const inSync = rules.isInSync(owned);
  if (typeof inSync !== 'boolean') return { members, workloads: [], ...podSetsFailure(inSync) };
  if (!inSync) return { ...failed, workloads: [outOfSync(owned)] };
  const keepsQueue = rules.keepsQueue || owned.status?.admission !== undefined || isFinished(owned);
  const queueName = queueNameOf(job);
  return { members, workloads: [keepsQueue ? owned : { ...owned, spec: { ...owned.spec, queueName } }] };
}

function singleJobRules(admitted: AdmittedJob, context: JobContext): AdoptionRules {
  const { kind, object: job } = admitted;
  return {
    ownerReferences: ownerReferences(kind, job, true),
    labels: uidLabel(job),
    isInSync: (workload) => isInSync(admitted, workload, context),
    keepsQueue: false,
  };
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

function takeOver(workload: WorkloadObject, rules: AdoptionRules): WorkloadObject {
  const { metadata } = workload;
  const known = metadata.ownerReferences ?? [];
  const added = rules.ownerReferences.filter((owner) => !known.some((reference) => reference.uid === owner.uid));
  const labels = { ...metadata.labels, ...rules.labels };
  const hasLabels = Object.keys(labels).length > 0;
  return {
    ...workload,
    metadata: { ...metadata, ...(hasLabels && { labels }), ownerReferences: [...known, ...added] },
  };
}

function isFinished(workload: WorkloadObject): boolean {
  return hasCondition(workload, 'Finished');
}

function outOfSync(workload: WorkloadObject): WorkloadObject {
  if (isFinished(workload)) return workload;
  const message = 'The prebuilt workload is out of sync with its user job';
  const finished = { type: 'Finished', status: 'True', reason: 'OutOfSync', message };
  const others = workload.status?.conditions?.filter(({ type }) => type !== finished.type) ?? [];
  return { ...workload, status: { ...workload.status, conditions: [...others, finished] } };
}
