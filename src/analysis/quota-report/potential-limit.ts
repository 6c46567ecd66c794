import { addAmounts, type QuotaTree } from '../../quota/index.ts';

/** What ends how much a node could ever use of a flavor-resource. */
export interface PotentialLimit {
  /** `borrowingLimit` of a node, or all the quota of the tree that is not kept back. */
  readonly kind: 'borrowing-limit' | 'whole-tree';
  /** Whose limit it is: the node itself or one above it; of `whole-tree` the root. */
  readonly node: number;
}

/**
 * Which limit on the way up decides what a node could use at most? The nearest one, where several leave the same.
 * @see kueue-quota §6.3
 */
export function potentialLimit(tree: QuotaTree, start: number, flavorResource: number): PotentialLimit {
  const { parents } = tree.quota.forest;
  for (let node = start; ; node = parents[node] as number) {
    if ((parents[node] as number) < 0) return { kind: 'whole-tree', node };
    const bound = addAmounts(tree.subtree(node, flavorResource), tree.borrowingLimit(node, flavorResource));
    if (tree.potential(node, flavorResource) === bound) return { kind: 'borrowing-limit', node };
  }
}
