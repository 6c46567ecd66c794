import { fitsInQuota, isWithinNominal } from '../../quota/index.ts';
import type { SchedulerQueue } from '../snapshot/scheduler-queue.ts';
import type { WorkloadInfo } from '../snapshot/workload-info.ts';
import { satisfiesPreemptionPolicy } from './preemption-policy.ts';
import { type PreemptionQuestion, usesNeeded } from './preemption-question.ts';

/** A workload of another queue that the preemptor's queue might take its quota back from. */
export interface ReclaimCandidate {
  readonly workload: WorkloadInfo;
  /** Node of its queue. */
  readonly node: number;
  /** The lowest cohort that it and the preemptor have in common. */
  readonly commonCohort: number;
  /**
   * Would the preemptor fit into the quota of its own side of that cohort? Then whatever others have of it is borrowed
   * from that side, and it may be taken back whoever has it.
   */
  readonly hasAdvantage: boolean;
}

/**
 * `reclaimWithinCohort`: whom a workload may preempt in other queues of its cohort tree, from the nearest cohort outwards.
 * Queues and cohorts that borrow none of what is short are passed over. In no order.
 * @see kueue-quota §10.4
 */
export function candidatesToReclaim(question: PreemptionQuestion): ReclaimCandidate[] {
  const { snapshot, queue, requests } = question;
  if (queue.spec.preemption.reclaimWithinCohort === 'Never') return [];
  const { quota } = snapshot;
  const { parents } = quota.quota.forest;
  const candidates: ReclaimCandidate[] = [];
  let { fits: hasAdvantage, remainder } = fitsInQuota(quota, queue.node, requests);
  let passed = queue.node;
  for (let cohort = parents[queue.node] as number; cohort >= 0; cohort = parents[cohort] as number) {
    for (const other of borrowersBelow(question, cohort, passed)) {
      for (const workload of reclaimableFrom(other, question)) {
        candidates.push({ workload, node: other.node, commonCohort: cohort, hasAdvantage });
      }
    }
    const fit = fitsInQuota(quota, cohort, remainder);
    remainder = fit.remainder;
    hasAdvantage ||= fit.fits;
    passed = cohort;
  }
  return candidates;
}

/** Queues below a cohort, except below the child where the preemptor is, that borrow, as all cohorts above them do. */
function borrowersBelow(question: PreemptionQuestion, cohort: number, passed: number): SchedulerQueue[] {
  const { snapshot, needed } = question;
  const { children } = snapshot.quota.quota.forest;
  const borrowers: SchedulerQueue[] = [];
  const stack = [cohort];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    for (const child of children[node] as readonly number[]) {
      if (child === passed || isWithinNominal(snapshot.quota, child, needed)) continue;
      const queue = snapshot.queueAt(child);
      if (queue === undefined) stack.push(child);
      else borrowers.push(queue);
    }
  }
  return borrowers;
}

/** The workloads of another queue that the preemptor's policy lets it take. */
export function reclaimableFrom(other: SchedulerQueue, question: PreemptionQuestion): WorkloadInfo[] {
  const { snapshot, queue, preemptor } = question;
  const policy = queue.spec.preemption.reclaimWithinCohort;
  const reclaimable: WorkloadInfo[] = [];
  for (const workload of snapshot.workloadsOf(other)) {
    if (satisfiesPreemptionPolicy(policy, preemptor, workload) && usesNeeded(workload, question)) {
      reclaimable.push(workload);
    }
  }
  return reclaimable;
}
