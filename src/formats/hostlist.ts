import { compareStrings } from '../base/index.ts';

/** Names of a host list, or what is wrong with it. */
export type ExpandedHosts =
  | { readonly state: 'expanded'; readonly names: readonly string[] }
  | { readonly state: 'malformed'; readonly message: string };

/** No cluster has as many; keeps `n[0-999999999]` from filling the memory. */
const MAX_NAMES = 1_000_000;
/** Digits of a number that is counted on; longer runs belong to the name. */
const MAX_DIGITS = 9;

/**
 * The names that a host list stands for, in its order: `srv[01-03,7],login` → srv01, srv02, srv03, srv7, login. Several
 * brackets in one name multiply, the last running fastest. A range counts in the width of its first number.
 */
export function expandHosts(text: string): ExpandedHosts {
  const names: string[] = [];
  const items = splitOutsideBrackets(text);
  if (items === undefined) return malformed(`brackets of "${text}" do not match`);
  for (const item of items) {
    const expanded = expandItem(item.trim());
    if (typeof expanded === 'string') return malformed(expanded);
    if (names.length + expanded.length > MAX_NAMES) return malformed(`more than ${MAX_NAMES} names`);
    for (const name of expanded) names.push(name);
  }
  return { state: 'expanded', names };
}

/**
 * The shortest customary host lists for these names, each once: numbers at their ends are joined to ranges. In byte
 * order of what stands before the number, then by number: srv2, srv1, srv10, login → login, srv[1-2,10].
 *
 * Names with brackets or commas in them cannot be written.
 */
export function compactHosts(names: Iterable<string>): string[] {
  const groups = new Map<string, Group>();
  for (const name of new Set(names)) {
    const [, prefix = name, digits = ''] = TRAILING_NUMBER.exec(name) ?? [];
    const width = digits.startsWith('0') ? digits.length : 0;
    const key = JSON.stringify([prefix, digits === '', width]);
    const group = groups.get(key) ?? { prefix, isNumbered: digits !== '', width, numbers: [] };
    group.numbers.push(Number(digits));
    groups.set(key, group);
  }
  const merged = joinWidths([...groups.values()]);
  return merged
    .sort(
      (a, b) => compareStrings(a.prefix, b.prefix) || Number(a.isNumbered) - Number(b.isNumbered) || a.width - b.width,
    )
    .map(writeGroup);
}

/** Names with one beginning, whose numbers are written alike. */
interface Group {
  readonly prefix: string;
  readonly isNumbered: boolean;
  /** Digits of every number, zeros in front; 0 for as many as it takes. */
  readonly width: number;
  readonly numbers: number[];
}

const TRAILING_NUMBER = new RegExp(`^(.*?)(\\d{1,${MAX_DIGITS}})$`, 's');

/** `srv08`, `srv09` and `srv10` go together: numbers that fill a width by themselves join the padded ones. */
function joinWidths(groups: Group[]): Group[] {
  for (const padded of groups.filter(({ width }) => width > 0)) {
    const plain = groups.find((group) => group.prefix === padded.prefix && group.isNumbered && group.width === 0);
    if (plain === undefined) continue;
    const fitting = plain.numbers.filter((number) => String(number).length === padded.width);
    for (const number of fitting) padded.numbers.push(number);
    plain.numbers.splice(
      0,
      plain.numbers.length,
      ...plain.numbers.filter((number) => String(number).length !== padded.width),
    );
  }
  return groups.filter(({ numbers }) => numbers.length > 0);
}

function writeGroup({ prefix, isNumbered, width, numbers }: Group): string {
  if (!isNumbered) return prefix;
  const write = (number: number): string => String(number).padStart(width, '0');
  const ranges: string[] = [];
  const sorted = numbers.sort((a, b) => a - b);
  for (let i = 0; i < sorted.length; ) {
    const first = sorted[i] as number;
    let count = 1;
    while (sorted[i + count] === first + count) count++;
    ranges.push(count === 1 ? write(first) : `${write(first)}-${write(first + count - 1)}`);
    i += count;
  }
  const isOneName = ranges.length === 1 && sorted.length === 1;
  return isOneName ? prefix + ranges[0] : `${prefix}[${ranges.join(',')}]`;
}

function splitOutsideBrackets(text: string): string[] | undefined {
  const items: string[] = [];
  let start = 0;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '[') depth++;
    if (text[i] === ']') depth--;
    if (depth < 0 || depth > 1) return undefined;
    if (text[i] !== ',' || depth > 0) continue;
    items.push(text.slice(start, i));
    start = i + 1;
  }
  return depth === 0 ? [...items, text.slice(start)] : undefined;
}

/** The names of one item, or what is wrong with it. */
function expandItem(item: string): string[] | string {
  if (item === '') return 'a name is empty';
  let names = [''];
  for (const part of item.match(/\[[^\]]*\]|[^[]+/g) ?? []) {
    const choices = part.startsWith('[') ? expandRanges(part.slice(1, -1)) : [part];
    if (typeof choices === 'string') return choices;
    if (names.length * choices.length > MAX_NAMES) return `"${item}" stands for more than ${MAX_NAMES} names`;
    names = names.flatMap((name) => choices.map((choice) => name + choice));
  }
  return names;
}

function expandRanges(text: string): string[] | string {
  const numbers: string[] = [];
  for (const range of text.split(',')) {
    const [, first, last = first] = /^\s*(\d{1,9})(?:-(\d{1,9}))?\s*$/.exec(range) ?? [];
    if (first === undefined || last === undefined)
      return `"[${text}]" is no list of numbers and ranges, as in [01-08,12]`;
    const count = Number(last) - Number(first) + 1;
    if (count < 1) return `the range ${first}-${last} runs backwards`;
    if (numbers.length + count > MAX_NAMES) return `"[${text}]" stands for more than ${MAX_NAMES} names`;
    for (let i = 0; i < count; i++) numbers.push(String(Number(first) + i).padStart(first.length, '0'));
  }
  return numbers;
}

function malformed(message: string): ExpandedHosts {
  return { state: 'malformed', message };
}
