import type { AdmittedJob, JobContext, Reconciliation } from '../job-kind.ts';
import { goKindText } from '../job-kind.ts';
import { buildPodSets } from './build-pod-sets.ts';
import { copiedLabels, ownerReferences, uidLabel } from './build-workload.ts';
import {
  COMPONENT_INDEX_ANNOTATION,
  GROUP_WORKLOAD_ANNOTATION,
  JOB_OWNER_GVK_ANNOTATION,
  JOB_OWNER_NAME_ANNOTATION,
  jobNameOf,
  labelOf,
  MULTIKUEUE_ORIGIN_LABEL,
} from './labels.ts';
import { workloadsOf } from './reconcile-job.ts';
import { workloadName } from './workload-name.ts';

/** How a serving kind differs from others. */
export interface ServingRules {
  /** Are the configured labels copied to its workloads? */
  readonly copiesLabels: boolean;
  /** Do several workloads of one job know which of them they are? */
  readonly isNumbered?: boolean;
}

/**
 * Makes the workloads of a kind that serves (StatefulSet, LeaderWorkerSet): one for each name that the kind lists, marked
 * as the workload of a group of pods. A copy made by MultiKueue gets none.
 * @see manifests facts 5, 15, 16
 */
export function reconcileServing(admitted: AdmittedJob, context: JobContext, rules: ServingRules): Reconciliation {
  const { kind, object: job, isManaged } = admitted;
  const members = [admitted];
  if (!isManaged) return { members, workloads: [], reason: 'no-queue' };
  const owners = kind.workloadOwnerNames?.(job) ?? [jobNameOf(job)];
  const isRemote = labelOf(job, MULTIKUEUE_ORIGIN_LABEL) !== undefined;
  if (owners.length === 0 || isRemote) return { members, workloads: [], reason: 'left-alone' };
  const built = buildPodSets(kind.podSets(job, context), context);
  if ('error' in built) return { members, workloads: [], reason: 'failed', error: built.error };
  const uid = job.metadata.uid ?? '';
  const plans = owners.map((name, index) => ({
    name: workloadName(kind, { name, uid }, context.gates),
    podSets: built.podSets,
    annotations: {
      [GROUP_WORKLOAD_ANNOTATION]: 'true',
      [JOB_OWNER_GVK_ANNOTATION]: goKindText(kind),
      [JOB_OWNER_NAME_ANNOTATION]: jobNameOf(job),
      ...(rules.isNumbered === true ? { [COMPONENT_INDEX_ANNOTATION]: String(index) } : {}),
    },
    ownerReferences: ownerReferences(kind, job, false),
    labels: { ...(rules.copiesLabels ? copiedLabels(job, context) : {}), ...uidLabel(job) },
  }));
  return workloadsOf(admitted, plans, context);
}
