import {
  amountOfNanos,
  clampInt64,
  MAX_INT64,
  MIN_INT64,
  type Quantity,
  quantityNanos,
  quantityText,
} from '../base/index.ts';

/**
 * A quota or a usage: an exact int64, or {@link UNLIMITED}.
 *
 * A number where the magnitude is at most 2^51, a bigint beyond; each value has one form, so `===`, `<` and `>` compare
 * amounts as they are. Sums are taken with {@link addAmounts} and {@link subtractAmounts}.
 */
export type Amount = number | bigint;

/** More than anything that is used: the sentinel that Kueue writes as 2^63 - 1 (kueue-quota §2.2). */
export const UNLIMITED: number = Number.POSITIVE_INFINITY;

/**
 * Largest magnitude that is kept as a number: sums and differences of two such are exact. 2^51 bytes are 2 PiB, so only
 * the pooled memory of very large cohorts and absurd quotas leave it.
 */
export const NEAR_LIMIT: number = 2 ** 51;

/** From this many cores on a quota of `cpu` is unlimited. */
const MAX_CORES = MAX_INT64 / 1000n;
const NANOS = 1_000_000_000n;

/** An exact amount in its one form: clamped to int64, where 2^63 - 1 is {@link UNLIMITED}. */
export function toAmount(exact: bigint): Amount {
  if (exact <= NEAR_LIMIT && exact >= -NEAR_LIMIT) return Number(exact);
  return exact >= MAX_INT64 ? UNLIMITED : clampInt64(exact);
}

/** A quantity of a ClusterQueue or Cohort as an amount: thousandths of `cpu`, whole units of all else, rounded up. */
export function quotaAmount(resource: string, quantity: Quantity): Amount {
  const nanos = quantityNanos(quantity);
  const bound = resource === 'cpu' ? MAX_CORES : MAX_INT64;
  return nanos >= bound * NANOS ? UNLIMITED : toAmount(amountOfNanos(resource, nanos));
}

/** `a + b`; unlimited if one of them is, else saturating. */
export function addAmounts(a: Amount, b: Amount): Amount {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (sum <= NEAR_LIMIT && sum >= -NEAR_LIMIT) return sum;
  }
  if (a === UNLIMITED || b === UNLIMITED) return UNLIMITED;
  return toAmount(BigInt(a) + BigInt(b));
}

/** `a - b`; unlimited less unlimited is 0, less anything else unlimited, and anything else less unlimited is -2^63. */
export function subtractAmounts(a: Amount, b: Amount): Amount {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b;
    if (difference <= NEAR_LIMIT && difference >= -NEAR_LIMIT) return difference;
  }
  if (a === UNLIMITED) return b === UNLIMITED ? 0 : UNLIMITED;
  return b === UNLIMITED ? MIN_INT64 : toAmount(BigInt(a) - BigInt(b));
}

/** The smaller of two amounts. */
export function minAmount(a: Amount, b: Amount): Amount {
  return a < b ? a : b;
}

/** The larger of two amounts. */
export function maxAmount(a: Amount, b: Amount): Amount {
  return a > b ? a : b;
}

/** The nearest double, as Go converts an int64: {@link UNLIMITED} is 2^63. */
export function amountToDouble(amount: Amount): number {
  return amount === UNLIMITED ? 2 ** 63 : Number(amount);
}

/** An amount as it stands in Kueue's messages: `1500m`, `64Gi`, `100M`, `<unlimited>` (kueue-quota §2.5). */
export function amountText(resource: string, amount: Amount): string {
  return amount === UNLIMITED ? '<unlimited>' : quantityText(resource, BigInt(amount));
}
