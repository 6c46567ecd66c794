import { canonicalQuantity } from './canonical-quantity.ts';
import { DECIMAL_EXPONENT, type Quantity } from './quantity.ts';
import { remembered } from './remembered.ts';

const PATTERN = /^([+-]?)(\d*)(?:\.(\d*))?(?:([numkMGTPE])|([KMGTPE])i|[eE]([+-]?\d+))?$/;
/** From here on an exponent may lead beyond what is counted in billionths. */
const LARGE_EXPONENT = 9;
const BINARY_SUFFIXES = 'KMGTPE';
/** Digits that are sure to fit into an int64. */
const MAX_DIGITS = 18;

/**
 * A quantity as Kubernetes writes it back after reading: forms that are plain already keep their text (`+7`, `5.`, `12e6`,
 * `1500m`), all others become canonical (`0.5` → `500m`, `1000` → `1k`, `1024Mi` → `1Gi`).
 * @throws RangeError when `quantity` is not a quantity
 * @see kueue-validation §2, Mutating
 */
export function storedQuantity(quantity: Quantity): string {
  return storedText(String(quantity));
}

const storedText = remembered((text) => {
  const match = PATTERN.exec(text);
  if (match === null) return canonicalQuantity(text);
  const [, sign = '', whole = '', decimals = '', decimalSuffix, binarySuffix, exponentText] = match;
  const digits = whole.replace(/^0+/, '') || '0';
  if (binarySuffix !== undefined) {
    const isPlain = decimals === '' && isPlainBinary(digits, BINARY_SUFFIXES.indexOf(binarySuffix) + 1);
    return isPlain ? text : canonicalQuantity(text);
  }
  const exponent = Number(exponentText ?? DECIMAL_EXPONENT[decimalSuffix ?? ''] ?? 0) - decimals.length;
  if (isPlainDecimal(`${digits}${decimals}`, exponent)) return text;
  const isLarge = exponentText !== undefined && exponent >= LARGE_EXPONENT;
  return isLarge ? exponentForm(sign, `${whole}${decimals}`, exponent) : canonicalQuantity(text);
});

/** The digits without trailing zeros, in thousands. */
function exponentForm(sign: string, digits: string, exponent: number): string {
  const significant = digits.replace(/^0+/, '').replace(/0+$/, '');
  if (significant === '') return '0';
  const full = exponent + (digits.length - digits.replace(/0+$/, '').length);
  const rest = full % 3;
  return `${sign === '-' ? '-' : ''}${significant}${'0'.repeat(rest)}e${full - rest}`;
}

/** A whole number of billionths or more, in thousands of something, which no larger suffix would shorten. */
function isPlainDecimal(digits: string, exponent: number): boolean {
  const fits = digits.length <= MAX_DIGITS && exponent >= -9;
  return fits && exponent % 3 === 0 && !digits.endsWith('000') && !digits.startsWith('0');
}

/** A multiple of 8 might be one of 1024: that is looked at closer. */
function isPlainBinary(digits: string, power: number): boolean {
  const fits = digits.length + 3 * power <= 14;
  return fits && Number(digits) % 8 !== 0;
}
