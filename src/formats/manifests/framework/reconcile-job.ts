import type { AdmittedJob, JobContext, Reconciliation } from '../job-kind.ts';
import type { JobObject } from '../job-object.ts';
import { findAncestor, ownedOutcome } from './ancestor.ts';
import { buildPodSets, podSetsFailure } from './build-pod-sets.ts';
import { buildWorkload, type WorkloadPlan } from './build-workload.ts';
import { isNamespaceManaged } from './context.ts';
import { isElastic, jobNameOf, namespaceOf, prebuiltNameOf, queueNameOf } from './labels.ts';
import { adoptPrebuilt } from './prebuilt.ts';
import { workloadName } from './workload-name.ts';

const NO_ANCESTOR = { state: 'none' } as const;

/** Why there is no workload. */
type Unmanaged = Pick<Reconciliation, 'reason' | 'error' | 'notGiven'>;

/** Makes the workload of one job by the rules that most kinds share. */
export function reconcileJob(admitted: AdmittedJob, context: JobContext): Reconciliation {
  const { object: job } = admitted;
  const unmanaged = whyUnmanaged(admitted, context);
  if (unmanaged !== undefined) return { members: [admitted], workloads: [], ...unmanaged };
  const prebuilt = prebuiltNameOf(job, context.gates);
  return prebuilt === undefined ? makeWorkload(admitted, context) : adoptPrebuilt(admitted, prebuilt.name, context);
}

/** The workload of one managed job that has none yet. */
function makeWorkload(admitted: AdmittedJob, context: JobContext): Reconciliation {
  const { kind, object: job } = admitted;
  const built = buildPodSets(kind.podSets(job, context), context);
  if ('error' in built) {
    const error = isElastic(job, context.gates) ? `failed to retrieve pod sets from job: ${built.error}` : built.error;
    return { members: [admitted], workloads: [], ...podSetsFailure({ ...built, error }) };
  }
  return workloadsOf(admitted, [{ name: nameOf(admitted, context), podSets: built.podSets }], context);
}

/** The workloads of these plans, all of one job. */
export function workloadsOf(
  admitted: AdmittedJob,
  plans: readonly WorkloadPlan[],
  context: JobContext,
): Reconciliation {
  const members = [admitted];
  const built = plans.map((plan) => buildWorkload(admitted.kind, admitted.object, plan, context));
  const failed = built.filter((result) => 'error' in result);
  const [first] = failed;
  if (first !== undefined) {
    const events = failed.flatMap((result) => result.events);
    const [plan] = plans;
    return {
      members,
      workloads: [],
      reason: 'failed',
      error: first.error,
      ...(events.length > 0 && { events }),
      ...(plan && { podSets: plan.podSets }),
    };
  }
  return { members, workloads: built.flatMap((result) => ('workload' in result ? [result.workload] : [])) };
}

/** Why a job gets no workload at all; undefined if it gets one. */
function whyUnmanaged({ kind, object: job }: AdmittedJob, context: JobContext): Unmanaged | undefined {
  if (kind.isSkipped?.(job, context) === true) return skippedOutcome(job, context);
  if (!isNamespaceManaged(namespaceOf(job), context)) return { reason: 'namespace-not-managed' };
  const ancestor = kind.isTopLevel === true ? NO_ANCESTOR : findAncestor(job, context);
  if (ancestor.state === 'error') return { reason: 'failed', error: ancestor.text };
  const isQueued = queueNameOf(job) !== '' || context.config.manageJobsWithoutQueueName === true;
  return ownedOutcome(ancestor) ?? (isQueued ? undefined : { reason: 'no-queue' });
}

/** Why a job is passed over: it is another one's business, or Kueue leaves it alone. */
export function skippedOutcome(job: JobObject, context: JobContext): Unmanaged {
  return ownedOutcome(findAncestor(job, context)) ?? { reason: 'left-alone' };
}

function nameOf({ kind, object: job }: AdmittedJob, context: JobContext): string {
  const { uid, generation } = job.metadata;
  const extra = isElastic(job, context.gates) ? (kind.elasticNamePart?.(job, context) ?? String(generation ?? 1)) : '';
  return workloadName(kind, { name: jobNameOf(job), uid: uid ?? '', extra }, context.gates);
}
