import type { Problem } from '../../base/index.ts';
import { readDocuments } from '../documents/document.ts';
import {
  duplicateKeyProblem,
  MAX_DEPTH,
  type ReadDocuments,
  syntaxProblem,
  TOO_DEEP_MESSAGE,
} from '../documents/input-document.ts';
import { type TextPositions, textPositions } from '../documents/text-positions.ts';
import { fieldText, type Path, shortened } from '../path.ts';
import type { Source } from '../source.ts';

/**
 * Which value does the text of an AWS CLI option stand for? JSON when it starts with a bracket, else the CLI's shorthand:
 * `Key=value` joined by commas, lists in `[…]`, objects in `{…}`, quotes where a text needs them. Lists without brackets
 * and files (`@=`) are not read.
 *
 * One document, or the first mistake in the text.
 *
 * @param numbers keys whose values are numbers where they look like one; the shorthand itself knows texts only
 */
export function readOptionValue(source: Source, numbers: ReadonlySet<string>): ReadDocuments {
  if (!/^\s*[[{]/.test(source.text)) return readShorthand(source, numbers);
  const read = readDocuments(source);
  if (read.problems.length > 0) return { documents: [], problems: read.problems };
  const [, second] = read.documents;
  if (second === undefined) return read;
  return {
    documents: [],
    problems: [syntaxProblem(second.start, 'one value is expected here; remove what follows it')],
  };
}

/** Where the parser is, what it found where, and the first mistake, after which it stops. */
interface Cursor {
  readonly text: string;
  readonly positions: TextPositions;
  readonly numbers: ReadonlySet<string>;
  /** Offsets of key and value, by path. */
  readonly spots: Map<string, { readonly key: number; readonly value: number }>;
  at: number;
  problem?: Problem;
}

const KEY = /[A-Za-z0-9_.#/:-]+/y;
const BARE = /(?:\\.|[^,\]}\\])*/sy;
const QUOTED: Readonly<Record<string, RegExp>> = { '"': /"((?:\\.|[^"\\])*)"/sy, "'": /'((?:\\.|[^'\\])*)'/sy };

function readShorthand({ file, text }: Source, numbers: ReadonlySet<string>): ReadDocuments {
  const positions = textPositions(file, text);
  const cursor: Cursor = { text, positions, numbers, spots: new Map(), at: 0 };
  const value = readMembers(cursor, [], '');
  if (cursor.problem !== undefined) return { documents: [], problems: [cursor.problem] };
  const locate = (asked: readonly { readonly path: Path; readonly isKey?: boolean }[]) =>
    asked.map(({ path, isKey }) => positions(offsetOf(cursor, path, isKey === true)));
  return { documents: [{ file, value, start: positions(0), locate }], problems: [] };
}

/** Of the thing at the path, or of the nearest one around it. */
function offsetOf({ spots }: Cursor, path: Path, isKey: boolean): number {
  for (let length = path.length; length > 0; length--) {
    const spot = spots.get(fieldText(path.slice(0, length)));
    if (spot !== undefined) return isKey && length === path.length ? spot.key : spot.value;
  }
  return 0;
}

function fail(cursor: Cursor, message: string): undefined {
  cursor.problem ??= syntaxProblem(cursor.positions(cursor.at), message);
  return undefined;
}

/** `Key=value,…` up to the closing bracket, or to the end of the text. */
function readMembers(cursor: Cursor, path: Path, end: '' | '}'): object | undefined {
  const members = new Map<string, unknown>();
  if (path.length > MAX_DEPTH) return fail(cursor, TOO_DEEP_MESSAGE);
  const isEmpty = end === '}' && accept(cursor, end);
  while (!isEmpty) {
    const key = readKey(cursor, path, members);
    if (key === undefined) return undefined;
    const value = readValue(cursor, [...path, key]);
    if (cursor.problem !== undefined) return undefined;
    members.set(key, isNumber(cursor, key, value) ? Number(value) : value);
    if (accept(cursor, ',')) continue;
    if (end === '' ? isAtEnd(cursor) : accept(cursor, end)) break;
    return fail(cursor, `"," or ${end === '' ? 'the end' : `"${end}"`} is expected here, found ${foundAt(cursor)}`);
  }
  // An assignment would set the prototype for the key `__proto__`.
  return Object.fromEntries(members);
}

function readKey(cursor: Cursor, path: Path, before: ReadonlyMap<string, unknown>): string | undefined {
  skipSpaces(cursor);
  const start = cursor.at;
  const key = match(cursor, KEY)?.[0];
  if (key === undefined)
    return fail(cursor, `a key is expected here, as in FairShare=Enabled, found ${foundAt(cursor)}`);
  const at = [...path, key];
  if (before.has(key)) {
    cursor.problem = duplicateKeyProblem(cursor.positions(start), key, fieldText(at));
    return undefined;
  }
  if (!accept(cursor, '=')) return fail(cursor, `"=" is expected after ${key}, found ${foundAt(cursor)}`);
  skipSpaces(cursor);
  cursor.spots.set(fieldText(at), { key: start, value: cursor.at });
  return key;
}

function readValue(cursor: Cursor, path: Path): unknown {
  if (accept(cursor, '{')) return readMembers(cursor, path, '}');
  if (accept(cursor, '[')) return readItems(cursor, path);
  const quote = cursor.text[cursor.at] ?? '';
  const quoted = Object.hasOwn(QUOTED, quote) ? (QUOTED[quote] as RegExp) : undefined;
  if (quoted === undefined) return unescaped((match(cursor, BARE)?.[0] ?? '').trimEnd());
  const text = match(cursor, quoted)?.[1];
  return text === undefined ? fail(cursor, `a closing ${quote} is missing`) : unescaped(text);
}

function readItems(cursor: Cursor, path: Path): unknown[] | undefined {
  const items: unknown[] = [];
  if (path.length > MAX_DEPTH) return fail(cursor, TOO_DEEP_MESSAGE);
  if (accept(cursor, ']')) return items;
  for (;;) {
    skipSpaces(cursor);
    const at = [...path, items.length];
    cursor.spots.set(fieldText(at), { key: cursor.at, value: cursor.at });
    items.push(readValue(cursor, at));
    if (cursor.problem !== undefined) return undefined;
    if (accept(cursor, ',')) continue;
    return accept(cursor, ']') ? items : fail(cursor, `"," or "]" is expected here, found ${foundAt(cursor)}`);
  }
}

function isNumber({ numbers }: Cursor, key: string, value: unknown): boolean {
  return numbers.has(key) && typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value);
}

function match(cursor: Cursor, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text);
  if (found === null) return undefined;
  cursor.at = pattern.lastIndex;
  return found;
}

/** Steps over spaces and the character; false, and nothing but spaces stepped over, if another one stands there. */
function accept(cursor: Cursor, character: string): boolean {
  skipSpaces(cursor);
  if (cursor.text[cursor.at] !== character) return false;
  cursor.at++;
  return true;
}

function skipSpaces(cursor: Cursor): void {
  while (/\s/.test(cursor.text[cursor.at] ?? '')) cursor.at++;
}

function isAtEnd(cursor: Cursor): boolean {
  skipSpaces(cursor);
  return cursor.at >= cursor.text.length;
}

function foundAt({ text, at }: Cursor): string {
  return at >= text.length ? 'the end' : `"${shortened(text.slice(at, at + 20))}"`;
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/gs, '$1');
}
