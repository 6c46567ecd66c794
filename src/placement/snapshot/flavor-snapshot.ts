import { HopwiseError } from '../../base/index.ts';
import type { ResourceAmounts, ResourceFlavor } from '../../model/index.ts';
import { ChangeLog } from './change-log.ts';
import { assignmentValues, type DomainTree, findLeaf, leafRange, levelRange } from './domain-tree.ts';
import { type Int64, type Int64Column, Int64Table, multiplyInt64, subtractInt64, toInt64 } from './int64-column.ts';
import { Journal } from './journal.ts';

/** A moment in a snapshot's history, to come back to or to let go. */
export type Mark = number;

/** An amount and the column that it is charged to. */
interface BoundAmount {
  readonly column: Int64Column;
  readonly amount: Int64;
}

/** A node of the flavor, as it counts in the snapshot. */
interface SnapshotNode {
  readonly leaf: number;
  readonly capacity: ResourceAmounts;
  isReady: boolean;
}

/**
 * Capacity and usage of one flavor's leaves, with undo.
 *
 * `free` is what the nodes can give to topology pods (allocatable less other pods), `used` what admitted workloads hold.
 * Trying something out is `mark`, change, ask, `rollback`: the cost is that of the change (kueue-tas §4.5).
 */
export class FlavorSnapshot {
  readonly flavor: ResourceFlavor;
  /**
   * The domains that the leaves belong to.
   *
   * @internal
   */
  readonly domains: DomainTree;
  /**
   * Leaves whose capacity, usage or presence changed.
   *
   * @internal
   */
  readonly changes: ChangeLog;
  readonly #amounts: Int64Table;
  readonly #free = new Map<string, Int64Column>();
  readonly #used = new Map<string, Int64Column>();
  readonly #nodes = new Map<string, SnapshotNode>();
  readonly #bound = new WeakMap<ResourceAmounts, readonly BoundAmount[]>();
  /** Leaf number → ready nodes that make it up. */
  readonly #readyNodes: Int32Array;
  #presentCount = 0;
  readonly #journal = new Journal();
  /** Open marks; without any nothing is journalled. */
  readonly #marks: Mark[] = [];

  constructor(flavor: ResourceFlavor, domains: DomainTree) {
    this.flavor = flavor;
    this.domains = domains;
    this.changes = new ChangeLog(domains.leafCount);
    this.#amounts = new Int64Table(domains.leafCount);
    this.#readyNodes = new Int32Array(domains.leafCount);
  }

  /**
   * What the leaves have of a resource before topology pods.
   *
   * @internal
   */
  free(resource: string): Int64Column {
    return this.#column(this.#free, resource);
  }

  /**
   * What workloads hold of a resource.
   *
   * @internal
   */
  used(resource: string): Int64Column {
    return this.#column(this.#used, resource);
  }

  /** Is the leaf there: is any of its nodes ready? */
  isPresent(leaf: number): boolean {
    return this.#presentCount === this.domains.leafCount || (this.#readyNodes[leaf] as number) > 0;
  }

  /** The domains of a level that Kueue has: those with a leaf that is there. In path order. */
  presentDomains(level: number): number[] {
    const { from, to } = levelRange(this.domains.tree, level);
    const domains = Array.from({ length: to - from }, (_, i) => from + i);
    const isComplete = this.#presentCount === this.domains.leafCount;
    return isComplete ? domains : domains.filter((d) => this.#hasPresentLeaf(d));
  }

  /** Leaves that are there. */
  get presentCount(): number {
    return this.#presentCount;
  }

  /** Adds a ready node with what it can give to topology pods; for building a snapshot. */
  addNode(name: string, leaf: number, capacity: ResourceAmounts): void {
    const node: SnapshotNode = { leaf, capacity, isReady: false };
    this.#nodes.set(name, node);
    this.#setReady(node, true);
  }

  /**
   * Lets a node fail or come back; what its leaf was charged stays (kueue-tas §12).
   *
   * Where several nodes carry one host name their leaf keeps the place and labels of the first.
   * @throws HopwiseError `unknown-name` for a node that is not of the flavor, or was not ready when it was built
   */
  setNodeReady(name: string, isReady: boolean): void {
    const node = this.#nodes.get(name);
    if (node === undefined) throw new HopwiseError('unknown-name', `no node "${name}" in flavor "${this.flavor.name}"`);
    if (node.isReady !== isReady) this.#setReady(node, isReady);
  }

  /** Charges `count` pods to the domain with these values; a domain without a leaf is ignored (kueue-tas §4.5). */
  addUsage(values: readonly string[], requests: ResourceAmounts, count: number): void {
    this.#changeUsage(values, requests, count);
  }

  /** Gives back what {@link addUsage} with the same arguments took. */
  removeUsage(values: readonly string[], requests: ResourceAmounts, count: number): void {
    this.#changeUsage(values, requests, -count);
  }

  /** Charges amounts to a leaf by its number, as {@link addUsage} does by its values. */
  charge(leaf: number, amounts: ResourceAmounts): void {
    for (const [resource, amount] of amounts) this.#add(this.used(resource), leaf, toInt64(amount));
    this.changes.add(leaf);
  }

  /**
   * What is left at a leaf; may be negative.
   *
   * @internal
   */
  remaining(leaf: number, resource: string): Int64 {
    return subtractInt64(this.free(resource).get(leaf), this.used(resource).get(leaf));
  }

  /** Every present leaf with what is left of every resource, in path order. For reports, not for kernels. */
  *leaves(): Generator<{ readonly values: readonly string[]; readonly remaining: ReadonlyMap<string, bigint> }> {
    const resources = [...new Set([...this.#free.keys(), ...this.#used.keys()])].sort();
    for (let leaf = 0; leaf < this.domains.leafCount; leaf++) {
      if (!this.isPresent(leaf)) continue;
      const remaining = new Map(resources.map((resource) => [resource, BigInt(this.remaining(leaf, resource))]));
      yield { values: assignmentValues(this.domains, leaf), remaining };
    }
  }

  /** Begins to keep a journal, until this mark is rolled back or committed. Marks nest. */
  mark(): Mark {
    this.#marks.push(this.#journal.length);
    return this.#marks.length;
  }

  /**
   * Undoes every change since the mark, bit for bit. Marks taken after it end with it.
   * @throws HopwiseError `invalid-argument` for a mark that has ended
   */
  rollback(mark: Mark): void {
    const length = this.#lengthAt(mark);
    while (this.#journal.length > length) this.changes.add(this.#journal.undo());
    this.#marks.length = mark - 1;
  }

  /**
   * Keeps every change since the mark, unless an earlier mark is rolled back. Marks taken after it end with it.
   * @throws HopwiseError `invalid-argument` for a mark that has ended
   */
  commit(mark: Mark): void {
    this.#lengthAt(mark);
    this.#marks.length = mark - 1;
    if (this.#marks.length === 0) this.#journal.clear();
  }

  #lengthAt(mark: Mark): number {
    const length = this.#marks[mark - 1];
    if (length === undefined) throw new HopwiseError('invalid-argument', `mark ${mark} has ended`);
    return length;
  }

  #hasPresentLeaf(d: number): boolean {
    const { from, to } = leafRange(this.domains, d);
    for (let leaf = from; leaf < to; leaf++) if (this.isPresent(leaf)) return true;
    return false;
  }

  #changeUsage(values: readonly string[], requests: ResourceAmounts, count: number): void {
    const leaf = findLeaf(this.domains, values);
    if (leaf === undefined) return;
    for (const { column, amount } of this.#podUsage(requests)) this.#add(column, leaf, multiplyInt64(amount, count));
    this.changes.add(leaf);
  }

  /** What one pod is charged for, itself included, with the columns of it: the same object is bound only once. */
  #podUsage(requests: ResourceAmounts): readonly BoundAmount[] {
    let bound = this.#bound.get(requests);
    if (bound === undefined) {
      const perPod = [...requests, ['pods', 1n] as const];
      bound = perPod.map(([resource, amount]) => ({ column: this.used(resource), amount: toInt64(amount) }));
      this.#bound.set(requests, bound);
    }
    return bound;
  }

  #setReady(node: SnapshotNode, isReady: boolean): void {
    for (const [resource, amount] of node.capacity) {
      this.#add(this.free(resource), node.leaf, toInt64(isReady ? amount : -amount));
    }
    this.#flip(node);
    if (this.#marks.length > 0) this.#journal.add({ set: () => this.#flip(node) }, node.leaf, 0);
  }

  #flip(node: SnapshotNode): void {
    const { leaf } = node;
    const before = this.#readyNodes[leaf] as number;
    node.isReady = !node.isReady;
    this.#readyNodes[leaf] = before + (node.isReady ? 1 : -1);
    if (before === 0) this.#presentCount++;
    else if (this.#readyNodes[leaf] === 0) this.#presentCount--;
    this.changes.add(leaf);
  }

  #add(column: Int64Column, leaf: number, amount: Int64): void {
    if (this.#marks.length > 0) this.#journal.add(column, leaf, column.get(leaf));
    column.add(leaf, amount);
  }

  #column(columns: Map<string, Int64Column>, resource: string): Int64Column {
    let column = columns.get(resource);
    if (column === undefined) {
      column = this.#amounts.addColumn();
      columns.set(resource, column);
    }
    return column;
  }
}
