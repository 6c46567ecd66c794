import type { InputDocument } from './input-document.ts';
import { plainScalar } from './plain-scalar.ts';
import type { TextPositions } from './text-positions.ts';
import { YamlComposer } from './yaml-composer.ts';
import { BYTE_ORDER_MARK, CODE, isBlank, lineEnd, NotUsual, nextDocument, YamlCursor } from './yaml-cursor.ts';
import { isPlainKey, readBlock, readLines, readQuoted, skipPlain, startsPlain } from './yaml-scalar.ts';

/** Control characters, and carriage returns alone. */
const UNUSUAL = /[^\P{Cc}\t\n\r]|\r(?!\n)/gu;

/** Documents that stand one after another, and where they end. */
export interface PlainDocuments {
  readonly documents: readonly InputDocument[];
  /** Where the first document starts that is not as usual; the end of the text if all are. */
  readonly end: number;
}

/**
 * Reads the documents of a YAML text in which all is as usual; every other one is left to `readAnyYaml`, which is slower and
 * says more.
 *
 * Usual is what people and machines write for Kubernetes: objects and lists in block and flow style, scalars of every
 * style, anchors, aliases and merge keys. Unusual are mistakes, directives, tags, `?` keys, keys that may be something else
 * than text, indentation in numbers (`|2`), tabs outside of texts. A scalar of many lines that is not literal is handed to
 * the careful reader alone.
 *
 * It goes down as it reads: each method starts at what it reads, and those of block style end at the next content. `parent`
 * is the column of the object or list that something is in; what is in it must be deeper.
 */
export class PlainYamlReader {
  readonly #composer = new YamlComposer();
  readonly #file: string;
  readonly #positions: TextPositions;
  readonly #cursor: YamlCursor;
  /** The next unusual character, past the end if there is none; 0 where a mark of the order of bytes makes all unusual. */
  #unusualAt: number;

  constructor(file: string, text: string, positions: TextPositions) {
    this.#file = file;
    this.#positions = positions;
    this.#cursor = new YamlCursor(text);
    this.#unusualAt = text.includes(BYTE_ORDER_MARK, 1) ? 0 : nextUnusual(text, 0);
  }

  /** Reads from the start of a document up to the next one that is not as usual. */
  readFrom(start: number): PlainDocuments {
    const { text } = this.#cursor;
    const documents: InputDocument[] = [];
    if (this.#unusualAt < start) this.#unusualAt = nextUnusual(text, start);
    this.#cursor.startLine(start === 0 && text.startsWith(BYTE_ORDER_MARK) ? 1 : start);
    let end = start;
    try {
      this.#expectUsual(start);
      this.#cursor.skipBlankLines();
      while (this.#cursor.at < text.length) {
        if (this.#cursor.column < 0) {
          end = this.#cursor.at;
          this.#expectUsual(end);
        }
        this.#document(documents);
      }
      return { documents, end: text.length };
    } catch (error) {
      if (error instanceof NotUsual) return { documents, end };
      throw error;
    }
  }

  /** A document, if there is anything in it. @throws NotUsual */
  #document(documents: InputDocument[]): void {
    const cursor = this.#cursor;
    this.#composer.startDocument();
    if (cursor.column < 0) {
      cursor.at += 3;
      cursor.nextContent();
    }
    const isEmpty = cursor.column < 0;
    if (!isEmpty) this.#node(0, undefined, true);
    if (cursor.column >= 0) throw new NotUsual();
    if (!isEmpty) documents.push(this.#inputDocument());
  }

  /** Is the document that starts there made of usual characters? @throws NotUsual */
  #expectUsual(start: number): void {
    const { text } = this.#cursor;
    if (this.#unusualAt < text.length && this.#unusualAt < nextDocument(text, start)) throw new NotUsual();
  }

  #inputDocument(): InputDocument {
    const { trail } = this.#composer;
    const { value, from, to } = this.#composer.document;
    const positions = this.#positions;
    return {
      file: this.#file,
      value,
      start: positions(trail.offsetAt(from)),
      locate: (spots) => trail.find(spots, from, to).map(positions),
    };
  }

  /** Any value. @param isFirst is there nothing but list marks before it in its line, so that a key or mark may start here? */
  #node(parent: number, anchor: string | undefined, isFirst: boolean): void {
    const cursor = this.#cursor;
    const { at, code } = cursor;
    if (isFirst && this.#isAtEntry()) this.#list(anchor);
    else if (code === CODE.pipe || code === CODE.greater) {
      this.#composer.scalar(readBlock(cursor, parent), at, anchor);
      cursor.skipBlankLines();
    } else if (code === CODE.openBracket || code === CODE.openBrace || code === CODE.asterisk) {
      this.#flow(parent, anchor);
      cursor.nextContent();
    } else if (isQuote(code)) this.#quoted(parent, anchor, isFirst);
    else this.#plain(parent, anchor, isFirst);
  }

  #quoted(parent: number, anchor: string | undefined, isFirst: boolean): void {
    const cursor = this.#cursor;
    const { at, width } = cursor;
    const { value, isKey } = readQuoted(cursor, parent);
    cursor.skipSpaces();
    if (cursor.code !== CODE.colon) {
      this.#composer.scalar(value, at, anchor);
      cursor.nextContent();
    } else if (isFirst && isKey) this.#object(width, value, at, anchor);
    else throw new NotUsual();
  }

  #plain(parent: number, anchor: string | undefined, isFirst: boolean): void {
    const cursor = this.#cursor;
    const { text, at, width } = cursor;
    if (!startsPlain(cursor)) throw new NotUsual();
    const source = text.slice(at, skipPlain(cursor, false));
    if (cursor.code === CODE.colon) {
      if (!isFirst || !isPlainKey(source)) throw new NotUsual();
      this.#object(width, source, at, anchor);
      return;
    }
    cursor.nextContent();
    if (cursor.column <= parent) this.#composer.scalar(plainScalar(source), at, anchor);
    else {
      this.#composer.scalar(readLines(cursor, at, parent), at, anchor);
      cursor.skipBlankLines();
    }
  }

  /** An object in block style, from the colon behind its first key. */
  #object(column: number, firstKey: string, at: number, anchor: string | undefined): void {
    const cursor = this.#cursor;
    this.#composer.openObject(at, anchor);
    this.#entry(column, firstKey, at);
    while (cursor.column === column) {
      const offset = cursor.at;
      this.#entry(column, this.#key(column, false), offset);
    }
    if (cursor.column > column) throw new NotUsual();
    this.#composer.close();
  }

  /** A key and its value, from the colon between them. */
  #entry(column: number, key: string, at: number): void {
    const cursor = this.#cursor;
    if (cursor.at - at > LONGEST_KEY) throw new NotUsual();
    cursor.at++;
    if (!isBlank(cursor.code)) throw new NotUsual();
    this.#composer.key(key, at);
    this.#value(column, false);
  }

  /** Goes past a key in one line, and the spaces behind it, to its colon. */
  #key(parent: number, isInFlow: boolean): string {
    const cursor = this.#cursor;
    const key = isQuote(cursor.code) ? this.#quotedKey(parent) : this.#plainKey(isInFlow);
    cursor.skipSpaces();
    if (cursor.code !== CODE.colon) throw new NotUsual();
    return key;
  }

  #quotedKey(parent: number): string {
    const { value, isKey } = readQuoted(this.#cursor, parent);
    if (!isKey) throw new NotUsual();
    return value;
  }

  #plainKey(isInFlow: boolean): string {
    const cursor = this.#cursor;
    const { text, at } = cursor;
    if (!startsPlain(cursor)) throw new NotUsual();
    const key = text.slice(at, skipPlain(cursor, isInFlow));
    if (!isPlainKey(key)) throw new NotUsual();
    return key;
  }

  /** A list in block style. */
  #list(anchor: string | undefined): void {
    const cursor = this.#cursor;
    const column = cursor.width;
    this.#composer.openList(cursor.at, anchor);
    do {
      cursor.at++;
      this.#value(column, true);
    } while (cursor.column === column && this.#isAtEntry());
    if (cursor.column > column) throw new NotUsual();
    this.#composer.close();
  }

  /** Is there the mark of a list entry? */
  #isAtEntry(): boolean {
    const { text, at, code } = this.#cursor;
    return code === CODE.dash && isBlank(text.charCodeAt(at + 1));
  }

  /** What stands behind a colon or a mark, in its line or below. */
  #value(column: number, isEntry: boolean): void {
    const cursor = this.#cursor;
    cursor.skipSpaces();
    const { at } = cursor;
    const anchor = this.#anchor();
    if (!cursor.isAtRest()) {
      this.#node(column, anchor, isEntry && anchor === undefined);
      return;
    }
    cursor.nextContent();
    if (cursor.column > column) this.#node(column, anchor, true);
    else if (!isEntry && cursor.column === column && this.#isAtEntry()) this.#list(anchor);
    else if (anchor === undefined) this.#composer.nothing(at);
    else throw new NotUsual();
  }

  /** Goes past an anchor, if there is one, and the spaces behind it. */
  #anchor(): string | undefined {
    const cursor = this.#cursor;
    if (cursor.code !== CODE.ampersand) return undefined;
    const name = this.#name();
    cursor.skipSpaces();
    return name;
  }

  /** Goes past a name behind a `&` or `*`. */
  #name(): string {
    const cursor = this.#cursor;
    NAME.lastIndex = cursor.at + 1;
    const name = NAME.exec(cursor.text)?.[0];
    if (name === undefined) throw new NotUsual();
    cursor.at = NAME.lastIndex;
    return name;
  }

  /** A value in flow style, and inside of one. */
  #flow(parent: number, outer: string | undefined): void {
    const cursor = this.#cursor;
    const anchor = outer ?? this.#anchor();
    const { at, code } = cursor;
    if (code === CODE.openBracket) this.#flowList(parent, anchor);
    else if (code === CODE.openBrace) this.#flowObject(parent, anchor);
    else if (code === CODE.asterisk && anchor === undefined) this.#composer.alias(this.#name(), at);
    else if (isQuote(code)) {
      this.#composer.scalar(readQuoted(cursor, parent).value, at, anchor);
    } else if (startsPlain(cursor)) {
      this.#composer.scalar(plainScalar(cursor.text.slice(at, skipPlain(cursor, true))), at, anchor);
    } else throw new NotUsual();
  }

  #flowList(parent: number, anchor: string | undefined): void {
    this.#composer.openList(this.#cursor.at, anchor);
    this.#flowItems(parent, CODE.closeBracket, () => this.#flow(parent, undefined));
  }

  #flowObject(parent: number, anchor: string | undefined): void {
    this.#composer.openObject(this.#cursor.at, anchor);
    this.#flowItems(parent, CODE.closeBrace, () => this.#flowEntry(parent));
  }

  #flowItems(parent: number, close: number, readItem: () => void): void {
    const cursor = this.#cursor;
    do {
      cursor.at++;
      this.#flowSpace(parent);
      if (cursor.code === close) break;
      readItem();
      this.#flowSpace(parent);
    } while (cursor.code === CODE.comma);
    if (cursor.code !== close) throw new NotUsual();
    cursor.at++;
    this.#composer.close();
  }

  #flowEntry(parent: number): void {
    const cursor = this.#cursor;
    const { at } = cursor;
    this.#composer.key(this.#key(parent, true), at);
    if (cursor.at - at > LONGEST_KEY) throw new NotUsual();
    cursor.at++;
    this.#flowSpace(parent);
    if (cursor.code === CODE.comma || cursor.code === CODE.closeBrace) this.#composer.nothing(at);
    else this.#flow(parent, undefined);
  }

  /** Goes past spaces and line ends; what follows must be deeper than what it is in. */
  #flowSpace(parent: number): void {
    const cursor = this.#cursor;
    cursor.skipSpaces();
    while (cursor.isAtLineEnd() && cursor.at < cursor.text.length) {
      cursor.startLine(lineEnd(cursor.text, cursor.at) + 1);
      cursor.skipSpaces();
      if (!cursor.isAtLineEnd() && cursor.width <= parent) throw new NotUsual();
    }
  }
}

function nextUnusual(text: string, from: number): number {
  UNUSUAL.lastIndex = from;
  return UNUSUAL.exec(text)?.index ?? text.length;
}

function isQuote(code: number): boolean {
  return code === CODE.doubleQuote || code === CODE.singleQuote;
}

const NAME = /[\w./-]+(?=[\s,[\]{}]|$)/y;
const LONGEST_KEY = 1000;
