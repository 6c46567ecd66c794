/** Thrown at what is not usual: the careful reader has to look at it. */
export class NotUsual extends Error {}

/** May stand at the beginning of a text. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** Codes of the characters that have a meaning in YAML, and of those that end something. */
export const CODE = {
  tab: 9,
  newline: 10,
  return: 13,
  space: 32,
  doubleQuote: 34,
  hash: 35,
  ampersand: 38,
  singleQuote: 39,
  asterisk: 42,
  plus: 43,
  comma: 44,
  dash: 45,
  colon: 58,
  greater: 62,
  openBracket: 91,
  backslash: 92,
  closeBracket: 93,
  openBrace: 123,
  pipe: 124,
  closeBrace: 125,
} as const;

/**
 * Goes through a text of YAML from one content to the next, past blank lines and comments. Carriage returns must stand
 * before line feeds only.
 */
export class YamlCursor {
  readonly text: string;
  at = 0;
  /** Where the content starts in its line, from 0; -1 at the end of a document. */
  column = -1;
  #lineStart = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** The character here; NaN at the end of the text. */
  get code(): number {
    return this.text.charCodeAt(this.at);
  }

  isAtLineEnd(): boolean {
    return endsLine(this.code);
  }

  /** Is there nothing more in this line, or only a comment? */
  isAtRest(): boolean {
    return this.isAtLineEnd() || (this.code === CODE.hash && this.text.charCodeAt(this.at - 1) === CODE.space);
  }

  skipSpaces(): void {
    while (this.code === CODE.space) this.at++;
  }

  /** How far it is from the start of the line. */
  get width(): number {
    return this.at - this.#lineStart;
  }

  /** Ends this line, in which nothing but a comment may follow, and goes to the next content. @throws NotUsual */
  nextContent(): void {
    this.endLine();
    this.skipBlankLines();
  }

  /** Goes to the start of the next line. @throws NotUsual if something but a comment comes before it */
  endLine(): void {
    this.skipSpaces();
    if (!this.isAtRest()) throw new NotUsual();
    this.startLine(lineEnd(this.text, this.at) + 1);
  }

  /** A line starts there. */
  startLine(at: number): void {
    this.at = Math.min(at, this.text.length);
    this.#lineStart = this.at;
  }

  /** From the start of a line to the next content. @throws NotUsual at marks that end a document */
  skipBlankLines(): void {
    this.skipSpaces();
    while (this.at < this.text.length && (this.isAtLineEnd() || this.code === CODE.hash)) {
      this.startLine(lineEnd(this.text, this.at) + 1);
      this.skipSpaces();
    }
    this.column = this.at >= this.text.length || this.isAtDocument() ? -1 : this.width;
  }

  /** Does a `---` at the start of a line begin the next document? */
  isAtDocument(): boolean {
    if (this.width > 0 || this.at + 3 > this.text.length) return false;
    const isDashes = this.text.startsWith('---', this.at);
    if (!isDashes && !this.text.startsWith('...', this.at)) return false;
    if (!isBlank(this.text.charCodeAt(this.at + 3))) return false;
    if (!isDashes) throw new NotUsual();
    return true;
  }
}

/** Where the document starts that follows the one that starts there; the end of the text if there is none. */
export function nextDocument(text: string, start: number): number {
  const mark = /(?<=\n)---(?=[ \t\r\n])/g;
  mark.lastIndex = start + 1;
  return mark.exec(text)?.index ?? text.length;
}

/** Offset of the line feed that ends the line; of the end of the text where there is none. */
export function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at < 0 ? text.length : at;
}

/** A line end or the end of the text. */
export function endsLine(code: number): boolean {
  return code === CODE.newline || code === CODE.return || Number.isNaN(code);
}

/** Space, tab, line end or the end of the text. */
export function isBlank(code: number): boolean {
  return !(code > CODE.space);
}
