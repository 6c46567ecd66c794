import { isWithinNominal } from '../../quota/index.ts';
import type { WorkloadInfo } from '../snapshot/workload-info.ts';
import { sortCandidates } from './candidate-order.ts';
import { candidateOrder, type PreemptionQuestion } from './preemption-question.ts';
import { reclaimableFrom } from './reclaim-within-cohort.ts';
import { candidatesWithinClusterQueue } from './within-cluster-queue.ts';

/**
 * Whom Fair Sharing may take: of the preemptor's queue as the classical way, and of every queue of the whole tree that
 * borrows any of what is short. In the order of candidates.
 * @see kueue-quota §11.3
 */
export function fairCandidates(question: PreemptionQuestion): WorkloadInfo[] {
  const candidates = [...candidatesWithinClusterQueue(question), ...candidatesOfBorrowers(question)];
  return sortCandidates(
    candidates.map((workload) => ({ workload })),
    candidateOrder(question),
  ).map(({ workload }) => workload);
}

function candidatesOfBorrowers(question: PreemptionQuestion): WorkloadInfo[] {
  const { snapshot, queue, needed } = question;
  if (queue.spec.preemption.reclaimWithinCohort === 'Never') return [];
  const { roots, ends } = snapshot.quota.quota.forest;
  const root = roots[queue.node] as number;
  const candidates: WorkloadInfo[] = [];
  for (let node = root; node < (ends[root] as number); node++) {
    const other = node === queue.node ? undefined : snapshot.queueAt(node);
    if (other === undefined || isWithinNominal(snapshot.quota, node, needed)) continue;
    candidates.push(...reclaimableFrom(other, question));
  }
  return candidates;
}
