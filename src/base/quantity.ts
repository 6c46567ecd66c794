import { clampInt64, MAX_INT64 } from './int64.ts';

/** An amount as Kubernetes writes it: `"500m"`, `"4Gi"`, `8`. */
export type Quantity = string | number;

/** A quantity as an exact fraction; `denominator` is at least 1. */
interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const PATTERN = /^([+-]?)(\d+\.?\d*|\.\d+)(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d+))?$/;
/** Powers of ten that a suffix stands for. */
export const DECIMAL_EXPONENT: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};
const BINARY_EXPONENT: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };
/** Longest text and largest exponent that are looked at: beyond them every value clamps to int64, or is a mistake. */
const MAX_LENGTH = 64;
const MAX_EXPONENT = 100;
const NANOS = 1_000_000_000n;
/** The nodes of a cluster have few different quantities between them: each is parsed once. */
const nanosOfText = new Map<Quantity, bigint>();
const MAX_KNOWN = 10_000;

/** Is this text (or number) a Kubernetes quantity? */
export function isQuantity(quantity: Quantity): boolean {
  if (nanosOfText.has(quantity)) return true;
  const text = String(quantity);
  return text.length <= MAX_LENGTH && PATTERN.test(text);
}

/**
 * Amount of a resource in the integer unit that scheduling counts in: thousandths for `cpu`, whole units for all else.
 *
 * Rounded away from zero, clamped to int64.
 * @throws RangeError when `quantity` is not a quantity; readers check with {@link isQuantity} first
 * @see kueue-tas §5
 */
export function resourceAmount(resource: string, quantity: Quantity): bigint {
  return amountOfNanos(resource, quantityNanos(quantity));
}

/**
 * A quantity in billionths of its unit, the finest that Kubernetes keeps; what is finer is rounded away from zero. Sums
 * are taken in these where rounding has to come last.
 * @throws RangeError when `quantity` is not a quantity
 */
export function quantityNanos(quantity: Quantity): bigint {
  const known = nanosOfText.get(quantity);
  if (known !== undefined) return known;
  const fraction = parse(quantity);
  if (fraction === undefined) throw new RangeError(`${JSON.stringify(quantity)} is not a quantity`);
  const exact = divideAway(fraction.numerator * NANOS, fraction.denominator);
  const nanos = String(quantity).endsWith('i') ? capped(exact) : exact;
  if (nanosOfText.size >= MAX_KNOWN) nanosOfText.clear();
  nanosOfText.set(quantity, nanos);
  return nanos;
}

/**
 * A quantity as the nearest double, in its own unit (`cpu` in cores).
 * @throws RangeError when `quantity` is not a quantity
 */
export function quantityNumber(quantity: Quantity): number {
  return Number(`${quantityNanos(quantity)}e-9`);
}

/** Billionths of a resource's unit as {@link resourceAmount} gives it. */
export function amountOfNanos(resource: string, nanos: bigint): bigint {
  return clampInt64(divideAway(nanos, resource === 'cpu' ? NANOS / 1000n : NANOS));
}

/** Writes an amount back in the shortest customary form: `1500` cpu → `1500m`, `68719476736` memory → `64Gi`. */
export function formatAmount(resource: string, amount: bigint): string {
  if (resource === 'cpu') return amount % 1000n === 0n ? String(amount / 1000n) : `${amount}m`;
  if (resource !== 'memory' && resource !== 'ephemeral-storage' && !resource.startsWith('hugepages-'))
    return String(amount);
  let suffix = '';
  let rest = amount;
  for (const next of ['Ki', 'Mi', 'Gi', 'Ti', 'Pi']) {
    if (rest === 0n || rest % 1024n !== 0n) break;
    rest /= 1024n;
    suffix = next;
  }
  return `${rest}${suffix}`;
}

function parse(quantity: Quantity): Fraction | undefined {
  const text = typeof quantity === 'number' ? String(quantity) : quantity;
  if (text.length > MAX_LENGTH) return undefined;
  const match = PATTERN.exec(text);
  if (match === null) return undefined;
  const [, sign = '', digits = '', suffix = '', exponentText] = match;
  const [whole = '', decimals = ''] = digits.split('.');
  const mantissa = BigInt(`${whole}${decimals}`) * (sign === '-' ? -1n : 1n);
  const tens = Number(exponentText ?? DECIMAL_EXPONENT[suffix] ?? 0) - decimals.length;
  const bounded = Math.max(-MAX_EXPONENT, Math.min(MAX_EXPONENT, tens));
  const numerator = mantissa << BigInt(BINARY_EXPONENT[suffix] ?? 0);
  return bounded >= 0
    ? { numerator: numerator * 10n ** BigInt(bounded), denominator: 1n }
    : { numerator, denominator: 10n ** BigInt(-bounded) };
}

/** Kubernetes holds no more of binary amounts than an int64 does. */
function capped(nanos: bigint): bigint {
  const largest = MAX_INT64 * NANOS;
  return nanos > largest ? largest : nanos < -largest ? -largest : nanos;
}

/** Quotient, rounded away from zero. */
function divideAway(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  if (quotient * denominator === numerator) return quotient;
  return numerator > 0n ? quotient + 1n : quotient - 1n;
}
