import { pythonQuote } from './python-quote.ts';
import { trimUnicodeSpace } from './python-space.ts';

/** More digits are refused by Python, so that no text takes long to read. */
export const MAX_INTEGER_DIGITS = 4300;
/** Python quotes no more of what it could not read. */
const MAX_QUOTED = 200;

/**
 * A whole number as Python's `int` reads it: a sign, digits, single underscores between them, white space around. Or the
 * text of its error. Digits of other scripts, which Python takes too, are refused here.
 */
export function parsePythonInteger(text: string): { readonly value: bigint } | { readonly error: string } {
  const number = trimUnicodeSpace(text);
  if (!/^[+-]?\d+(?:_\d+)*$/.test(number)) {
    return { error: `invalid literal for int() with base 10: ${[...pythonQuote(text)].slice(0, MAX_QUOTED).join('')}` };
  }
  const digits = number.replace(/[+_-]/g, '');
  if (digits.length > MAX_INTEGER_DIGITS) return { error: tooManyDigits(digits.length) };
  return { value: number.startsWith('-') ? -BigInt(digits) : BigInt(digits) };
}

function tooManyDigits(count: number): string {
  const limit = `Exceeds the limit (${MAX_INTEGER_DIGITS} digits) for integer string conversion`;
  return `${limit}: value has ${count} digits; use sys.set_int_max_str_digits() to increase the limit`;
}
