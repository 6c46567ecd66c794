import { compareStrings, parseGoInt } from '../../../base/index.ts';
import { buildPodSets } from '../framework/build-pod-sets.ts';
import { buildWorkload, ownerReferences } from '../framework/build-workload.ts';
import { isNamespaceManaged } from '../framework/context.ts';
import {
  annotationOf,
  GROUP_WORKLOAD_ANNOTATION,
  jobNameOf,
  labelOf,
  namespaceOf,
  prebuiltNameOf,
  queueNameOf,
  type Texts,
} from '../framework/labels.ts';
import { adoptPrebuilt } from '../framework/prebuilt.ts';
import { skippedOutcome } from '../framework/reconcile-job.ts';
import { hasCondition, type WorkloadObject } from '../framework/workload-object.ts';
import type { AdmittedJob, JobContext, Reconciliation } from '../job-kind.ts';
import type { BuildError, BuiltPodSet, PodSetDraft } from '../job-object.ts';
import {
  FAST_ADMISSION_ANNOTATION,
  GROUP_SERVING_ANNOTATION,
  GROUP_TOTAL_COUNT_ANNOTATION,
  groupTotalCount,
  podGroupNameOf,
} from './pod-group.ts';
import { groupIndexError } from './pod-group-index.ts';
import { type PodObject, podSetOf } from './pod-object.ts';
import { ROLE_HASH_ANNOTATION, roleHash } from './role-hash.ts';

type GroupPod = AdmittedJob<PodObject>;

/** Most pod sets that a Workload may have. */
const MAX_ROLES = 18;

/**
 * Makes the workload of a pod group: a pod set for each role among its pods, once all of them are there. The first pod by
 * name speaks for the group.
 * @see manifests facts 5, 17, 18
 */
export function reconcilePodGroup(pods: readonly GroupPod[], context: JobContext): Reconciliation {
  const members = pods.toSorted((a, b) => compareStrings(nameOf(a), nameOf(b)));
  const first = members[0] as GroupPod;
  const groupName = podGroupNameOf(first.object, context.gates);
  const outcome = whyUnmanaged(first, context) ?? makeGroup(members, first, context);
  return { members: asMembers(members), groupName, workloads: [], ...outcome };
}

type Outcome = Partial<Omit<Reconciliation, 'members' | 'groupName'>>;

function makeGroup(members: readonly GroupPod[], first: GroupPod, context: JobContext): Outcome {
  const prebuilt = prebuiltNameOf(first.object, context.gates);
  if (prebuilt !== undefined) return adoptGroup(members, first, prebuilt.name, context);
  const total = groupTotalCount(first.object);
  if ('error' in total) return failed({ error: total.error });
  const active = members.filter(isActive);
  const problem = groupProblem(members, active, total.value, context);
  if (problem !== undefined) return problem;
  // What is too much is deleted: the latest pods go, and those that are not held back any more stay.
  const kept = active.length > total.value ? active.toSorted(byDeletion).slice(0, total.value) : active;
  const built = buildPodSets(groupRoles(kept, isFast(first) ? total.value : undefined), context);
  if ('error' in built) return failed({ error: built.error });
  if (built.podSets.length > MAX_ROLES) {
    return failed({ unretryableError: `pod group can't include more than ${MAX_ROLES} roles` });
  }
  return groupWorkload(kept, first, built.podSets, context);
}

function groupWorkload(
  kept: readonly GroupPod[],
  first: GroupPod,
  podSets: readonly BuiltPodSet[],
  context: JobContext,
): Outcome {
  const labels = commonLabels(kept, context.config.labelKeysToCopy ?? []);
  if (labels === undefined) return failed({ error: 'constructing workload: pods have different label values' });
  const built = buildWorkload(
    first.source.kind,
    first.object,
    {
      name: podGroupNameOf(first.object, context.gates),
      podSets,
      labels,
      annotations: { [GROUP_WORKLOAD_ANNOTATION]: 'true' },
      ownerReferences: kept.flatMap(({ source, object }) => ownerReferences(source.kind, object, false)),
    },
    context,
  );
  if ('workload' in built) return { workloads: [built.workload] };
  const { error, events } = built;
  return failed({ podSets, error, ...(events.length > 0 ? { events } : {}) });
}

function adoptGroup(members: readonly GroupPod[], first: GroupPod, name: string, context: JobContext): Outcome {
  const { members: _, ...outcome } = adoptPrebuilt(first as unknown as AdmittedJob, name, context, {
    ownerReferences: members.flatMap(({ source, object }) => ownerReferences(source.kind, object, false)),
    labels: {},
    isInSync: (workload) => isGroupInSync(members, first, workload, context),
    keepsQueue: annotationOf(first.object, GROUP_SERVING_ANNOTATION) === 'true',
  });
  return outcome;
}

/** A group's prebuilt workload fits if it has a pod set for every role, in their order, with room for its pods. */
function isGroupInSync(
  members: readonly GroupPod[],
  first: GroupPod,
  workload: WorkloadObject,
  context: JobContext,
): boolean | BuildError {
  const total = isFast(first) ? groupTotalCount(first.object) : { value: undefined };
  if ('error' in total) return total;
  const roles = buildPodSets(groupRoles(members.filter(isActive), total.value), context);
  if ('error' in roles) return roles;
  const { podSets } = workload.spec;
  const isFinished = hasCondition(workload, 'Finished');
  let next = 0;
  return roles.podSets.every((role) => {
    while (next < podSets.length && podSets[next]?.name !== role.name) next++;
    const podSet = podSets[next++];
    return podSet !== undefined && (isFinished || podSet.count >= role.count);
  });
}

function whyUnmanaged({ object, kind }: GroupPod, context: JobContext): Outcome | undefined {
  if (kind.isSkipped?.(object, context) === true) return skippedOutcome(object, context);
  if (!isNamespaceManaged(namespaceOf(object), context)) return { reason: 'namespace-not-managed' };
  const isQueued = queueNameOf(object) !== '' || context.config.manageJobsWithoutQueueName === true;
  return isQueued ? undefined : { reason: 'no-queue' };
}

/** What keeps the pods from being one group. */
function groupProblem(
  members: readonly GroupPod[],
  active: readonly GroupPod[],
  total: number,
  { gates }: JobContext,
): Outcome | undefined {
  const first = members[0] as GroupPod;
  const indexError = groupIndexError(first.object, total);
  if (indexError !== undefined) return failed({ error: indexError });
  if (!isFast(first) && active.length < total) {
    const message = `'${podGroupNameOf(first.object, gates)}' group has fewer runnable pods than expected`;
    return failed({ unretryableError: message, events: [{ reason: 'ErrWorkloadCompose', message }] });
  }
  const different = members
    .filter(({ object }) => phaseOf(object) !== 'Failed')
    .map((pod) => difference(first, pod, total));
  return different.find((problem) => problem !== undefined);
}

function difference(first: GroupPod, pod: GroupPod, total: number): Outcome | undefined {
  const names = `pods '${nameOf(first)}' and '${nameOf(pod)}' has different`;
  const [queue, other] = [queueNameOf(first.object), queueNameOf(pod.object)];
  if (queue !== other) return failed({ unretryableError: `${names} queue names: ${queue}!=${other}` });
  const parsed = parseGoInt(annotationOf(pod.object, GROUP_TOTAL_COUNT_ANNOTATION) ?? '');
  if ('error' in parsed) {
    const what = `failed to extract '${GROUP_TOTAL_COUNT_ANNOTATION}' annotation from the pod '${nameOf(pod)}'`;
    return failed({ error: `${what}: ${parsed.error}` });
  }
  if (parsed.value === BigInt(total)) return undefined;
  return failed({ unretryableError: `${names} '${GROUP_TOTAL_COUNT_ANNOTATION}' values: ${total}!=${parsed.value}` });
}

function failed(outcome: Outcome): Outcome {
  return { reason: 'failed', ...outcome };
}

/** A pod set for each role; with a `total` only the first pod's role, with all pods of the group. */
function groupRoles(pods: readonly GroupPod[], total: number | undefined): readonly PodSetDraft[] | BuildError {
  if (total === undefined) return rolesOf(pods);
  const [first] = pods;
  if (first === undefined) return { error: 'failed to find a runnable pod in the group' };
  return [{ ...podSetOf(first.object), name: roleOf(first), count: total }];
}

/**
 * A pod set for each role, in byte order of hashes. Names are in small letters, pods are counted by their hash as it is
 * written: every pod whose hash has capitals is a pod set of its own.
 * @see manifests fact 19
 */
function rolesOf(pods: readonly GroupPod[]): PodSetDraft[] {
  const roles: PodSetDraft[] = [];
  const firstIndex = new Map<string, number>();
  for (const pod of pods) {
    const hash = roleOf(pod);
    const index = firstIndex.get(hash);
    const role = index === undefined ? undefined : roles[index];
    if (index !== undefined && role !== undefined) {
      roles[index] = { ...role, count: role.count + 1 };
      continue;
    }
    const name = hash.toLowerCase();
    if (!firstIndex.has(name)) firstIndex.set(name, roles.length);
    roles.push({ ...podSetOf(pod.object), name });
  }
  return roles.toSorted((a, b) => compareStrings(a.name, b.name));
}

function roleOf({ object }: GroupPod): string {
  return annotationOf(object, ROLE_HASH_ANNOTATION) ?? roleHash(object.spec);
}

/** Labels to copy; undefined where two pods have different values for one. */
function commonLabels(pods: readonly GroupPod[], keys: readonly string[]): Texts | undefined {
  const labels = new Map<string, string>();
  for (const { object } of pods) {
    for (const key of keys) {
      const value = labelOf(object, key);
      if (value === undefined) continue;
      if ((labels.get(key) ?? value) !== value) return undefined;
      labels.set(key, value);
    }
  }
  return Object.fromEntries(labels);
}

/** Can the pod still run, or has it succeeded? */
function isActive({ object }: GroupPod): boolean {
  const isDeleted = (object.metadata.deletionTimestamp ?? undefined) !== undefined;
  return !(isDeleted && !object.spec?.nodeName) && phaseOf(object) !== 'Failed';
}

function byDeletion(a: GroupPod, b: GroupPod): number {
  return gateCount(a) - gateCount(b);
}

function gateCount({ object }: GroupPod): number {
  return object.spec?.schedulingGates?.some(({ name }) => name === 'kueue.x-k8s.io/admission') === true ? 1 : 0;
}

function isFast({ object }: GroupPod): boolean {
  return annotationOf(object, FAST_ADMISSION_ANNOTATION) === 'true';
}

function phaseOf({ status }: PodObject): string | undefined {
  return status?.phase ?? undefined;
}

function nameOf({ object }: GroupPod): string {
  return jobNameOf(object);
}

function asMembers(members: readonly GroupPod[]): readonly AdmittedJob[] {
  return members as unknown as readonly AdmittedJob[];
}
