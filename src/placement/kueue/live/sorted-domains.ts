/** Entries of one block; half-full on average, so that an update moves a few dozen numbers at most. */
const BLOCK_SIZE = 128;

interface Block {
  readonly domains: Int32Array;
  count: number;
}

/**
 * Domains in ascending order of (capacity, pods, index), kept sorted while their counts change.
 *
 * Sorted blocks, as the leaves of a B+ tree: an update costs O(log n + block size), a look-up O(log n).
 */
export class SortedDomains {
  readonly #capacity: Float64Array;
  readonly #pods: Float64Array;
  readonly #offset: number;
  readonly #blocks: Block[] = [];

  /** @param from the domains are the tree indices `[from, to)`; none is in the order before it is inserted */
  constructor(from: number, to: number) {
    this.#offset = from;
    this.#capacity = new Float64Array(to - from).fill(Number.NaN);
    this.#pods = new Float64Array(to - from);
  }

  /** Fills an empty order at once. */
  fill(domains: readonly number[], capacity: Int32Array, pods: Int32Array): void {
    for (const d of domains) this.#setKey(d, capacity[d] as number, pods[d] as number);
    const sorted = [...domains].sort((a, b) => this.#compare(a, b));
    for (let start = 0; start < sorted.length; start += BLOCK_SIZE / 2) {
      const block = { domains: new Int32Array(BLOCK_SIZE), count: Math.min(BLOCK_SIZE / 2, sorted.length - start) };
      for (let i = 0; i < block.count; i++) block.domains[i] = sorted[start + i] as number;
      this.#blocks.push(block);
    }
  }

  /** Puts a domain where its counts say, whether it was in the order or not. */
  put(d: number, capacity: number, pods: number): void {
    const i = d - this.#offset;
    if (this.#capacity[i] === capacity && this.#pods[i] === pods) return;
    this.delete(d);
    this.#setKey(d, capacity, pods);
    if (this.#blocks.length === 0) this.#blocks.push({ domains: new Int32Array(BLOCK_SIZE), count: 0 });
    const b = Math.min(this.#blockOf(capacity, pods, d), this.#blocks.length - 1);
    const block = this.#blocks[b] as Block;
    const position = this.#positionIn(block, capacity, pods, d);
    block.domains.copyWithin(position + 1, position, block.count);
    block.domains[position] = d;
    if (++block.count === BLOCK_SIZE) this.#split(b);
  }

  /** Takes a domain out of the order, if it is in it. */
  delete(d: number): void {
    const capacity = this.#capacity[d - this.#offset] as number;
    if (Number.isNaN(capacity)) return;
    const pods = this.#pods[d - this.#offset] as number;
    const b = this.#blockOf(capacity, pods, d);
    const block = this.#blocks[b] as Block;
    const position = this.#positionIn(block, capacity, pods, d);
    block.domains.copyWithin(position, position + 1, block.count);
    if (--block.count === 0) this.#blocks.splice(b, 1);
    this.#setKey(d, Number.NaN, 0);
  }

  /** The first domain with at least this capacity; undefined when there is none. */
  firstFrom(capacity: number): number | undefined {
    const b = this.#blockOf(capacity, -1, -1);
    const block = this.#blocks[b];
    return block?.domains[this.#positionIn(block, capacity, -1, -1)];
  }

  /** The first of those with the largest capacity. */
  firstOfLargest(): number | undefined {
    const last = this.#blocks.at(-1);
    if (last === undefined) return undefined;
    return this.firstFrom(this.#capacity[(last.domains[last.count - 1] as number) - this.#offset] as number);
  }

  /** All from this capacity upwards. */
  *ascending(capacity: number): Generator<number> {
    let b = this.#blockOf(capacity, -1, -1);
    let block = this.#blocks[b];
    let i = block === undefined ? 0 : this.#positionIn(block, capacity, -1, -1);
    while (block !== undefined) {
      for (; i < block.count; i++) yield block.domains[i] as number;
      block = this.#blocks[++b];
      i = 0;
    }
  }

  /** All, largest capacity first; within one capacity ascending. */
  *descending(): Generator<number> {
    let top = this.firstOfLargest();
    while (top !== undefined) {
      const capacity = this.#capacity[top - this.#offset] as number;
      for (const d of this.ascending(capacity)) {
        if (this.#capacity[d - this.#offset] !== capacity) break;
        yield d;
      }
      top = this.#firstOfNextSmaller(capacity);
    }
  }

  #firstOfNextSmaller(capacity: number): number | undefined {
    let b = this.#blockOf(capacity, -1, -1);
    const block = this.#blocks[b];
    let i = block === undefined ? 0 : this.#positionIn(block, capacity, -1, -1);
    if (i === 0) {
      b--;
      i = this.#blocks[b]?.count ?? 0;
    }
    const before = this.#blocks[b]?.domains[i - 1];
    return before === undefined ? undefined : this.firstFrom(this.#capacity[before - this.#offset] as number);
  }

  #setKey(d: number, capacity: number, pods: number): void {
    this.#capacity[d - this.#offset] = capacity;
    this.#pods[d - this.#offset] = pods;
  }

  #compare(a: number, b: number): number {
    const [i, j] = [a - this.#offset, b - this.#offset];
    return (
      (this.#capacity[i] as number) - (this.#capacity[j] as number) ||
      (this.#pods[i] as number) - (this.#pods[j] as number) ||
      a - b
    );
  }

  /** Is this domain's key before the given one? */
  #isBefore(domain: number, capacity: number, pods: number, d: number): boolean {
    const i = domain - this.#offset;
    const byCapacity = (this.#capacity[i] as number) - capacity;
    if (byCapacity !== 0) return byCapacity < 0;
    const byPods = (this.#pods[i] as number) - pods;
    return byPods !== 0 ? byPods < 0 : domain < d;
  }

  /** Number of the first block whose last key is not before the given one. */
  #blockOf(capacity: number, pods: number, d: number): number {
    let low = 0;
    let high = this.#blocks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const block = this.#blocks[middle] as Block;
      if (this.#isBefore(block.domains[block.count - 1] as number, capacity, pods, d)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Position in a block of the first key that is not before the given one. */
  #positionIn(block: Block, capacity: number, pods: number, d: number): number {
    let low = 0;
    let high = block.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#isBefore(block.domains[middle] as number, capacity, pods, d)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #split(b: number): void {
    const block = this.#blocks[b] as Block;
    const upper = { domains: new Int32Array(BLOCK_SIZE), count: block.count >>> 1 };
    block.count -= upper.count;
    upper.domains.set(block.domains.subarray(block.count, block.count + upper.count));
    this.#blocks.splice(b + 1, 0, upper);
  }
}
