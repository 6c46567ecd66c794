import { isWithinNominal } from '../../quota/index.ts';
import { forbidsBorrowing, REASON_OF_VARIANT } from './borrow-within-cohort.ts';
import { type ClassicalCandidate, type ClassicalCandidates, classicalCandidates } from './classical-candidates.ts';
import { fillBackTargets } from './fill-back.ts';
import { fitsQuotaNow } from './fits-quota-now.ts';
import type { PreemptionQuestion } from './preemption-question.ts';
import type { PreemptionTarget } from './preemption-target.ts';
import { takeUntilFit } from './take-until-fit.ts';
import { TopologyFit } from './topology-fit.ts';

/**
 * Whom to preempt without Fair Sharing: candidates are taken out one after another until the preemptor fits, then given
 * back as far as it still does. Empty if all of them are not enough.
 *
 * In Kueue's order, which is that of side effects and says nothing else.
 * @see kueue-quota §10.4, §10.5
 */
export function classicalTargets(question: PreemptionQuestion): PreemptionTarget[] {
  const candidates = classicalCandidates(question);
  if (candidates.inOrder.length === 0) return [];
  const { snapshot } = question;
  const topology = new TopologyFit(question);
  for (const mayBorrow of borrowingAttempts(question, candidates)) {
    const mark = snapshot.mark();
    try {
      const test = { snapshot, topology, fitsQuota: () => fitsQuotaNow(question, mayBorrow) };
      const targets = takeUntilFit(takeVictims(question, candidates.inOrder, mayBorrow), test);
      if (targets !== undefined) return fillBackTargets(question, targets, topology, mayBorrow);
    } finally {
      snapshot.rollback(mark);
    }
  }
  return [];
}

/**
 * May the preemptor's queue borrow, in the first attempt and in the second? Borrowing is tried first where it is allowed,
 * where all victims are of its own queue, and where the queue has no quota of its own left so that it has no choice.
 * @see kueue-quota §10.5
 */
function borrowingAttempts(question: PreemptionQuestion, candidates: ClassicalCandidates): readonly boolean[] {
  const isForbidden = forbidsBorrowing(question.queue.spec.preemption);
  if (!candidates.hasOtherQueues || (isForbidden && !isUnderNominal(question))) return [true];
  return isForbidden && !candidates.hasHierarchical ? [false, true] : [true, false];
}

/** Does the preemptor's queue use less than it owns of everything that is short? */
function isUnderNominal({ snapshot, queue, needed }: PreemptionQuestion): boolean {
  const { quota } = snapshot;
  return needed.every(
    (flavorResource) => quota.nominal(queue.node, flavorResource) > quota.usage(queue.node, flavorResource),
  );
}

/** Takes candidates out of the snapshot, one after another, as far as they may be taken when it is their turn. */
function* takeVictims(
  question: PreemptionQuestion,
  candidates: readonly ClassicalCandidate[],
  mayBorrow: boolean,
): Generator<PreemptionTarget> {
  for (const candidate of candidates) {
    if (!isTakeable(question, candidate, mayBorrow)) continue;
    const { workload, variant } = candidate;
    question.snapshot.removeWorkload(workload);
    yield { workload, reason: REASON_OF_VARIANT[variant] };
  }
}

/**
 * May a candidate be taken at this moment? One of another queue only while its queue, and every cohort between it and the
 * preemptor, still borrows of what is short.
 */
function isTakeable(
  { snapshot, queue, needed }: PreemptionQuestion,
  { node, variant, commonCohort }: ClassicalCandidate,
  mayBorrow: boolean,
): boolean {
  if (node === queue.node) return true;
  if (mayBorrow && variant === 'ReclaimWithoutBorrowing') return false;
  const { parents } = snapshot.quota.quota.forest;
  for (let at = node; at !== commonCohort; at = parents[at] as number) {
    if (isWithinNominal(snapshot.quota, at, needed)) return false;
  }
  return true;
}
