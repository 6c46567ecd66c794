import type { GoParse } from './go-number.ts';
import { goQuote } from './go-quote.ts';
import { MAX_INT64 } from './int64.ts';

/** Nanoseconds of each unit. */
const UNITS: ReadonlyMap<string, bigint> = new Map([
  ['ns', 1n],
  ['us', 1000n],
  ['µs', 1000n],
  ['μs', 1000n],
  ['ms', 1_000_000n],
  ['s', 1_000_000_000n],
  ['m', 60_000_000_000n],
  ['h', 3_600_000_000_000n],
]);
/** A number and what stands before the next one. */
const PART = /(\d+\.?\d*|\.\d+)([^\d.]*)/y;

/** A duration in nanoseconds as `time.ParseDuration` reads it: `5m`, `1h30m`, `1.5s`, `-10ms`, `0`. */
export function parseGoDuration(text: string): GoParse<bigint> {
  const sign = /^[+-]/.exec(text)?.[0] ?? '';
  const digits = text.slice(sign.length);
  if (digits === '0') return { value: 0n };
  let total = 0n;
  let at = 0;
  while (at < digits.length || at === 0) {
    PART.lastIndex = at;
    const [part, amount, unit] = PART.exec(digits) ?? [];
    if (part === undefined || amount === undefined || unit === undefined) return invalid(text);
    const nanos = UNITS.get(unit);
    if (nanos === undefined) return unit === '' ? missingUnit(text) : unknownUnit(text, unit);
    total += scaled(amount, nanos);
    at += part.length;
  }
  // The least int64 is allowed, and has no positive counterpart.
  if (total > MAX_INT64 + (sign === '-' ? 1n : 0n)) return invalid(text);
  return { value: sign === '-' ? -total : total };
}

/** Fractions of a nanosecond are cut off. */
function scaled(amount: string, nanos: bigint): bigint {
  const [whole = '', decimals = ''] = amount.split('.');
  return (BigInt(whole + decimals) * nanos) / 10n ** BigInt(decimals.length);
}

function invalid(text: string): GoParse<bigint> {
  return { error: `time: invalid duration ${goQuote(text)}` };
}

function missingUnit(text: string): GoParse<bigint> {
  return { error: `time: missing unit in duration ${goQuote(text)}` };
}

function unknownUnit(text: string, unit: string): GoParse<bigint> {
  return { error: `time: unknown unit ${goQuote(unit)} in duration ${goQuote(text)}` };
}
