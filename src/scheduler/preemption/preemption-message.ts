import type { CohortForest } from '../../quota/index.ts';
import type { WorkloadInfo } from '../snapshot/workload-info.ts';
import { cohortPath } from './cohort-path.ts';
import { PREEMPTION_REASON_TEXTS } from './preemption-reason.ts';
import type { PreemptionTarget } from './preemption-target.ts';

const JOB_UID_LABEL = 'kueue.x-k8s.io/job-uid';
const UNKNOWN = 'UNKNOWN';

/**
 * What a victim is told in its conditions: for whom it gives way, why, and from where to where.
 * @see kueue-quota §10.8
 */
export function preemptionMessage(
  preemptor: WorkloadInfo,
  preemptorQueue: number,
  { workload: preemptee, reason }: PreemptionTarget,
  forest: CohortForest,
): string {
  const { labels = {} } = preemptor.workload;
  const jobUid = Object.hasOwn(labels, JOB_UID_LABEL) ? labels[JOB_UID_LABEL] : undefined;
  const who = `UID: ${preemptor.uid || UNKNOWN}, JobUID: ${jobUid || UNKNOWN}`;
  const preempteePath = cohortPath(forest, forest.queues.get(preemptee.clusterQueue) as number);
  return (
    `Preempted to accommodate a workload (${who}) due to ${PREEMPTION_REASON_TEXTS[reason]}; ` +
    `preemptor path: ${cohortPath(forest, preemptorQueue)}; preemptee path: ${preempteePath}`
  );
}

/** What the preemptor is told of a victim. A victim without UID is shown without (kueue-quota §22.6). */
export function preemptedWorkloadMessage(preemptor: WorkloadInfo, preemptee: WorkloadInfo): string {
  const { name, namespace } = preemptee.workload;
  const who = `${namespace === undefined || namespace === '' ? '' : `${namespace}/`}${name} (UID: ${preemptee.uid})`;
  return `Preempted workload ${who} in ClusterQueue ${preemptee.clusterQueue}${prioritiesText(preemptor, preemptee)}`;
}

/** The priorities of both, as they stand at the end of the messages of events. */
export function prioritiesText(preemptor: WorkloadInfo, preemptee: WorkloadInfo): string {
  return (
    `; preemptor effective priority: ${priorityText(preemptor)}; ` +
    `preemptee effective priority: ${priorityText(preemptee)}`
  );
}

function priorityText({ priority, workload }: WorkloadInfo): string {
  const base = workload.priority ?? 0;
  return `${priority} (base: ${base}, boost: ${priority - base})`;
}
