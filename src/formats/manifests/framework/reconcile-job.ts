import type { AdmittedJob, JobContext, NoWorkloadReason, Reconciliation } from '../job-kind.ts';
import { findAncestor } from './ancestor.ts';
import { buildPodSets } from './build-pod-sets.ts';
import { buildWorkload, type WorkloadPlan } from './build-workload.ts';
import { isNamespaceManaged } from './context.ts';
import { isElastic, jobNameOf, namespaceOf, prebuiltNameOf, queueNameOf } from './labels.ts';
import { adoptPrebuilt } from './prebuilt.ts';
import { workloadName } from './workload-name.ts';

const NO_ANCESTOR = { state: 'none' } as const;

/** Makes the workload of one job by the rules that most kinds share. */
export function reconcileJob(admitted: AdmittedJob, context: JobContext): Reconciliation {
  const { kind, object: job } = admitted;
  const members = [admitted];
  if (kind.isSkipped?.(job, context) === true) return { members, workloads: [], reason: 'left-alone' };
  const reason = whyUnmanaged(admitted, context);
  if (typeof reason === 'object') return { members, workloads: [], reason: 'failed', error: reason.error };
  if (reason !== undefined) return { members, workloads: [], reason };
  const prebuilt = prebuiltNameOf(job, context.gates);
  return prebuilt === undefined ? makeWorkload(admitted, context) : adoptPrebuilt(admitted, prebuilt.name, context);
}

/** The workload of one managed job that has none yet. */
function makeWorkload(admitted: AdmittedJob, context: JobContext): Reconciliation {
  const { kind, object: job } = admitted;
  const built = buildPodSets(kind.podSets(job, context), context);
  if ('error' in built) {
    const error = isElastic(job, context.gates) ? `failed to retrieve pod sets from job: ${built.error}` : built.error;
    return { members: [admitted], workloads: [], reason: 'failed', error };
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
function whyUnmanaged(
  { kind, object: job }: AdmittedJob,
  context: JobContext,
): NoWorkloadReason | { readonly error: string } | undefined {
  if (!isNamespaceManaged(namespaceOf(job), context)) return 'namespace-not-managed';
  const ancestor = kind.isTopLevel === true ? NO_ANCESTOR : findAncestor(job, context);
  if (ancestor.state === 'error') return { error: ancestor.text };
  if (ancestor.state === 'found') return 'owned-by-managed-job';
  const isQueued = queueNameOf(job) !== '' || context.config.manageJobsWithoutQueueName === true;
  return isQueued ? undefined : 'no-queue';
}

function nameOf({ kind, object: job }: AdmittedJob, context: JobContext): string {
  const { uid, generation } = job.metadata;
  const extra = isElastic(job, context.gates) ? (kind.elasticNamePart?.(job, context) ?? String(generation ?? 1)) : '';
  return workloadName(kind, { name: jobNameOf(job), uid: uid ?? '', extra }, context.gates);
}
