import { HopwiseError } from '../base/index.ts';
import { type Amount, addAmounts, maxAmount, minAmount, NEAR_LIMIT, subtractAmounts, UNLIMITED } from './amount.ts';
import { AmountColumn } from './amount-column.ts';
import type { CompiledQuota } from './compile-quota-tree.ts';
import { cellOf, NO_CELL, nearestCell } from './quota-cells.ts';
import { UsageJournal } from './usage-journal.ts';

/** An amount of one flavor-resource, by its number. */
export interface FlavorResourceAmount {
  readonly flavorResource: number;
  readonly amount: Amount;
}

/** Amounts by flavor-resource, each at most once: what a workload holds or asks for. */
export type FlavorResourceAmounts = readonly FlavorResourceAmount[];

/**
 * How much of the quota is in use, with undo.
 *
 * Queues and cohorts are nodes, flavor-resources are numbers, both of the compiled quota. Trying something out is `mark`,
 * change, ask, `rollback`: the cost is that of the change, which is at most the depth of the tree (kueue-quota §6.4).
 */
export class QuotaTree {
  readonly quota: CompiledQuota;
  /**
   * Cell → what the node and all below it use, less what stays within `local` of those below. To be read only.
   *
   * @internal
   */
  readonly used: AmountColumn;
  readonly #journal: UsageJournal;

  constructor(quota: CompiledQuota) {
    this.quota = quota;
    this.used = new AmountColumn(quota.cells.count);
    this.#journal = new UsageJournal(this.used);
  }

  /** What a node itself owns. */
  nominal(node: number, flavorResource: number): Amount {
    return this.#read(this.quota.nominal, node, flavorResource);
  }

  /** Most that a node may borrow; unlimited if no limit is set. */
  borrowingLimit(node: number, flavorResource: number): Amount {
    const cell = cellOf(this.quota.cells, node, flavorResource);
    return cell === NO_CELL ? UNLIMITED : this.quota.borrowingLimit.get(cell);
  }

  /** What a node and all below it own, less what those below keep to themselves; of a queue, its nominal quota. */
  subtree(node: number, flavorResource: number): Amount {
    return this.#read(this.quota.subtree, node, flavorResource);
  }

  /** Most that a node could ever hold, however little the others use (kueue-quota §6.3). */
  potential(node: number, flavorResource: number): Amount {
    const cell = this.#nearest(node, flavorResource);
    return cell === NO_CELL ? 0 : this.quota.potential.get(cell);
  }

  /** What a node holds; of a cohort, what its members hold beyond what they keep to themselves. */
  usage(node: number, flavorResource: number): Amount {
    return this.#read(this.used, node, flavorResource);
  }

  /**
   * Charges amounts to a queue, and to the cohorts above as far as they exceed what it keeps to itself. What is negative
   * stays with the queue, and is given back by {@link rollback} only.
   * @throws HopwiseError `unknown-name` for a flavor-resource that the queue neither has quota for nor was said to hold
   */
  addUsage(queue: number, amounts: FlavorResourceAmounts): void {
    for (const { flavorResource, amount } of amounts) this.#add(this.#cell(queue, flavorResource), amount);
  }

  /** Gives back what {@link addUsage} took; amounts are not negative. */
  removeUsage(queue: number, amounts: FlavorResourceAmounts): void {
    for (const { flavorResource, amount } of amounts) this.#remove(this.#cell(queue, flavorResource), amount);
  }

  /** How much more a queue could take now: never negative (kueue-quota §6.3). */
  available(queue: number, flavorResource: number): Amount {
    return maxAmount(0, this.availableUnclamped(queue, flavorResource));
  }

  /** How much more a node could take now; negative if more is in use than there is. */
  availableUnclamped(node: number, flavorResource: number): Amount {
    const { subtree, local, shared, borrowingLimit, limitedAbove } = this.quota;
    const cell = this.#nearest(node, flavorResource);
    if (cell === NO_CELL) return 0;
    const used = this.used.near;
    /** What the nodes passed so far keep to themselves, and the narrowest of their borrowing limits. */
    let kept = 0;
    let bound = UNLIMITED;
    let at = cell;
    for (let above = limitedAbove[at] as number; above !== NO_CELL; above = limitedAbove[at] as number) {
      const unused = (local.near[at] as number) - (used[at] as number);
      kept += Math.max(0, unused);
      // Also where an amount is not near: nothing compares with NaN.
      if (!(kept <= NEAR_LIMIT)) return this.#availableExactly(cell);
      const usable = (shared.near[at] as number) + Math.min(0, unused);
      bound = Math.min(bound, kept + usable + (borrowingLimit.near[at] as number));
      at = above;
    }
    const available = Math.min(bound, kept + ((subtree.near[at] as number) - (used[at] as number)));
    return Math.abs(available) <= NEAR_LIMIT ? available : this.#availableExactly(cell);
  }

  /** Do these amounts fit into what is available to the queue? */
  fits(queue: number, amounts: FlavorResourceAmounts): boolean {
    for (const { flavorResource, amount } of amounts) {
      if (amount > this.available(queue, flavorResource)) return false;
    }
    return true;
  }

  /** What `ask` answers while a queue uses this much more; afterwards everything is as it was. */
  whileAdded<T>(queue: number, amounts: FlavorResourceAmounts, ask: () => T): T {
    const mark = this.mark();
    try {
      this.addUsage(queue, amounts);
      return ask();
    } finally {
      this.rollback(mark);
    }
  }

  /** What `ask` answers while a queue uses this much less; afterwards everything is as it was. */
  whileRemoved<T>(queue: number, amounts: FlavorResourceAmounts, ask: () => T): T {
    const mark = this.mark();
    try {
      this.removeUsage(queue, amounts);
      return ask();
    } finally {
      this.rollback(mark);
    }
  }

  /** Begins to keep a journal, until this mark is rolled back or committed. Marks nest. */
  mark(): number {
    return this.#journal.mark();
  }

  /**
   * Undoes every change since the mark, bit for bit. Marks taken after it end with it.
   * @throws HopwiseError `invalid-argument` for a mark that has ended
   */
  rollback(mark: number): void {
    this.#journal.rollback(mark);
  }

  /**
   * Keeps every change since the mark, unless an earlier mark is rolled back. Marks taken after it end with it.
   * @throws HopwiseError `invalid-argument` for a mark that has ended
   */
  commit(mark: number): void {
    this.#journal.commit(mark);
  }

  /** What of a node's own quota is unused and kept from others (kueue-quota §6.2); never negative. */
  localAvailable(node: number, flavorResource: number): Amount {
    const cell = cellOf(this.quota.cells, node, flavorResource);
    return cell === NO_CELL ? 0 : this.#localAvailable(cell);
  }

  /** An amount that is zero where a node has nothing to do with the flavor-resource. */
  #read(column: AmountColumn, node: number, flavorResource: number): Amount {
    const cell = cellOf(this.quota.cells, node, flavorResource);
    return cell === NO_CELL ? 0 : column.get(cell);
  }

  #nearest(node: number, flavorResource: number): number {
    return nearestCell(this.quota.cells, this.quota.forest, node, flavorResource);
  }

  #localAvailable(cell: number): Amount {
    return maxAmount(0, subtractAmounts(this.quota.local.get(cell), this.used.get(cell)));
  }

  /** What a cell can take if its parent can take this much. */
  #availableBelow(cell: number, parentAvailable: Amount): Amount {
    const { local, shared, borrowingLimit } = this.quota;
    const beyondLocal = subtractAmounts(this.used.get(cell), local.get(cell));
    const usedOfParent = maxAmount(0, beyondLocal);
    const unborrowed = addAmounts(subtractAmounts(shared.get(cell), usedOfParent), borrowingLimit.get(cell));
    return addAmounts(this.#localAvailable(cell), minAmount(unborrowed, parentAvailable));
  }

  #availableExactly(cell: number): Amount {
    const { cells, subtree } = this.quota;
    const path: number[] = [];
    for (let at = cell; at !== NO_CELL; at = cells.parents[at] as number) path.push(at);
    const root = path.pop() as number;
    const available = subtractAmounts(subtree.get(root), this.used.get(root));
    return path.reduceRight<Amount>((above, at) => this.#availableBelow(at, above), available);
  }

  #add(cell: number, amount: Amount): void {
    const { parents } = this.quota.cells;
    const local = this.quota.local.near;
    const used = this.used.near;
    const journal = this.#journal;
    const { isOpen } = journal;
    let rest = Number(amount);
    for (let at = cell; at !== NO_CELL; at = parents[at] as number) {
      const before = used[at] as number;
      const free = Math.max(0, (local[at] as number) - before);
      if (!(Math.abs(before + rest) <= NEAR_LIMIT && free >= 0)) {
        this.#addExactly(at, at === cell ? amount : rest);
        return;
      }
      if (isOpen) journal.record(at, before);
      used[at] = before + rest;
      if (rest <= free) return;
      rest -= free;
    }
  }

  #addExactly(cell: number, amount: Amount): void {
    const { parents } = this.quota.cells;
    let rest = amount;
    for (let at = cell; at !== NO_CELL; at = parents[at] as number) {
      const free = this.#localAvailable(at);
      this.#set(at, addAmounts(this.used.get(at), rest));
      if (rest <= free) return;
      rest = subtractAmounts(rest, free);
    }
  }

  #remove(cell: number, amount: Amount): void {
    const { parents } = this.quota.cells;
    const { local } = this.quota;
    const used = this.used.near;
    const journal = this.#journal;
    const { isOpen } = journal;
    let rest = Number(amount);
    for (let at = cell; at !== NO_CELL; at = parents[at] as number) {
      const before = used[at] as number;
      const beyondLocal = before - (local.near[at] as number);
      const after = before - rest;
      if (!(Math.abs(after) <= NEAR_LIMIT) || Number.isNaN(beyondLocal)) {
        this.#removeExactly(at, at === cell ? amount : rest);
        return;
      }
      if (isOpen) journal.record(at, before);
      used[at] = after;
      if (beyondLocal <= 0) return;
      rest = Math.min(rest, beyondLocal);
    }
  }

  #removeExactly(cell: number, amount: Amount): void {
    const { parents } = this.quota.cells;
    const { local } = this.quota;
    let rest = amount;
    for (let at = cell; at !== NO_CELL; at = parents[at] as number) {
      const used = this.used.get(at);
      const beyondLocal = subtractAmounts(used, local.get(at));
      this.#set(at, subtractAmounts(used, rest));
      if (beyondLocal <= 0) return;
      rest = minAmount(rest, beyondLocal);
    }
  }

  #set(cell: number, amount: Amount): void {
    if (this.#journal.isOpen) this.#journal.record(cell, this.used.get(cell));
    this.used.set(cell, amount);
  }

  #cell(node: number, flavorResource: number): number {
    const cell = cellOf(this.quota.cells, node, flavorResource);
    if (cell !== NO_CELL) return cell;
    const { forest, flavorResources } = this.quota;
    const { flavor, resource } = flavorResources.names[flavorResource] ?? { flavor: '', resource: '' };
    const what = `${resource} of flavor "${flavor}"`;
    throw new HopwiseError(
      'unknown-name',
      `"${forest.names[node]}" has no quota for ${what}, nor was it said to hold any`,
    );
  }
}
