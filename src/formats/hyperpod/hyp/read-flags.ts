import { fieldName } from './flag-type.ts';
import type { JobField } from './job-fields.ts';
import { closeMatches } from './python/close-matches.ts';
import { pythonQuote } from './python/python-quote.ts';

/**
 * Values by field, in the order in which click came to them: as the flags first stand on the command line. Or the first
 * thing that click would complain about.
 */
export type ReadFlags =
  | { readonly values: ReadonlyMap<JobField, unknown> }
  | { readonly error: string }
  | { readonly isHelp: true };

/** Flags beside those of the schema. `--version` is looked at earlier, here it is only passed over. */
const HELP = '--help';
const DEBUG = '--debug';
const VERSION = '--version';

/** What stands on the command line, not yet looked into: texts per flag, and words that belong to none. */
interface Words {
  readonly texts: ReadonlyMap<string, readonly string[]>;
  readonly extra: readonly string[];
}

/**
 * Reads flags as click does: `--flag value` and `--flag=value`, in any order, a value may begin with a dash, the last of
 * several counts. First the words are sorted, then flags are read one by one in their order, then what is missing is told.
 */
export function readFlags(words: readonly string[], fields: readonly JobField[]): ReadFlags {
  const byFlag = new Map(fields.map((field) => [field.flag, field]));
  const sorted = sortWords(words, byFlag);
  if ('error' in sorted) return sorted;
  const { texts, extra } = sorted;
  if (texts.has(HELP)) return { isHelp: true };
  const values = new Map<JobField, unknown>();
  for (const [flag, given] of texts) {
    const field = byFlag.get(flag);
    if (field === undefined) continue;
    const converted = field.type(given, flag);
    if ('error' in converted) return converted;
    if (converted.value !== undefined) values.set(field, converted.value);
  }
  const missing = fields.find(({ isRequired, flag }) => isRequired && !texts.has(flag));
  if (missing !== undefined) return { error: `Missing option '${missing.flag}'.` };
  if (extra.length === 0) return { values };
  return { error: `Got unexpected extra argument${extra.length === 1 ? '' : 's'} (${extra.join(' ')})` };
}

/** The name of the job as click's messages find it: the first given field whose name ends in `_name`. */
export function firstNameOf(values: ReadonlyMap<JobField, unknown>): string {
  for (const [{ flag }, value] of values) {
    if (fieldName(flag).endsWith('_name') && typeof value === 'string' && value !== '') return value;
  }
  return 'unknown';
}

function sortWords(
  words: readonly string[],
  fields: ReadonlyMap<string, JobField>,
): Words | { readonly error: string } {
  const texts = new Map<string, string[]>();
  const extra: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as string;
    if (word === '--') return { texts, extra: [...extra, ...words.slice(at + 1)] };
    if (!word.startsWith('-') || word === '-') {
      extra.push(word);
      continue;
    }
    const [flag, attached] = splitFlag(word);
    const isSwitch = flag === HELP || flag === DEBUG;
    if (!isSwitch && flag !== VERSION && !fields.has(flag)) return { error: unknownFlag(word, flag, fields) };
    if (isSwitch && attached !== undefined) return { error: `Option ${pythonQuote(flag)} does not take a value.` };
    const value = isSwitch ? '' : (attached ?? words[++at]);
    if (value === undefined) return { error: `Option ${pythonQuote(flag)} requires an argument.` };
    const given = texts.get(flag);
    if (given === undefined) texts.set(flag, [value]);
    else given.push(value);
  }
  return { texts, extra };
}

function splitFlag(word: string): [flag: string, attached: string | undefined] {
  const equals = word.indexOf('=');
  return equals < 0 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)];
}

/** There are no flags of one letter, so click names the first letter only, and has no other to suggest. */
function unknownFlag(word: string, flag: string, fields: ReadonlyMap<string, JobField>): string {
  if (!word.startsWith('--')) return `No such option: ${[...word].slice(0, 2).join('')}`;
  const [only, ...others] = closeMatches(flag, [...fields.keys(), HELP, DEBUG, VERSION]);
  const message = `No such option: ${flag}`;
  if (only === undefined) return message;
  if (others.length === 0) return `${message} Did you mean ${only}?`;
  return `${message} (Possible options: ${[only, ...others].join(', ')})`;
}
