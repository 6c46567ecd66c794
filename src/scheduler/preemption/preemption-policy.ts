import type { ReclaimPolicy, WithinQueuePolicy } from '../../model/index.ts';
import type { WorkloadInfo } from '../snapshot/workload-info.ts';

/** A policy of a ClusterQueue about whom its workloads may preempt. */
export type PreemptionPolicy = ReclaimPolicy | WithinQueuePolicy;

/**
 * May a workload preempt another, as far as this policy goes? `LowerOrNewerEqualPriority` takes one of the same priority
 * only if it came later than the preemptor: at the same time is not later.
 * @see kueue-quota §10.2
 */
export function satisfiesPreemptionPolicy(
  policy: PreemptionPolicy,
  preemptor: Pick<WorkloadInfo, 'priority' | 'queueOrderMs'>,
  candidate: Pick<WorkloadInfo, 'priority' | 'queueOrderMs'>,
): boolean {
  switch (policy) {
    case 'Any':
      return true;
    case 'LowerPriority':
      return candidate.priority < preemptor.priority;
    case 'LowerOrNewerEqualPriority':
      if (candidate.priority !== preemptor.priority) return candidate.priority < preemptor.priority;
      return preemptor.queueOrderMs < candidate.queueOrderMs;
    default:
      // 'Never', and the empty policy that nobody but tests writes (kueue-quota Q25).
      return false;
  }
}
