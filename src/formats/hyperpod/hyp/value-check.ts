import { MAX_INTEGER_DIGITS, parsePythonInteger } from './python/python-integer.ts';
import type { PythonJson } from './python/python-json.ts';
import { trimUnicodeSpace } from './python/python-space.ts';

/** Something wrong with a value: where below it, and pydantic's words for it. */
export interface Issue {
  readonly path: readonly string[];
  readonly message: string;
}

/** A value that a field may have, or what is wrong with it. */
export type Checked<T> = { readonly value: T } | { readonly issues: readonly Issue[] };

/** How pydantic checks the value of one field. */
export type Check<V, T> = (value: V) => Checked<T>;

interface TextRule {
  readonly maxLength?: number;
  readonly pattern?: RegExp;
}

/** What a failed check of the schema's own says before its reason. */
const VALUE_ERROR = 'Value error, ';

const TRUE_WORDS: ReadonlySet<string> = new Set(['1', 'on', 't', 'true', 'y', 'yes']);
const FALSE_WORDS: ReadonlySet<string> = new Set(['0', 'off', 'f', 'false', 'n', 'no']);
const NUMBER = /^[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|inf(?:inity)?|nan)$/i;

/** A text of at least one character, of a pattern where there is one. Length counts code points. */
export function text({ maxLength, pattern }: TextRule = {}): Check<string, string> {
  return (value) => {
    const length = [...value].length;
    if (maxLength !== undefined && length > maxLength) {
      return failed(`String should have at most ${maxLength} characters`);
    }
    if (length === 0) return failed('String should have at least 1 character');
    if (pattern?.test(value) === false) return failed(`String should match pattern '${pattern.source}'`);
    return { value };
  };
}

/** A whole number written as text, `5.0` too. */
export function integerText(minimum?: bigint): Check<string, bigint> {
  return (written) => {
    const number = trimUnicodeSpace(written);
    if (!/^[+-]?\d+(?:_\d+)*(?:\.0+)?$/.test(number)) {
      return failed('Input should be a valid integer, unable to parse string as an integer');
    }
    const sign = number.startsWith('-') ? '-' : '';
    const digits = number.replace(/\..*$|[+_-]/g, '').replace(/^0+(?=\d)/, '');
    if (digits.length > MAX_INTEGER_DIGITS) {
      return failed('Unable to parse input string as an integer, exceeded maximum size');
    }
    return atLeast(minimum)(BigInt(sign + digits));
  };
}

/** A number not below a bound. */
export function atLeast(minimum: bigint | undefined): Check<bigint, bigint> {
  return (value) => {
    if (minimum === undefined || value >= minimum) return { value };
    return failed(`Input should be greater than or equal to ${minimum}`);
  };
}

/** A number written as text: a point, an exponent, `inf` and `nan` are fine. */
export const numberText: Check<string, number> = (written) => {
  const spaced = trimUnicodeSpace(written);
  const number = /^_|__|_$/.test(spaced) ? '' : spaced.replaceAll('_', '').toLowerCase();
  if (!NUMBER.test(number)) return failed('Input should be a valid number, unable to parse string as a number');
  if (number.includes('nan')) return { value: Number.NaN };
  if (number.includes('inf')) return { value: number.startsWith('-') ? -Infinity : Infinity };
  return { value: Number(number) };
};

/** `true`, `yes`, `1`, … in any case. */
export const booleanText: Check<string, boolean> = (written) => {
  const word = written.toLowerCase();
  if (TRUE_WORDS.has(word)) return { value: true };
  if (FALSE_WORDS.has(word)) return { value: false };
  return failed('Input should be a valid boolean, unable to interpret input');
};

/** An object of texts, whose keys obey a rule; the first key that does not is told. */
export function textsByKey(
  ruleOfKey: (key: string) => string | undefined,
): Check<PythonJson, ReadonlyMap<string, string>> {
  return (json) => {
    if (json.kind !== 'object') return failed('Input should be a valid dictionary');
    const texts = new Map<string, string>();
    const issues: Issue[] = [];
    for (const [key, member] of json.members) {
      if (member.kind === 'text') texts.set(key, member.text);
      else issues.push({ path: [key], message: 'Input should be a valid string' });
    }
    if (issues.length > 0) return { issues };
    const broken = [...texts.keys()].map(ruleOfKey).find((reason) => reason !== undefined);
    return broken === undefined ? { value: texts } : valueError(broken);
  };
}

/** `auto`, `cpu`, `gpu` in any case, or a whole number from 0. */
export const tasksPerNodeText: Check<string, string> = (written) => {
  const word = written.toLowerCase();
  if (word === 'auto' || word === 'cpu' || word === 'gpu') return { value: word };
  const parsed = parsePythonInteger(written);
  if ('value' in parsed && parsed.value >= 0n) return { value: String(parsed.value) };
  return valueError("tasks_per_node must be 'auto', 'cpu', 'gpu', or a non-negative integer");
};

/** One of a few words, told in byte order. */
export function oneOfWords(what: string, words: readonly string[]): Check<string, string> {
  return (value) =>
    words.includes(value) ? { value } : valueError(`${what} '${value}' must be one of: ${words.join(', ')}`);
}

/** Any value. */
export function anyValue<T>(value: T): Checked<T> {
  return { value };
}

/** No value: the schema does not have the field. */
export function noValue(): Checked<never> {
  return failed('Extra inputs are not permitted');
}

/** A check that failed, in words of pydantic. */
export function failed(message: string): { readonly issues: readonly Issue[] } {
  return { issues: [{ path: [], message }] };
}

/** A check of the schema's own that failed. */
export function valueError(reason: string): { readonly issues: readonly Issue[] } {
  return failed(VALUE_ERROR + reason);
}
