/** Changes kept at the least, however small the snapshot is. */
const MIN_KEPT = 1024;

/** Which leaves changed, in order: who keeps something per leaf looks only at those that changed since. */
export class ChangeLog {
  readonly #capacity: number;
  #leaves: number[] = [];
  /** Position of the first change that is still kept. */
  #first = 0;

  /** Keeps at least as many changes as there are leaves: a reader further behind does better to look at all of them. */
  constructor(leafCount: number) {
    this.#capacity = 2 * Math.max(leafCount, MIN_KEPT);
  }

  /** Position after the last change. */
  get end(): number {
    return this.#first + this.#leaves.length;
  }

  add(leaf: number): void {
    if (this.#leaves.length >= this.#capacity) {
      const dropped = this.#leaves.length >>> 1;
      this.#leaves = this.#leaves.slice(dropped);
      this.#first += dropped;
    }
    this.#leaves.push(leaf);
  }

  /** Leaves changed since a position, some perhaps more than once; undefined when that is too long ago. */
  since(position: number): readonly number[] | undefined {
    return position < this.#first ? undefined : this.#leaves.slice(position - this.#first);
  }
}
