import type { Int64 } from './int64-column.ts';

/** What can be put back. */
export interface Restorable {
  set(row: number, value: Int64): void;
}

/**
 * What was overwritten, the latest last.
 *
 * Parallel arrays: an object for each of the many changes under a long-lived mark would keep the garbage collector busy.
 */
export class Journal {
  readonly #targets: Restorable[] = [];
  readonly #rows: number[] = [];
  readonly #values: Int64[] = [];

  get length(): number {
    return this.#rows.length;
  }

  /** A row of the target is about to change; this is what it holds. */
  add(target: Restorable, row: number, value: Int64): void {
    this.#targets.push(target);
    this.#rows.push(row);
    this.#values.push(value);
  }

  /** Puts back what was overwritten last; returns the row. */
  undo(): number {
    const row = this.#rows.pop() as number;
    (this.#targets.pop() as Restorable).set(row, this.#values.pop() as Int64);
    return row;
  }

  clear(): void {
    this.#targets.length = 0;
    this.#rows.length = 0;
    this.#values.length = 0;
  }
}
