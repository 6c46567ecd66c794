import type { ClusterQueuePreemption } from '../../model/index.ts';
import type { WorkloadInfo } from '../snapshot/workload-info.ts';
import type { PreemptionReason } from './preemption-reason.ts';
import type { ReclaimCandidate } from './reclaim-within-cohort.ts';

/**
 * On what grounds a workload would be preempted: for one of its own queue; because its quota belongs to the preemptor's
 * side of the cohort; or to bring the preemptor its queue's own quota, without borrowing or even while it borrows.
 */
export type PreemptionVariant =
  | 'WithinClusterQueue'
  | 'HierarchicalReclaim'
  | 'ReclaimWithoutBorrowing'
  | 'ReclaimWhileBorrowing';

/** The reason that a victim is told (kueue-quota §10.4). */
export const REASON_OF_VARIANT: Readonly<Record<PreemptionVariant, PreemptionReason>> = {
  WithinClusterQueue: 'InClusterQueue',
  HierarchicalReclaim: 'InCohortReclamation',
  ReclaimWithoutBorrowing: 'InCohortReclamation',
  ReclaimWhileBorrowing: 'InCohortReclaimWhileBorrowing',
};

/** Does `borrowWithinCohort` forbid to preempt in other queues while borrowing? An empty policy does not (Q25). */
export function forbidsBorrowing({ borrowWithinCohort }: ClusterQueuePreemption): boolean {
  return borrowWithinCohort === undefined || borrowWithinCohort.policy === 'Never';
}

/**
 * `borrowWithinCohort`: may a workload of another queue be preempted while the preemptor's queue borrows? It may if its
 * priority is lower than the preemptor's and not above the threshold.
 * @see kueue-quota §10.4
 */
export function reclaimVariant(
  { workload, hasAdvantage }: ReclaimCandidate,
  preemptor: WorkloadInfo,
  policies: ClusterQueuePreemption,
): PreemptionVariant {
  if (hasAdvantage) return 'HierarchicalReclaim';
  if (forbidsBorrowing(policies)) return 'ReclaimWithoutBorrowing';
  const threshold = policies.borrowWithinCohort?.maxPriorityThreshold ?? Number.POSITIVE_INFINITY;
  const isLow = workload.priority < preemptor.priority && workload.priority <= threshold;
  return isLow ? 'ReclaimWhileBorrowing' : 'ReclaimWithoutBorrowing';
}
