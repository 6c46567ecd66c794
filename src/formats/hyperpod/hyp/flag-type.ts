import { parsePythonInteger } from './python/python-integer.ts';
import { type PythonJson, parsePythonJson } from './python/python-json.ts';
import { pythonQuote } from './python/python-quote.ts';
import { stripPythonSpace } from './python/python-space.ts';

/** What a flag's text means, or what click says of it. An undefined value is as good as no flag. */
type Converted<V> = { readonly value: V | undefined } | { readonly error: string };

/** How click reads the texts that were given to one flag: the last one, or all of them. */
export type FlagType<V> = (texts: readonly string[], flag: string) => Converted<V>;

/** Keys and values of one `--volume`. */
export type VolumeText = ReadonlyMap<string, string>;

export const textFlag: FlagType<string> = lastOf((value) => ({ value }));

export const integerFlag: FlagType<bigint> = lastOf((text, flag) => {
  const parsed = parsePythonInteger(text);
  return 'value' in parsed ? parsed : invalid(flag, `${pythonQuote(text)} is not a valid integer.`);
});

/** A JSON text; `null` is no value. */
export const jsonFlag: FlagType<PythonJson> = lastOf((text, flag) => {
  const parsed = parsePythonJson(text);
  if ('error' in parsed) return invalid(flag, `${pythonQuote(fieldName(flag))} must be valid JSON: ${parsed.error}`);
  return parsed.value.kind === 'null' ? { value: undefined } : parsed;
});

/** Items between commas, in brackets or not; nothing but commas and brackets means anything, and empty items drop out. */
export const listFlag: FlagType<readonly string[]> = lastOf((text) => ({ value: itemsOf(text) }));

export const integerListFlag: FlagType<readonly bigint[]> = lastOf((text, flag) => {
  const values: bigint[] = [];
  for (const item of itemsOf(text)) {
    const parsed = parsePythonInteger(item);
    if ('error' in parsed) return invalid(flag, `${flag.slice(2)} must contain only integers: ${parsed.error}`);
    values.push(parsed.value);
  }
  return { value: values };
});

/** `name=…,type=…,…`, as often as there are volumes. */
export const volumesFlag: FlagType<readonly VolumeText[]> = (texts) => {
  const volumes: VolumeText[] = [];
  for (const [index, text] of texts.entries()) {
    const pairs = text.split(',');
    const broken = pairs.find((pair) => !pair.includes('='));
    if (broken !== undefined) {
      const reason = `Invalid volume format in volume ${index + 1}: '${broken}' should be key=value`;
      return { error: `Error parsing volume ${index + 1}: ${reason}` };
    }
    volumes.push(new Map(pairs.map(splitPair)));
  }
  return { value: volumes };
};

/** One of a few words. */
export function choiceFlag(words: readonly string[]): FlagType<string> {
  return lastOf((text, flag) => {
    if (words.includes(text)) return { value: text };
    return invalid(flag, `${pythonQuote(text)} is not one of ${words.map(pythonQuote).join(', ')}.`);
  });
}

/** The field that a flag sets: `--job-name` sets `job_name`. */
export function fieldName(flag: string): string {
  return flag.slice(2).replaceAll('-', '_');
}

function lastOf<V>(convert: (text: string, flag: string) => Converted<V>): FlagType<V> {
  return (texts, flag) => convert(texts.at(-1) as string, flag);
}

function invalid(flag: string, reason: string): { readonly error: string } {
  return { error: `Invalid value for '${flag}': ${reason}` };
}

function itemsOf(text: string): string[] {
  return text
    .replace(/^[[\]]+|(?<![[\]])[[\]]+$/g, '')
    .split(',')
    .map(stripPythonSpace)
    .filter((item) => item !== '');
}

function splitPair(pair: string): [key: string, value: string] {
  const equals = pair.indexOf('=');
  return [stripPythonSpace(pair.slice(0, equals)), stripPythonSpace(pair.slice(equals + 1))];
}
