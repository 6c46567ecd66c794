import { type Amount, addAmounts, maxAmount, subtractAmounts } from './amount.ts';
import { cellOf, NO_CELL } from './quota-cells.ts';
import type { FlavorResourceAmount, FlavorResourceAmounts, QuotaTree } from './quota-tree.ts';

/** Would a node use more than its quota with this much on top? A cohort's quota is that of all below it. */
export function isBorrowingWith(tree: QuotaTree, node: number, flavorResource: number, amount: Amount): boolean {
  const { cells, subtree } = tree.quota;
  const cell = cellOf(cells, node, flavorResource);
  return cell === NO_CELL ? amount > 0 : subtree.get(cell) < addAmounts(tree.used.get(cell), amount);
}

/** Does a node use more than its quota? */
export function isBorrowing(tree: QuotaTree, node: number, flavorResource: number): boolean {
  return isBorrowingWith(tree, node, flavorResource, 0);
}

/** Does a node borrow none of these? */
export function isWithinNominal(tree: QuotaTree, node: number, flavorResources: Iterable<number>): boolean {
  for (const flavorResource of flavorResources) if (isBorrowing(tree, node, flavorResource)) return false;
  return true;
}

/** Whether amounts fit into the quota of a node, and what of them goes beyond what the node keeps to itself. */
export interface QuotaFit {
  readonly fits: boolean;
  /** As many entries as were asked for; none is negative. */
  readonly remainder: FlavorResourceAmounts;
}

/** Do these amounts fit into a node's quota beside what it uses (kueue-quota §6.5)? */
export function fitsInQuota(tree: QuotaTree, node: number, amounts: FlavorResourceAmounts): QuotaFit {
  let fits = true;
  const remainder: FlavorResourceAmount[] = [];
  for (const { flavorResource, amount } of amounts) {
    if (isBorrowingWith(tree, node, flavorResource, amount)) fits = false;
    const rest = subtractAmounts(amount, tree.localAvailable(node, flavorResource));
    remainder.push({ flavorResource, amount: maxAmount(0, rest) });
  }
  return { fits, remainder };
}

/** How far up the tree an amount has to borrow. */
export interface BorrowingLevel {
  /** Height of the smallest subtree whose quota holds the amount: 0 is the queue itself, more is farther. */
  readonly level: number;
  /** Is that subtree less than the whole tree? Then what others took of it may be reclaimed. */
  readonly isPartOfTree: boolean;
}

/** The smallest subtree around a queue in which an amount fits without borrowing from outside (kueue-quota §6.6). */
export function borrowingLevel(tree: QuotaTree, queue: number, flavorResource: number, amount: Amount): BorrowingLevel {
  const { forest, heights } = tree.quota;
  let node = queue;
  let rest = amount;
  for (;;) {
    const parent = forest.parents[node] as number;
    if (parent < 0) return { level: heights[node] as number, isPartOfTree: false };
    if (!isBorrowingWith(tree, node, flavorResource, rest))
      return { level: heights[node] as number, isPartOfTree: true };
    rest = subtractAmounts(rest, tree.localAvailable(node, flavorResource));
    node = parent;
  }
}
