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

/** A column of exact int64 values: doubles for the near ones, a side table for the few that are far from zero. */
export class Int64Column {
  /** NaN where the value is in the side table. */
  readonly near: Float64Array;
  readonly #far = new Map<number, bigint>();

  constructor(length: number) {
    this.near = new Float64Array(length);
  }

  get(row: number): Int64 {
    const value = this.near[row] as number;
    return Number.isNaN(value) ? (this.#far.get(row) as bigint) : value;
  }

  set(row: number, value: Int64): void {
    if (value <= NEAR_LIMIT && value >= -NEAR_LIMIT) {
      if (Number.isNaN(this.near[row])) this.#far.delete(row);
      this.near[row] = Number(value);
    } else {
      this.near[row] = Number.NaN;
      this.#far.set(row, clampInt64(BigInt(value)));
    }
  }

  /** Adds, saturating at the bounds of int64 (kueue-tas §5). */
  add(row: number, amount: Int64): void {
    const sum = (this.near[row] as number) + (typeof amount === 'number' ? amount : Number.NaN);
    if (sum <= NEAR_LIMIT && sum >= -NEAR_LIMIT) this.near[row] = sum;
    else this.set(row, clampInt64(BigInt(this.get(row)) + BigInt(amount)));
  }
}
