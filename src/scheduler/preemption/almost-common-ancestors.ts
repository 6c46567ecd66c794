import type { CohortForest } from '../../quota/index.ts';

/**
 * The two nodes whose shares are compared when a queue takes from another: the children of their lowest common cohort on
 * either side. A child is a queue or a cohort.
 */
export interface AlmostCommonAncestors {
  readonly preemptor: number;
  readonly target: number;
}

/**
 * Where the ways of two different queues of one tree part.
 * @see kueue-quota §11.3, almostLCA
 */
export function almostCommonAncestors(
  { parents, ends }: CohortForest,
  preemptor: number,
  target: number,
): AlmostCommonAncestors {
  let own = preemptor;
  let common = parents[preemptor] as number;
  // What is below a node are the numbers from it to its end.
  while (target < common || target >= (ends[common] as number)) {
    own = common;
    common = parents[common] as number;
  }
  let other = target;
  while (parents[other] !== common) other = parents[other] as number;
  return { preemptor: own, target: other };
}
