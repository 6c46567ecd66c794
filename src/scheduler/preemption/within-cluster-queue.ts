import type { WorkloadInfo } from '../snapshot/workload-info.ts';
import { satisfiesPreemptionPolicy } from './preemption-policy.ts';
import { type PreemptionQuestion, usesNeeded } from './preemption-question.ts';

/**
 * `withinClusterQueue`: whom a workload may preempt in its own queue. In no order.
 * @see kueue-quota §10.4
 */
export function candidatesWithinClusterQueue(question: PreemptionQuestion): WorkloadInfo[] {
  const { snapshot, queue, preemptor } = question;
  const policy = queue.spec.preemption.withinClusterQueue;
  if (policy === 'Never') return [];
  return [...snapshot.workloadsOf(queue)].filter(
    (workload) => satisfiesPreemptionPolicy(policy, preemptor, workload) && usesNeeded(workload, question),
  );
}
