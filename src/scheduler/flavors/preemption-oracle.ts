import type { Amount } from '../../quota/index.ts';
import type { SchedulerQueue } from '../snapshot/scheduler-queue.ts';

/**
 * Who could be preempted for one flavor-resource, from worst to best: nobody, somebody of the same queue, or only
 * workloads of other queues that took what they borrowed.
 */
export type PreemptionPossibility = 'NoCandidates' | 'Preempt' | 'Reclaim';

/** What preemption would come to. */
export interface PreemptionForecast {
  readonly possibility: PreemptionPossibility;
  /** Borrowing level that would be left: that of the amount as things are if there are no candidates. */
  readonly borrowingLevel: number;
}

/**
 * Tells flavor assignment whether preemption could make room, for the one workload that it was made for.
 *
 * Asked for every flavor-resource that does not fit, on the snapshot as it is; leaves the snapshot as it was.
 * @see kueue-quota §10.9
 */
export interface PreemptionOracle {
  /** Could preemption make room for this much of a flavor-resource in the workload's queue? */
  forecast(queue: SchedulerQueue, flavorResource: number, amount: Amount): PreemptionForecast;
}
