import { MAX_INT64 } from '../base/index.ts';
import { type Amount, addAmounts, amountToDouble, subtractAmounts } from './amount.ts';
import type { FlavorResourceAmounts, QuotaTree } from './quota-tree.ts';

/** How much more than its quota a node uses, as fair sharing measures it (kueue-quota §11.1). */
export interface DominantShare {
  /** Of the resource where it is largest: thousandths of what the parent could lend. 0 at a root. */
  readonly ratio: number;
  readonly weight: number;
  /** That resource, the first by name on ties; none where the ratio is 0. */
  readonly resource?: string;
  /** Flavor-resources that the node borrows. With a ratio of 0 too, where nobody could lend any of it. */
  readonly borrowed: readonly number[];
}

/** Comes before every share of a node. */
export const LEAST_SHARE: DominantShare = { ratio: -1, weight: 1, borrowed: [] };

const NOTHING: readonly never[] = [];

/**
 * The dominant share of a queue or cohort at its usage. Costs the flavor-resources of the node.
 *
 * @param extra counted as if the node itself used it too; the nodes around it are not looked at
 */
export function dominantShare(tree: QuotaTree, node: number, extra: FlavorResourceAmounts = NOTHING): DominantShare {
  const { forest, flavorResources, weights } = tree.quota;
  const weight = weights[node] as number;
  const parent = forest.parents[node] as number;
  const borrowing = parent < 0 ? NONE : borrowingOf(tree, node, extra);
  const { borrowed } = borrowing;
  if (borrowed.length === 0) return { ratio: 0, weight, borrowed };
  const lendable = tree.quota.lendable(parent);
  let ratio = 0;
  let dominant: string | undefined;
  for (const { resource, amount } of borrowing.amounts) {
    const lent = lendable[resource] as Amount;
    if (lent <= 0) continue;
    // The order of the operations is Kueue's: shares are compared without tolerance.
    const own = (amountToDouble(amount) * 1000) / amountToDouble(lent);
    const name = flavorResources.resources[resource] as string;
    if (own > ratio || (own === ratio && dominant !== undefined && name < dominant)) {
      ratio = own;
      dominant = name;
    }
  }
  return dominant === undefined ? { ratio, weight, borrowed } : { ratio, weight, resource: dominant, borrowed };
}

/** The share that decides: the ratio by weight; infinite if a weight of 0 borrows. */
export function weightedShare({ ratio, weight }: DominantShare): number {
  if (ratio === 0) return 0;
  return weight === 0 ? Number.POSITIVE_INFINITY : ratio / weight;
}

/** The share as it stands in the status of a queue or cohort: rounded up, 2^63 - 1 if it is infinite. */
export function statusShare(share: DominantShare): bigint {
  const rounded = Math.ceil(weightedShare(share));
  return rounded < 2 ** 63 ? BigInt(rounded) : MAX_INT64;
}

/** Which share is smaller: who is served first and preempted last? Of two infinite ones the smaller ratio. */
export function compareShares(a: DominantShare, b: DominantShare): number {
  const shareA = weightedShare(a);
  const shareB = weightedShare(b);
  if (shareA === shareB && a.weight === 0 && b.weight === 0) return compareNumbers(a.ratio, b.ratio);
  return compareNumbers(shareA, shareB);
}

function compareNumbers(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What a node borrows, and how much of each resource over all flavors. */
interface Borrowing {
  readonly borrowed: readonly number[];
  readonly amounts: readonly { readonly resource: number; readonly amount: Amount }[];
}

const NONE: Borrowing = { borrowed: NOTHING, amounts: NOTHING };

function borrowingOf(tree: QuotaTree, node: number, extra: FlavorResourceAmounts): Borrowing {
  const { cells, subtree, flavorResources } = tree.quota;
  const { used } = tree;
  const borrowed: number[] = [];
  const amounts: { resource: number; amount: Amount }[] = [];
  const end = cells.starts[node + 1] as number;
  for (let cell = cells.starts[node] as number; cell < end; cell++) {
    if (cells.hasQuota[cell] === 0) continue;
    // Most of the time most is within quota; what is not near is NaN here.
    if (extra.length === 0 && (used.near[cell] as number) - (subtree.near[cell] as number) <= 0) continue;
    const flavorResource = cells.flavorResources[cell] as number;
    const total = addAmounts(extraOf(extra, flavorResource), used.get(cell));
    const over = subtractAmounts(total, subtree.get(cell));
    if (over <= 0) continue;
    borrowed.push(flavorResource);
    const resource = flavorResources.resourceIndex[flavorResource] as number;
    // The flavors of one resource are neighbours.
    const last = amounts[amounts.length - 1];
    if (last?.resource === resource) last.amount = addAmounts(last.amount, over);
    else amounts.push({ resource, amount: over });
  }
  return borrowed.length === 0 ? NONE : { borrowed, amounts };
}

function extraOf(extra: FlavorResourceAmounts, flavorResource: number): Amount {
  for (const one of extra) if (one.flavorResource === flavorResource) return one.amount;
  return 0;
}
