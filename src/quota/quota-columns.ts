import { addAmounts, maxAmount, minAmount, subtractAmounts, UNLIMITED } from './amount.ts';
import { AmountColumn } from './amount-column.ts';
import type { OwnQuota } from './own-quotas.ts';
import { NO_CELL, type QuotaCells } from './quota-cells.ts';

/** Cell → amount, for everything that usage does not change (kueue-quota §6.2, §6.3). */
export interface QuotaColumns {
  /** What the node itself owns. */
  readonly nominal: AmountColumn;
  /** Most that the node may borrow; unlimited where nothing is set. */
  readonly borrowingLimit: AmountColumn;
  /** Most that others may borrow of the node; unlimited where nothing is set. */
  readonly lendingLimit: AmountColumn;
  /** What the node and all below it own, less what those below keep to themselves. */
  readonly subtree: AmountColumn;
  /** The part of `subtree` beyond the lending limit: nobody above ever sees it. */
  readonly local: AmountColumn;
  /** The rest of `subtree`: what the node puts into its parent. */
  readonly shared: AmountColumn;
  /** Most that the node could ever hold. */
  readonly potential: AmountColumn;
  /**
   * The nearest cell above that lends or borrows within limits, or else the root's: in between, where usage is not
   * negative, what is available to a cell is what is available to its parent. -1 at a root.
   */
  readonly limitedAbove: Int32Array;
}

/** The columns of these quotas. Where a cell is listed twice the last counts. */
export function buildQuotaColumns(
  cells: QuotaCells,
  quotas: Iterable<readonly [cell: number, quota: OwnQuota]>,
): QuotaColumns {
  const columns: QuotaColumns = {
    nominal: new AmountColumn(cells.count),
    borrowingLimit: new AmountColumn(cells.count, UNLIMITED),
    lendingLimit: new AmountColumn(cells.count, UNLIMITED),
    subtree: new AmountColumn(cells.count),
    local: new AmountColumn(cells.count),
    shared: new AmountColumn(cells.count),
    potential: new AmountColumn(cells.count),
    limitedAbove: new Int32Array(cells.count),
  };
  for (const [cell, { nominal, borrowingLimit, lendingLimit }] of quotas) {
    columns.nominal.set(cell, nominal);
    columns.borrowingLimit.set(cell, borrowingLimit);
    columns.lendingLimit.set(cell, lendingLimit);
  }
  // Cells of a parent have smaller numbers than those of its children.
  for (let cell = cells.count - 1; cell >= 0; cell--) sumUp(columns, cell, cells.parents[cell] as number);
  for (let cell = 0; cell < cells.count; cell++) {
    setPotential(columns, cell, cells.parents[cell] as number);
    columns.limitedAbove[cell] = limitedAbove(cells, columns, cell);
  }
  return columns;
}

function sumUp({ nominal, lendingLimit, subtree, local, shared }: QuotaColumns, cell: number, parent: number): void {
  // So far the children's shares.
  const total = addAmounts(nominal.get(cell), subtree.get(cell));
  const kept = maxAmount(0, subtractAmounts(total, lendingLimit.get(cell)));
  const rest = subtractAmounts(total, kept);
  subtree.set(cell, total);
  local.set(cell, kept);
  shared.set(cell, rest);
  if (parent !== NO_CELL) subtree.set(parent, addAmounts(subtree.get(parent), rest));
}

function setPotential({ subtree, local, borrowingLimit, potential }: QuotaColumns, cell: number, parent: number): void {
  const own = subtree.get(cell);
  const reachable = parent === NO_CELL ? own : addAmounts(local.get(cell), potential.get(parent));
  const limit = parent === NO_CELL ? UNLIMITED : addAmounts(own, borrowingLimit.get(cell));
  potential.set(cell, minAmount(reachable, limit));
}

function limitedAbove(
  { parents }: QuotaCells,
  { local, borrowingLimit, limitedAbove }: QuotaColumns,
  cell: number,
): number {
  const parent = parents[cell] as number;
  const isTransparent =
    parent !== NO_CELL &&
    parents[parent] !== NO_CELL &&
    local.near[parent] === 0 &&
    borrowingLimit.near[parent] === UNLIMITED;
  return isTransparent ? (limitedAbove[parent] as number) : parent;
}
