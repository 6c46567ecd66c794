import { type Quantity, quantityNanos } from './quantity.ts';

const NANOS = 1_000_000_000n;
const DECIMAL_SUFFIX: Readonly<Record<number, string>> = {
  [-9]: 'n',
  [-6]: 'u',
  [-3]: 'm',
  0: '',
  3: 'k',
  6: 'M',
  9: 'G',
  12: 'T',
  15: 'P',
  18: 'E',
};
const BINARY_SUFFIXES = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const MAX_DECIMAL_EXPONENT = 18;

/**
 * A quantity as Kubernetes writes it back: no fraction, the largest suffix that divides it, in the family it came in
 * (`1.5Gi` → `1536Mi`, `0.5` → `500m`, `1000e3` → `1e6`). Binary amounts below 1024 and fractions go decimal.
 * @throws RangeError when `quantity` is not a quantity
 */
export function canonicalQuantity(quantity: Quantity): string {
  const nanos = quantityNanos(quantity);
  if (nanos === 0n) return '0';
  const text = String(quantity);
  const whole = nanos / NANOS;
  const isBinary = text.endsWith('i') && whole * NANOS === nanos && (whole >= 1024n || whole <= -1024n);
  if (isBinary) return binaryText(whole);
  return decimalText(nanos, /[eE][+-]?\d/.test(text));
}

/** A whole number by 1024. */
export function binaryText(whole: bigint): string {
  let [rest, index] = [whole, 0];
  while (rest % 1024n === 0n && index < BINARY_SUFFIXES.length - 1) [rest, index] = [rest / 1024n, index + 1];
  return `${rest}${BINARY_SUFFIXES[index]}`;
}

/** Billionths by 1000; as an exponent or a suffix. */
export function decimalText(nanos: bigint, isExponent = false): string {
  let [rest, exponent] = [nanos, -9];
  while (rest % 1000n === 0n && exponent < MAX_DECIMAL_EXPONENT) [rest, exponent] = [rest / 1000n, exponent + 3];
  if (!isExponent) return `${rest}${DECIMAL_SUFFIX[exponent]}`;
  return exponent === 0 ? String(rest) : `${rest}e${exponent}`;
}
