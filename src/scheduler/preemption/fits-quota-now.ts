import { isBorrowingWith } from '../../quota/index.ts';
import type { PreemptionQuestion } from './preemption-question.ts';

/**
 * Would what the preemptor asks for fit into the quota as it is at this moment of a search, perhaps without borrowing?
 * @see kueue-quota §10.5, fitsNow
 */
export function fitsQuotaNow({ snapshot, queue, requests }: PreemptionQuestion, mayBorrow: boolean): boolean {
  const { quota } = snapshot;
  for (const { flavorResource, amount } of requests) {
    if (!mayBorrow && isBorrowingWith(quota, queue.node, flavorResource, amount)) return false;
    if (amount > quota.available(queue.node, flavorResource)) return false;
  }
  return true;
}
