import { isScalar, parseDocument } from 'yaml';
import { YAML_OPTIONS } from './any-yaml.ts';
import { plainScalar } from './plain-scalar.ts';
import { CODE, endsLine, isBlank, lineEnd, NotUsual, type YamlCursor } from './yaml-cursor.ts';

/** Is it a text, as keys have to be? */
export function isPlainKey(text: string): boolean {
  return typeof plainScalar(text) === 'string';
}

/** Can a plain scalar start here? What has a meaning there, and all that is not usual, cannot. */
export function startsPlain({ code, text, at }: YamlCursor): boolean {
  if (code === CODE.dash) return !isBlank(text.charCodeAt(at + 1));
  return !isBlank(code) && !INDICATORS.has(code);
}

const INDICATORS: ReadonlySet<number> = new Set([...'?:,[]{}#&*!|>\'"%@`'].map((char) => char.charCodeAt(0)));

/** Goes past a plain scalar in one line, and answers where it ends. @throws NotUsual */
export function skipPlain(cursor: YamlCursor, isInFlow: boolean): number {
  const { text } = cursor;
  let { at } = cursor;
  let end = at;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code <= CODE.colon) {
      if (code === CODE.space) continue;
      if (code < CODE.space) break;
      if (code === CODE.hash && text.charCodeAt(at - 1) === CODE.space) break;
      if (code === CODE.colon && endsKey(text.charCodeAt(at + 1), isInFlow)) break;
    }
    if (isInFlow && isFlowIndicator(code)) break;
    end = at + 1;
  }
  if (text.charCodeAt(at) === CODE.tab) throw new NotUsual();
  cursor.at = at;
  return end;
}

function endsKey(next: number, isInFlow: boolean): boolean {
  return isBlank(next) || (isInFlow && isFlowIndicator(next));
}

function isFlowIndicator(code: number): boolean {
  const isBracket = code === CODE.openBracket || code === CODE.closeBracket;
  return isBracket || code === CODE.comma || code === CODE.openBrace || code === CODE.closeBrace;
}

/** A text in quotes. */
export interface Quoted {
  readonly value: string;
  /** May it be a key? In one line, and the same for every reader. */
  readonly isKey: boolean;
}

const QUOTED_KEY = /^[^<\\']*$/;
/** Without tabs. */
const JSON_TEXT = /^"(?:[^"\\\t]|\\["\\/bfnrt])*"$/;

/** Goes past a text in quotes. @throws NotUsual */
export function readQuoted(cursor: YamlCursor, parent: number): Quoted {
  const { text, at, code } = cursor;
  const end = code === CODE.doubleQuote ? doubleQuoteEnd(text, at + 1) : singleQuoteEnd(text, at + 1);
  cursor.at = end + 1;
  const source = text.slice(at, end + 1);
  if (source.includes('\n')) return { value: manyLines(source, parent), isKey: false };
  const inner = source.slice(1, -1);
  if (QUOTED_KEY.test(inner)) return { value: inner, isKey: true };
  return { value: code === CODE.singleQuote ? inner.replaceAll("''", "'") : unescaped(source), isKey: false };
}

function unescaped(source: string): string {
  if (!source.includes('\\')) return source.slice(1, -1);
  return JSON_TEXT.test(source) ? JSON.parse(source) : (readAny(source) as string);
}

function doubleQuoteEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === CODE.backslash) at++;
    else if (code === CODE.doubleQuote) return at;
  }
  throw new NotUsual();
}

function singleQuoteEnd(text: string, from: number): number {
  for (let at = text.indexOf("'", from); at >= 0; at = text.indexOf("'", at + 2)) {
    if (text.charCodeAt(at + 1) !== CODE.singleQuote) return at;
  }
  throw new NotUsual();
}

/** Lines of a text in quotes must be deeper than what they are in. */
function manyLines(source: string, parent: number): string {
  if (deeperEnd(source, source.indexOf('\n') + 1, parent) < source.length) throw new NotUsual();
  return readAny(source) as string;
}

/** Goes past a plain scalar that goes on in more lines. @throws NotUsual */
export function readLines(cursor: YamlCursor, start: number, parent: number): unknown {
  const end = deeperEnd(cursor.text, lineEnd(cursor.text, cursor.at) + 1, parent);
  cursor.startLine(end);
  return readAny(cursor.text.slice(start, end));
}

/** Where the lines end that are deeper than what they are in, and the blank ones among them and after them. */
function deeperEnd(text: string, from: number, parent: number): number {
  for (let line = from; line < text.length; line = lineEnd(text, line) + 1) {
    let at = line;
    while (text.charCodeAt(at) === CODE.space) at++;
    if (at - line <= parent && !endsLine(text.charCodeAt(at))) return line;
  }
  return text.length;
}

/** A `|` or `>`: goes past it and its lines. @throws NotUsual */
export function readBlock(cursor: YamlCursor, parent: number): string {
  const { text, at: start, code } = cursor;
  cursor.at++;
  const chomp = cursor.code;
  if (chomp === CODE.dash || chomp === CODE.plus) cursor.at++;
  cursor.endLine();
  const from = cursor.at;
  const end = deeperEnd(text, from, parent);
  cursor.startLine(end);
  if (code === CODE.greater) return readAny(text.slice(start, end)) as string;
  return literal(text.slice(from, end), chomp);
}

/** What the lines of a `|` stand for. @throws NotUsual if there is no text, or a line is not as deep as the first one */
function literal(source: string, chomp: number): string {
  const lines = source.split(/\r?\n/);
  // Nothing stands behind the last line feed.
  if (lines.pop() !== '') throw new NotUsual();
  const first = lines.findIndex((line) => widthOf(line) < line.length);
  if (first < 0) throw new NotUsual();
  const indent = widthOf(lines[first] as string);
  const texts = lines.map((line, index) => {
    const width = widthOf(line);
    if (index < first ? width > indent : width < indent && width < line.length) throw new NotUsual();
    return line.slice(indent);
  });
  if (chomp === CODE.plus) return `${texts.join('\n')}\n`;
  while (texts.at(-1) === '') texts.pop();
  return texts.join('\n') + (chomp === CODE.dash ? '' : '\n');
}

/** Spaces before the text of a line. */
function widthOf(line: string): number {
  let width = 0;
  while (line.charCodeAt(width) === CODE.space) width++;
  return width;
}

/** What the careful reader takes a scalar for. @throws NotUsual if it is anything else, or has a comment in it */
function readAny(source: string): unknown {
  // At the start of a line, `...` would be the end of a document.
  const { contents, errors, warnings, comment } = parseDocument(` ${source}`, YAML_OPTIONS);
  const isPlain = isScalar(contents) && !contents.comment && !contents.commentBefore && !comment;
  if (!isPlain || errors.length + warnings.length > 0) throw new NotUsual();
  return contents.value;
}
