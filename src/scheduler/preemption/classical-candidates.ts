import type { WorkloadInfo } from '../snapshot/workload-info.ts';
import { type PreemptionVariant, reclaimVariant } from './borrow-within-cohort.ts';
import { sortCandidates } from './candidate-order.ts';
import { candidateOrder, type PreemptionQuestion } from './preemption-question.ts';
import { candidatesToReclaim } from './reclaim-within-cohort.ts';
import { candidatesWithinClusterQueue } from './within-cluster-queue.ts';

/** A workload that classical preemption may try to take. */
export interface ClassicalCandidate {
  readonly workload: WorkloadInfo;
  readonly variant: PreemptionVariant;
  /** Node of its queue. */
  readonly node: number;
  /** The lowest cohort that it and the preemptor have in common; its own queue where that is the preemptor's. */
  readonly commonCohort: number;
}

/** Whom classical preemption may take. */
export interface ClassicalCandidates {
  /** In the order in which they are tried. */
  readonly inOrder: readonly ClassicalCandidate[];
  /** Is any of them of another queue? */
  readonly hasOtherQueues: boolean;
  /** Is any of them to give back what belongs to the preemptor's side of the cohort? */
  readonly hasHierarchical: boolean;
}

/**
 * Collects and orders the candidates: those whose quota belongs to the preemptor's side of the cohort, then others of the
 * cohort, then those of the preemptor's queue, whatever their priorities; but the evicted ones of all three first.
 * @see kueue-quota §10.4
 */
export function classicalCandidates(question: PreemptionQuestion): ClassicalCandidates {
  const { queue, preemptor } = question;
  const reclaimable = candidatesToReclaim(question).map((candidate): ClassicalCandidate => {
    const { workload, node, commonCohort } = candidate;
    return { workload, node, commonCohort, variant: reclaimVariant(candidate, preemptor, queue.spec.preemption) };
  });
  const own = candidatesWithinClusterQueue(question).map((workload): ClassicalCandidate => {
    return { workload, variant: 'WithinClusterQueue', node: queue.node, commonCohort: queue.node };
  });
  const order = candidateOrder(question);
  const lists = [reclaimable.filter(isHierarchical), reclaimable.filter((one) => !isHierarchical(one)), own].map(
    (list) => sortCandidates(list, order),
  );
  return {
    inOrder: [
      ...lists.flatMap((list) => list.filter(({ workload }) => workload.isEvicted)),
      ...lists.flatMap((list) => list.filter(({ workload }) => !workload.isEvicted)),
    ],
    hasOtherQueues: reclaimable.length > 0,
    hasHierarchical: reclaimable.some(isHierarchical),
  };
}

function isHierarchical({ variant }: ClassicalCandidate): boolean {
  return variant === 'HierarchicalReclaim';
}
