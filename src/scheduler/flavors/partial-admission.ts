import type { FeatureGates, PodSet } from '../../model/index.ts';

/**
 * May fewer pods of a workload be admitted than it asks for?
 * @see kueue-quota §8.11
 */
export function canBePartiallyAdmitted(podSets: readonly PodSet[], gates: FeatureGates): boolean {
  return gates.PartialAdmission && podSets.some(({ count, minCount = count }) => count > minCount);
}

/**
 * Finds the most pods that a workload can be admitted with, between what it asks for and the least that it takes, by
 * bisection: pod sets shrink together, each by its share. That fewer pods fit wherever more do is assumed, not checked,
 * and the answer is that of the last counts that were accepted.
 *
 * @param accept the answer at these counts, one per pod set in order; undefined: more has to go
 * @returns undefined if even the least is not accepted, or no pod set may shrink
 * @see kueue-quota §8.11
 */
export function findPartialAdmission<Answer>(
  podSets: readonly PodSet[],
  accept: (counts: readonly number[]) => Answer | undefined,
): Answer | undefined {
  const surplus = podSets.map(({ count, minCount = count }) => count - minCount);
  const total = surplus.reduce((sum, delta) => sum + delta, 0);
  if (total === 0) return undefined;
  let last: { readonly index: number; readonly answer: Answer } | undefined;
  let low = 0;
  let high = total + 1;
  while (low < high) {
    const index = Math.floor((low + high) / 2);
    const counts = podSets.map(({ count }, i) => count - shareOf(surplus[i] as number, index, total));
    const answer = accept(counts);
    if (answer === undefined) low = index + 1;
    else {
      high = index;
      last = { index, answer };
    }
  }
  return last?.index === low ? last.answer : undefined;
}

/** Exact also where the product of two int32 is beyond what a double holds. */
function shareOf(surplus: number, index: number, total: number): number {
  return Number((BigInt(surplus) * BigInt(index)) / BigInt(total));
}
