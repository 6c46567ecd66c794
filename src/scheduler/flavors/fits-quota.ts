import { type Amount, addAmounts, amountText, borrowingLevel, subtractAmounts } from '../../quota/index.ts';
import { requestText } from '../snapshot/request-vector.ts';
import type { NoFitReason } from './assignment.ts';
import type { AssignmentQuestion } from './assignment-question.ts';
import type { FlavorMode } from './modes.ts';

/** How a flavor could give one resource, and why not as it is. */
export interface QuotaAnswer extends FlavorMode {
  readonly reason?: string;
  /** Absent where preemption might help. */
  readonly noFitReason?: NoFitReason;
}

/** An amount of one flavor-resource. */
export interface QuotaAsk {
  readonly flavor: string;
  readonly resource: string;
  readonly flavorResource: number;
  /** What pod sets before were given of it. */
  readonly assumed: Amount;
  readonly requested: Amount;
}

/**
 * Does an amount fit into a queue's quota: as it is, perhaps borrowed; by preemption, as the oracle says; or not?
 *
 * The oracle is asked only where preemption can help: within nominal quota, where the amount could be reclaimed within a
 * part of the cohort tree, or where the queue may preempt to borrow.
 * @see kueue-quota §8.8
 */
export function fitsQuota(ask: QuotaAsk, { snapshot, queue, oracle }: AssignmentQuestion): QuotaAnswer {
  const { flavor, resource, flavorResource, assumed, requested } = ask;
  const { quota } = snapshot;
  const { node } = queue;
  const amount = addAmounts(assumed, requested);
  const capacity = quota.potential(node, flavorResource);
  if (amount > capacity) {
    const asked = `(${amountText(resource, assumed)}) + current podset request (${requestText(resource, requested)})`;
    const limit = `maximum capacity (${amountText(resource, capacity)})`;
    const what = `insufficient quota for ${resource} in flavor ${flavor}`;
    const reason = `${what}, previously considered podsets requests ${asked} > ${limit}`;
    return { fit: 'NoFit', borrowingLevel: 0, reason, noFitReason: 'ExceedsMaxQuota' };
  }
  const { level, isPartOfTree } = borrowingLevel(quota, node, flavorResource, amount);
  const available = quota.available(node, flavorResource);
  if (amount <= available) return { fit: 'Fit', borrowingLevel: level };
  const missing = amountText(resource, subtractAmounts(amount, available));
  const reason = `insufficient unused quota for ${resource} in flavor ${flavor}, ${missing} more needed`;
  const isWithinNominal = quota.nominal(node, flavorResource) >= amount;
  if (!isWithinNominal && !isPartOfTree && !canPreemptWhileBorrowing({ snapshot, queue })) {
    return { fit: 'NoFit', borrowingLevel: level, reason, noFitReason: 'WaitingForQuota' };
  }
  const forecast = oracle.forecast(queue, flavorResource, amount);
  return { fit: forecast.possibility, borrowingLevel: forecast.borrowingLevel, reason };
}

/** An empty policy, which only exists where no API server has seen the queue, is not `Never` (kueue-quota Q25). */
function canPreemptWhileBorrowing({ snapshot, queue }: Pick<AssignmentQuestion, 'snapshot' | 'queue'>): boolean {
  const { borrowWithinCohort, reclaimWithinCohort } = queue.spec.preemption;
  const isFair = snapshot.configuration.fairSharing !== undefined;
  return (
    (borrowWithinCohort !== undefined && borrowWithinCohort.policy !== 'Never') ||
    (isFair && reclaimWithinCohort !== 'Never')
  );
}
