import { clampInt64 } from '../../base/index.ts';

/**
 * Largest magnitude that is kept as a JavaScript number: sums and differences of three such values are still exact.
 * 2^51 bytes are 2 PiB, so only pooled memory of very large domains and absurd quantities leave it.
 */
const NEAR_LIMIT = 2 ** 51;

/** An exact int64: a number where it is small, a bigint where it is not. */
export type Int64 = number | bigint;

/** The cheapest exact form of an amount. */
export function toInt64(amount: bigint): Int64 {
  return amount <= NEAR_LIMIT && amount >= -NEAR_LIMIT ? Number(amount) : clampInt64(amount);
}

/** `a - b`, exact and saturating. */
export function subtractInt64(a: Int64, b: Int64): Int64 {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return clampInt64(BigInt(a) - BigInt(b));
}

/** `a * count` for a whole number of pods, exact and saturating. */
export function multiplyInt64(a: Int64, count: number): Int64 {
  const product = Number(a) * count;
  return product <= NEAR_LIMIT && product >= -NEAR_LIMIT ? product : clampInt64(BigInt(a) * BigInt(count));
}

/** Columns that a row grows by: the resources of one kind of pod are looked up together, so they lie side by side. */
const COLUMNS_AT_ONCE = 4;

/** A table of exact int64 values, row after row; columns are added as they are needed. */
export class Int64Table {
  readonly #rowCount: number;
  #columnCount = 0;
  /** Distance from one row to the next. */
  width = 0;
  /** NaN where the value is in the side table of its column. */
  near: Float64Array = new Float64Array(0);

  constructor(rowCount: number) {
    this.#rowCount = rowCount;
  }

  /** A new column of zeros. O(rows) for every fourth. */
  addColumn(): Int64Column {
    if (this.#columnCount === this.width) this.#widen();
    return new Int64Column(this, this.#columnCount++);
  }

  #widen(): void {
    const { near, width } = this;
    this.width += COLUMNS_AT_ONCE;
    this.near = new Float64Array(this.#rowCount * this.width);
    for (let row = 0; row < this.#rowCount; row++) {
      for (let i = 0; i < width; i++) this.near[row * this.width + i] = near[row * width + i] as number;
    }
  }
}

/** One column of an {@link Int64Table}: doubles for the near values, a side table for the few that are far from zero. */
export class Int64Column {
  readonly #table: Int64Table;
  readonly #index: number;
  readonly #far = new Map<number, bigint>();

  constructor(table: Int64Table, index: number) {
    this.#table = table;
    this.#index = index;
  }

  get(row: number): Int64 {
    const table = this.#table;
    const value = table.near[row * table.width + this.#index] as number;
    return Number.isNaN(value) ? (this.#far.get(row) as bigint) : value;
  }

  set(row: number, value: Int64): void {
    const { near, width } = this.#table;
    const cell = row * width + this.#index;
    if (value <= NEAR_LIMIT && value >= -NEAR_LIMIT) {
      if (Number.isNaN(near[cell])) this.#far.delete(row);
      near[cell] = Number(value);
    } else {
      near[cell] = Number.NaN;
      this.#far.set(row, clampInt64(BigInt(value)));
    }
  }

  /** Adds, saturating at the bounds of int64 (kueue-tas §5). */
  add(row: number, amount: Int64): void {
    const { near, width } = this.#table;
    const cell = row * width + this.#index;
    const sum = (near[cell] as number) + (typeof amount === 'number' ? amount : Number.NaN);
    if (sum <= NEAR_LIMIT && sum >= -NEAR_LIMIT) near[cell] = sum;
    else this.set(row, clampInt64(BigInt(this.get(row)) + BigInt(amount)));
  }
}
