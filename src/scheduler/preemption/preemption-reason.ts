/**
 * Why a workload is preempted: the reason of its condition `Preempted`; closed.
 * @see kueue-quota §10.4, §11.3, §15.2
 */
export type PreemptionReason =
  /** One of its own queue comes first. */
  | 'InClusterQueue'
  /** Its queue borrowed what another queue takes back. */
  | 'InCohortReclamation'
  /** Its queue has more than its share. */
  | 'InCohortFairSharing'
  /** It has a low priority, and another queue borrows in its place. */
  | 'InCohortReclaimWhileBorrowing';

/** A reason as it stands in messages (kueue-quota §10.8). */
export const PREEMPTION_REASON_TEXTS: Readonly<Record<PreemptionReason, string>> = {
  InClusterQueue: 'prioritization in the ClusterQueue',
  InCohortReclamation: 'reclamation within the cohort',
  InCohortFairSharing: 'Fair Sharing within the cohort',
  InCohortReclaimWhileBorrowing: 'reclamation within the cohort while borrowing',
};
