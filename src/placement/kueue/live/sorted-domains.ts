/** Entries of one block; half-full on average, so that an update moves a few dozen numbers at most. */
const BLOCK_SIZE = 32;
const HALF = BLOCK_SIZE / 2;
/** Numbers of one entry: capacity, pods, domain. */
const ENTRY = 3;

/**
 * Domains in ascending order of (capacity, pods, index), kept sorted while their counts change.
 *
 * Sorted blocks, as the leaves of a B+ tree: an update costs O(log n + block size), a look-up O(log n). Entries carry
 * their keys, blocks lie in one array and their last entries in a small one that is searched first, for in a large tree
 * waiting for memory is what takes the time.
 */
export class SortedDomains {
  readonly #offset: number;
  /** Capacity and pods of each domain as they are in the order; NaN where it is not in it. */
  readonly #keys: Float64Array;
  /** Blocks by their numbers, each of `BLOCK_SIZE` entries. */
  #entries: Int32Array = new Int32Array(0);
  /** Block number → its last entry. */
  #lasts: Int32Array = new Int32Array(0);
  /** Block number → entries in use. */
  readonly #counts: number[] = [];
  /** Numbers of the blocks in the order of their entries; none of them is empty. */
  readonly #order: number[] = [];
  /** Numbers of the blocks that are empty. */
  readonly #spare: number[] = [];

  /** @param from the domains are the tree indices `[from, to)`; none is in the order before it is inserted */
  constructor(from: number, to: number) {
    this.#offset = from;
    this.#keys = new Float64Array(2 * (to - from)).fill(Number.NaN);
  }

  /** Fills an empty order at once. */
  fill(domains: readonly number[], capacity: Int32Array, pods: Int32Array): void {
    const sorted = [...domains].sort(
      (a, b) => (capacity[a] as number) - (capacity[b] as number) || (pods[a] as number) - (pods[b] as number) || a - b,
    );
    this.#reserve(Math.ceil(sorted.length / HALF));
    for (let i = 0; i < sorted.length; i++) {
      const d = sorted[i] as number;
      if (i % HALF === 0) this.#order.push(this.#newBlock());
      this.#insert(this.#order.length - 1, i % HALF, capacity[d] as number, pods[d] as number, d);
    }
  }

  /** Puts a domain where its counts say, whether it was in the order or not. */
  put(d: number, capacity: number, pods: number): void {
    const key = 2 * (d - this.#offset);
    if (this.#keys[key] === capacity && this.#keys[key + 1] === pods) return;
    this.delete(d);
    if (this.#order.length === 0) this.#order.push(this.#newBlock());
    const rank = Math.min(this.#rankOf(capacity, pods, d), this.#order.length - 1);
    this.#insert(rank, this.#positionIn(rank, capacity, pods, d), capacity, pods, d);
    if (this.#countOf(rank) === BLOCK_SIZE) this.#split(rank);
  }

  /** Takes a domain out of the order, if it is in it. */
  delete(d: number): void {
    const key = 2 * (d - this.#offset);
    const capacity = this.#keys[key] as number;
    if (Number.isNaN(capacity)) return;
    const rank = this.#rankOf(capacity, this.#keys[key + 1] as number, d);
    this.#remove(rank, this.#positionIn(rank, capacity, this.#keys[key + 1] as number, d));
    this.#keys[key] = Number.NaN;
  }

  /** The first domain with at least this capacity; undefined when there is none. */
  firstFrom(capacity: number): number | undefined {
    const rank = this.#rankOf(capacity, -1, -1);
    return rank === this.#order.length ? undefined : this.#domainAt(rank, this.#positionIn(rank, capacity, -1, -1));
  }

  /** The first of those with the largest capacity. */
  firstOfLargest(): number | undefined {
    const last = this.#order.length - 1;
    return last < 0 ? undefined : this.firstFrom(this.#capacityAt(last, this.#countOf(last) - 1));
  }

  /** All from this capacity upwards. */
  *ascending(capacity: number): Generator<number> {
    let rank = this.#rankOf(capacity, -1, -1);
    let i = rank === this.#order.length ? 0 : this.#positionIn(rank, capacity, -1, -1);
    for (; rank < this.#order.length; rank++) {
      for (; i < this.#countOf(rank); i++) yield this.#domainAt(rank, i);
      i = 0;
    }
  }

  /** All, largest capacity first; within one capacity ascending. */
  *descending(): Generator<number> {
    let top = this.firstOfLargest();
    while (top !== undefined) {
      const capacity = this.#keys[2 * (top - this.#offset)] as number;
      for (const d of this.ascending(capacity)) {
        if (this.#keys[2 * (d - this.#offset)] !== capacity) break;
        yield d;
      }
      top = this.#firstOfNextSmaller(capacity);
    }
  }

  #firstOfNextSmaller(capacity: number): number | undefined {
    let rank = this.#rankOf(capacity, -1, -1);
    let i = rank === this.#order.length ? 0 : this.#positionIn(rank, capacity, -1, -1);
    if (i === 0) {
      if (rank === 0) return undefined;
      i = this.#countOf(--rank);
    }
    return this.firstFrom(this.#capacityAt(rank, i - 1));
  }

  /** Rank of the first block whose last entry is not before the given one; the number of blocks when there is none. */
  #rankOf(capacity: number, pods: number, d: number): number {
    let low = 0;
    let high = this.#order.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBefore(this.#lasts, (this.#order[middle] as number) * ENTRY, capacity, pods, d)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Position in a block of the first entry that is not before the given one. */
  #positionIn(rank: number, capacity: number, pods: number, d: number): number {
    let low = 0;
    let high = this.#countOf(rank);
    const start = this.#addressOf(rank, 0);
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBefore(this.#entries, start + middle * ENTRY, capacity, pods, d)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #addressOf(rank: number, i: number): number {
    return ((this.#order[rank] as number) * BLOCK_SIZE + i) * ENTRY;
  }

  #countOf(rank: number): number {
    return this.#counts[this.#order[rank] as number] as number;
  }

  #capacityAt(rank: number, i: number): number {
    return this.#entries[this.#addressOf(rank, i)] as number;
  }

  #domainAt(rank: number, i: number): number {
    return this.#entries[this.#addressOf(rank, i) + 2] as number;
  }

  #insert(rank: number, i: number, capacity: number, pods: number, d: number): void {
    const at = this.#addressOf(rank, i);
    this.#entries.copyWithin(at + ENTRY, at, this.#addressOf(rank, this.#countOf(rank)));
    this.#entries[at] = capacity;
    this.#entries[at + 1] = pods;
    this.#entries[at + 2] = d;
    this.#setCount(this.#order[rank] as number, this.#countOf(rank) + 1);
    const key = 2 * (d - this.#offset);
    this.#keys[key] = capacity;
    this.#keys[key + 1] = pods;
  }

  #remove(rank: number, i: number): void {
    const block = this.#order[rank] as number;
    const at = this.#addressOf(rank, i);
    this.#entries.copyWithin(at, at + ENTRY, this.#addressOf(rank, this.#countOf(rank)));
    this.#setCount(block, this.#countOf(rank) - 1);
    if ((this.#counts[block] as number) > 0) return;
    this.#order.splice(rank, 1);
    this.#spare.push(block);
  }

  /** A block has so many entries now, all of them in place. */
  #setCount(block: number, count: number): void {
    this.#counts[block] = count;
    const from = (block * BLOCK_SIZE + count - 1) * ENTRY;
    const to = block * ENTRY;
    if (count > 0) for (let i = 0; i < ENTRY; i++) this.#lasts[to + i] = this.#entries[from + i] as number;
  }

  /** Moves the upper half of a full block to a new one. */
  #split(rank: number): void {
    const upper = this.#newBlock();
    const from = this.#addressOf(rank, HALF);
    this.#entries.copyWithin(upper * BLOCK_SIZE * ENTRY, from, from + HALF * ENTRY);
    this.#setCount(this.#order[rank] as number, HALF);
    this.#setCount(upper, HALF);
    this.#order.splice(rank + 1, 0, upper);
  }

  /** Number of an empty block. */
  #newBlock(): number {
    const spare = this.#spare.pop();
    if (spare !== undefined) return spare;
    const block = this.#counts.length;
    if ((block + 1) * BLOCK_SIZE * ENTRY > this.#entries.length) this.#reserve(block + (block >> 1) + 1);
    this.#counts.push(0);
    return block;
  }

  /** Makes room for so many blocks. */
  #reserve(blocks: number): void {
    this.#entries = lengthened(this.#entries, blocks * BLOCK_SIZE * ENTRY);
    this.#lasts = lengthened(this.#lasts, blocks * ENTRY);
  }
}

/** Is the entry at an address before the given one? */
function isBefore(entries: Int32Array, at: number, capacity: number, pods: number, d: number): boolean {
  if (entries[at] !== capacity) return (entries[at] as number) < capacity;
  if (entries[at + 1] !== pods) return (entries[at + 1] as number) < pods;
  return (entries[at + 2] as number) < d;
}

function lengthened(array: Int32Array, length: number): Int32Array {
  const longer = new Int32Array(length);
  longer.set(array);
  return longer;
}
