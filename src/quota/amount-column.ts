import type { Amount } from './amount.ts';

/** A column of amounts: doubles for numbers, a side table for the few that are far from zero. */
export class AmountColumn {
  /** NaN where the amount is in the side table. Kernels read it directly, and look at `get` where a NaN comes out. */
  readonly near: Float64Array;
  readonly #far = new Map<number, bigint>();

  constructor(length: number, initial = 0) {
    this.near = new Float64Array(length).fill(initial);
  }

  get(row: number): Amount {
    const amount = this.near[row] as number;
    return Number.isNaN(amount) ? (this.#far.get(row) as bigint) : amount;
  }

  set(row: number, amount: Amount): void {
    if (typeof amount === 'number') this.near[row] = amount;
    else {
      this.near[row] = Number.NaN;
      this.#far.set(row, amount);
    }
  }
}
