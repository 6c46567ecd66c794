import { goQuote } from './go-quote.ts';

/** A JSON value that still knows how its numbers were written. */
export type GoJson =
  | { readonly kind: 'null' }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'array'; readonly items: readonly GoJson[] }
  | { readonly kind: 'object'; readonly members: readonly (readonly [key: string, value: GoJson])[] };

/**
 * Reads a JSON text; where it is malformed the error is the text that Go's `encoding/json` gives, which Kueue passes on
 * to users. Go allows no more than 10,000 nested values.
 */
export function parseGoJson(text: string): { readonly value: GoJson } | { readonly error: string } {
  try {
    return { value: new Reader(text).readDocument() };
  } catch (error) {
    if (error instanceof GoSyntaxError) return { error: error.message };
    throw error;
  }
}

const MAX_DEPTH = 10_000;
const LITERALS: Readonly<Record<string, GoJson>> = {
  true: { kind: 'bool', value: true },
  false: { kind: 'bool', value: false },
  null: { kind: 'null' },
};

class GoSyntaxError extends Error {}

/** A container whose end is not read yet; `key` is that of the member being read. */
type Open =
  | { readonly kind: 'array'; readonly items: GoJson[] }
  | { readonly kind: 'object'; readonly members: [string, GoJson][]; key: string };

class Reader {
  private at = 0;
  private readonly text: string;
  /** Outermost first; a list and not the call stack, which hostile input could exhaust. */
  private readonly open: Open[] = [];

  constructor(text: string) {
    this.text = text;
  }

  readDocument(): GoJson {
    for (;;) {
      let value = this.readStart();
      while (value !== undefined) {
        const container = this.open.at(-1);
        if (container === undefined) return this.endDocument(value);
        value = this.addTo(container, value);
      }
    }
  }

  /** A scalar or an empty container; undefined when a container was opened. */
  private readStart(): GoJson | undefined {
    const first = this.nextToken();
    if (first === '{' || first === '[') return this.readOpening(first);
    if (first === '"') return { kind: 'string', value: this.readString() };
    if (first === '-' || isDigit(first)) return { kind: 'number', text: this.readNumber() };
    const word = first === 't' ? 'true' : first === 'f' ? 'false' : first === 'n' ? 'null' : undefined;
    if (word === undefined) this.fail('looking for beginning of value');
    return this.readLiteral(word);
  }

  private readOpening(bracket: '{' | '['): GoJson | undefined {
    if (this.open.length === MAX_DEPTH) throw new GoSyntaxError('exceeded max depth');
    const container: Open = bracket === '[' ? { kind: 'array', items: [] } : { kind: 'object', members: [], key: '' };
    this.at++;
    if (this.nextToken() === (bracket === '[' ? ']' : '}')) {
      this.at++;
      return container.kind === 'array' ? container : { kind: 'object', members: [] };
    }
    if (container.kind === 'object') container.key = this.readKey();
    this.open.push(container);
    return undefined;
  }

  /** Adds a value to the innermost container; answers the container if it ends after it. */
  private addTo(container: Open, value: GoJson): GoJson | undefined {
    if (container.kind === 'array') container.items.push(value);
    else container.members.push([container.key, value]);
    const next = this.nextToken();
    if (next !== ',' && next !== (container.kind === 'array' ? ']' : '}')) {
      this.fail(container.kind === 'array' ? 'after array element' : 'after object key:value pair');
    }
    this.at++;
    if (next === ',') {
      if (container.kind === 'object') container.key = this.readKey();
      return undefined;
    }
    this.open.pop();
    return container.kind === 'array' ? container : { kind: 'object', members: container.members };
  }

  private endDocument(value: GoJson): GoJson {
    this.skipSpace();
    if (this.at < this.text.length) this.fail('after top-level value');
    return value;
  }

  private readKey(): string {
    if (this.nextToken() !== '"') this.fail('looking for beginning of object key string');
    const key = this.readString();
    if (this.nextToken() !== ':') this.fail('after object key');
    this.at++;
    return key;
  }

  private readString(): string {
    const start = this.at++;
    for (; ; this.at++) {
      const character = this.peek();
      if (character === '"') break;
      if (character < ' ') this.fail('in string literal');
      if (character === '\\') this.skipEscape();
    }
    this.at++;
    return JSON.parse(this.text.slice(start, this.at)) as string;
  }

  private skipEscape(): void {
    this.at++;
    if (this.peek() !== 'u') {
      if (!'bfnrt\\/"'.includes(this.peek())) this.fail('in string escape code');
      return;
    }
    for (let digit = 0; digit < 4; digit++) {
      this.at++;
      if (!/[0-9a-fA-F]/.test(this.peek())) this.fail('in \\u hexadecimal character escape');
    }
  }

  private readNumber(): string {
    const start = this.at;
    if (this.text[this.at] === '-') this.at++;
    if (!isDigit(this.peek())) this.fail('in numeric literal');
    if (this.text[this.at] === '0') this.at++;
    else this.skipDigits();
    if (this.text[this.at] === '.') {
      this.at++;
      if (!isDigit(this.peek())) this.fail('after decimal point in numeric literal');
      this.skipDigits();
    }
    if (this.text[this.at] === 'e' || this.text[this.at] === 'E') {
      this.at++;
      if (this.peek() === '+' || this.peek() === '-') this.at++;
      if (!isDigit(this.peek())) this.fail('in exponent of numeric literal');
      this.skipDigits();
    }
    return this.text.slice(start, this.at);
  }

  private readLiteral(word: string): GoJson {
    for (const expected of word) {
      if (this.peek() !== expected) this.fail(`in literal ${word} (expecting '${expected}')`);
      this.at++;
    }
    return LITERALS[word] as GoJson;
  }

  private skipDigits(): void {
    while (isDigit(this.text[this.at] ?? '')) this.at++;
  }

  private skipSpace(): void {
    while (' \t\r\n'.includes(this.text[this.at] ?? 'x')) this.at++;
  }

  /** The next character that is not white space. */
  private nextToken(): string {
    this.skipSpace();
    return this.peek();
  }

  private peek(): string {
    const character = this.text[this.at];
    if (character === undefined) throw new GoSyntaxError('unexpected end of JSON input');
    return character;
  }

  private fail(context: string): never {
    throw new GoSyntaxError(`invalid character ${quoteByte(this.text, this.at)} ${context}`);
  }
}

function isDigit(character: string): boolean {
  return character >= '0' && character <= '9' && character.length === 1;
}

/** Go looks at bytes: a character beyond ASCII is shown as its first UTF-8 byte, read as a Latin-1 character. */
function quoteByte(text: string, at: number): string {
  const character = String.fromCodePoint(text.codePointAt(at) as number);
  if (character === "'") return "'\\''";
  if (character === '"') return "'\"'";
  const byte = new TextEncoder().encode(character)[0] as number;
  return `'${goQuote(String.fromCharCode(byte)).slice(1, -1)}'`;
}
