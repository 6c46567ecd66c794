import { goQuote } from './go-quote.ts';
import { MAX_INT32, MAX_INT64, MIN_INT64 } from './int64.ts';

/** Outcome of reading text the way Go's strconv does: the value, or Go's own error text. */
export type GoParse<T> = { readonly value: T } | { readonly error: string };

const TRUE_TEXTS: ReadonlySet<string> = new Set(['1', 't', 'T', 'TRUE', 'true', 'True']);
const FALSE_TEXTS: ReadonlySet<string> = new Set(['0', 'f', 'F', 'FALSE', 'false', 'False']);

/** A boolean as `strconv.ParseBool` reads it: 1, t, T, TRUE, true, True and their opposites. */
export function parseGoBool(text: string): GoParse<boolean> {
  if (TRUE_TEXTS.has(text)) return { value: true };
  if (FALSE_TEXTS.has(text)) return { value: false };
  return { error: `strconv.ParseBool: parsing ${goQuote(text)}: invalid syntax` };
}

/** A decimal int32 as `strconv.ParseInt` reads it: digits with an optional sign, nothing else. */
export function parseGoInt32(text: string): GoParse<number> {
  if (!/^[+-]?\d+$/.test(text)) return { error: `strconv.ParseInt: parsing ${goQuote(text)}: invalid syntax` };
  const value = Number(text);
  if (value > MAX_INT32 || value < -MAX_INT32 - 1) {
    return { error: `strconv.ParseInt: parsing ${goQuote(text)}: value out of range` };
  }
  return { value: value === 0 ? 0 : value };
}

/** A decimal int64 as `strconv.Atoi` reads it. */
export function parseGoInt(text: string): GoParse<bigint> {
  if (!/^[+-]?\d+$/.test(text)) return { error: `strconv.Atoi: parsing ${goQuote(text)}: invalid syntax` };
  const value = BigInt(text.replace('+', ''));
  const isInt64 = value <= MAX_INT64 && value >= MIN_INT64;
  return isInt64 ? { value } : { error: `strconv.Atoi: parsing ${goQuote(text)}: value out of range` };
}

/** Is this what `strconv.ParseUint` accepts: decimal digits without sign, below 2^64? */
export function isGoUint64(text: string): boolean {
  if (!/^\d+$/.test(text)) return false;
  const digits = text.replace(/^0+/, '');
  return digits.length < MAX_UINT64.length || (digits.length === MAX_UINT64.length && digits <= MAX_UINT64);
}

const MAX_UINT64 = '18446744073709551615';
