import type { ResourceAmounts, ResourceFlavor } from '../model/index.ts';
import { assignmentValues, type DomainTree, findLeaf } from './domain-tree.ts';
import { type Int64, Int64Column, subtractInt64, toInt64 } from './int64-column.ts';
import { SearchState } from './search-state.ts';

/** A moment in a snapshot's history, to come back to. */
export type Mark = number;

interface JournalEntry {
  readonly column: Int64Column;
  readonly leaf: number;
  readonly before: Int64;
}

/**
 * Capacity and usage of one flavor's leaves at one moment, with undo.
 *
 * `free` is what the nodes can give to topology pods (allocatable less other pods), `used` what admitted workloads hold.
 * Trying something out is `mark`, change, ask, `rollback`: the cost is that of the change (kueue-tas §4.5).
 */
export class FlavorSnapshot {
  readonly flavor: ResourceFlavor;
  readonly domains: DomainTree;
  /**
   * Pod sets (workload uid and name) whose nodes were already filtered on this snapshot: Kueue forgets their affinity
   * score on every further look (kueue-tas §11).
   */
  readonly filtered: Set<string> = new Set();
  /** Working memory of a search; its content means nothing between searches. */
  readonly scratch: SearchState;
  readonly #free = new Map<string, Int64Column>();
  readonly #used = new Map<string, Int64Column>();
  readonly #journal: JournalEntry[] = [];

  constructor(flavor: ResourceFlavor, domains: DomainTree) {
    this.flavor = flavor;
    this.domains = domains;
    this.scratch = new SearchState(domains.tree.size);
  }

  /** What the leaf has of a resource before topology pods; 0 where no node names it. */
  free(resource: string): Int64Column | undefined {
    return this.#free.get(resource);
  }

  /** What workloads hold of a resource. */
  used(resource: string): Int64Column | undefined {
    return this.#used.get(resource);
  }

  /** Gives the leaf capacity (or takes it: negative amounts). Not journalled: it belongs to building a snapshot. */
  addCapacity(leaf: number, amounts: ResourceAmounts): void {
    for (const [resource, amount] of amounts) this.#column(this.#free, resource).add(leaf, toInt64(amount));
  }

  /** Charges `count` pods to the domain with these values; a domain without a leaf is ignored (kueue-tas §4.5). */
  addUsage(values: readonly string[], requests: ResourceAmounts, count: number): void {
    this.#change(values, requests, BigInt(count));
  }

  /** Gives back what {@link addUsage} with the same arguments took. */
  removeUsage(values: readonly string[], requests: ResourceAmounts, count: number): void {
    this.#change(values, requests, -BigInt(count));
  }

  /** What is left at a leaf; may be negative. */
  remaining(leaf: number, resource: string): Int64 {
    return subtractInt64(this.#free.get(resource)?.get(leaf) ?? 0, this.#used.get(resource)?.get(leaf) ?? 0);
  }

  /** Every leaf with what is left of every resource, in path order. For reports, not for kernels. */
  *leaves(): Generator<{ readonly values: readonly string[]; readonly remaining: ReadonlyMap<string, bigint> }> {
    const resources = [...new Set([...this.#free.keys(), ...this.#used.keys()])].sort();
    for (let leaf = 0; leaf < this.domains.leafCount; leaf++) {
      const remaining = new Map(resources.map((resource) => [resource, BigInt(this.remaining(leaf, resource))]));
      yield { values: assignmentValues(this.domains, leaf), remaining };
    }
  }

  mark(): Mark {
    return this.#journal.length;
  }

  /** Undoes every change of usage since the mark, bit for bit. Marks taken later are void. */
  rollback(mark: Mark): void {
    while (this.#journal.length > mark) {
      const { column, leaf, before } = this.#journal.pop() as JournalEntry;
      column.set(leaf, before);
    }
  }

  #change(values: readonly string[], requests: ResourceAmounts, count: bigint): void {
    const leaf = findLeaf(this.domains, values);
    if (leaf === undefined) return;
    for (const [resource, amount] of requests) this.#addUsed(leaf, resource, amount * count);
    this.#addUsed(leaf, 'pods', count);
  }

  #addUsed(leaf: number, resource: string, amount: bigint): void {
    const column = this.#column(this.#used, resource);
    this.#journal.push({ column, leaf, before: column.get(leaf) });
    column.add(leaf, toInt64(amount));
  }

  #column(columns: Map<string, Int64Column>, resource: string): Int64Column {
    let column = columns.get(resource);
    if (column === undefined) {
      column = new Int64Column(this.domains.leafCount);
      columns.set(resource, column);
    }
    return column;
  }
}
