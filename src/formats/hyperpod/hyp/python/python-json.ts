/** A JSON value as far as flags of `hyp` look at it: objects keep the order of their keys, numbers are only known as such. */
export type PythonJson =
  | { readonly kind: 'null' | 'bool' | 'number' | 'list' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'object'; readonly members: ReadonlyMap<string, PythonJson> };

/** Python gives up on deeper values; how deep it comes depends on its stack. */
const MAX_DEPTH = 980;

/**
 * Reads a JSON text as Python's `json.loads` does (3.8 to 3.12), `NaN` and `Infinity` too; of equal keys the last counts,
 * in the place of the first. Where it is malformed, the error is Python's own text, which click passes on.
 */
export function parsePythonJson(text: string): { readonly value: PythonJson } | { readonly error: string } {
  const reader = new Reader(text);
  const value = text.startsWith('\ufeff')
    ? reader.fail('Unexpected UTF-8 BOM (decode using utf-8-sig)', 0)
    : reader.readDocument();
  return value === undefined ? { error: reader.error } : { value };
}

const SIMPLE_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

const WORDS: readonly (readonly [word: string, kind: 'null' | 'bool' | 'number'])[] = [
  ['null', 'null'],
  ['true', 'bool'],
  ['false', 'bool'],
  ['NaN', 'number'],
  ['Infinity', 'number'],
  ['-Infinity', 'number'],
];

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const SPACE = ' \t\n\r';

/** Every method answers undefined when it failed; the first failure counts. */
class Reader {
  error = '';
  private at = 0;
  private depth = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  readDocument(): PythonJson | undefined {
    this.skipSpace();
    const value = this.readValue();
    if (value === undefined) return undefined;
    this.skipSpace();
    return this.at < this.text.length ? this.fail('Extra data', this.at) : value;
  }

  fail(reason: string, at: number): undefined {
    if (this.error !== '') return undefined;
    // Python counts characters, not UTF-16 units.
    const before = [...this.text.slice(0, at)];
    const lines = before.join('').split('\n');
    const column = [...(lines.at(-1) as string)].length + 1;
    this.error = `${reason}: line ${lines.length} column ${column} (char ${before.length})`;
    return undefined;
  }

  private readValue(): PythonJson | undefined {
    const first = this.text[this.at];
    if (first === '"') {
      const text = this.readText();
      return text === undefined ? undefined : { kind: 'text', text };
    }
    if (first === '{' || first === '[') return this.readContainer(first);
    for (const [word, kind] of WORDS) {
      if (!this.text.startsWith(word, this.at)) continue;
      this.at += word.length;
      return { kind };
    }
    return this.readNumber();
  }

  private readContainer(bracket: '{' | '['): PythonJson | undefined {
    if (++this.depth > MAX_DEPTH) {
      const what = bracket === '{' ? 'object' : 'array';
      this.error ||= `maximum recursion depth exceeded while decoding a JSON ${what} from a unicode string`;
      return undefined;
    }
    this.at++;
    const value = bracket === '{' ? this.readObject() : this.readList();
    this.depth--;
    return value;
  }

  private readNumber(): PythonJson | undefined {
    NUMBER.lastIndex = this.at;
    const number = NUMBER.exec(this.text)?.[0];
    if (number === undefined) return this.fail('Expecting value', this.at);
    this.at += number.length;
    return { kind: 'number' };
  }

  private readObject(): PythonJson | undefined {
    const members = new Map<string, PythonJson>();
    this.skipSpace();
    if (this.take('}')) return { kind: 'object', members };
    for (;;) {
      if (this.text[this.at] !== '"') return this.fail('Expecting property name enclosed in double quotes', this.at);
      const key = this.readText();
      if (key === undefined) return undefined;
      this.skipSpace();
      if (!this.take(':')) return this.fail("Expecting ':' delimiter", this.at);
      this.skipSpace();
      const value = this.readValue();
      if (value === undefined) return undefined;
      members.set(key, value);
      this.skipSpace();
      if (this.take('}')) return { kind: 'object', members };
      if (!this.take(',')) return this.fail("Expecting ',' delimiter", this.at);
      this.skipSpace();
    }
  }

  private readList(): PythonJson | undefined {
    this.skipSpace();
    if (this.take(']')) return { kind: 'list' };
    for (;;) {
      if (this.readValue() === undefined) return undefined;
      this.skipSpace();
      if (this.take(']')) return { kind: 'list' };
      if (!this.take(',')) return this.fail("Expecting ',' delimiter", this.at);
      this.skipSpace();
    }
  }

  private readText(): string | undefined {
    const start = this.at++;
    let text = '';
    for (;;) {
      const character = this.text[this.at];
      if (character === undefined) return this.fail('Unterminated string starting at', start);
      if (character < ' ') return this.fail('Invalid control character at', this.at);
      this.at++;
      if (character === '"') return text;
      const part = character === '\\' ? this.readEscape(start) : character;
      if (part === undefined) return undefined;
      text += part;
    }
  }

  private readEscape(start: number): string | undefined {
    const character = this.text[this.at];
    if (character === undefined) return this.fail('Unterminated string starting at', start);
    if (character !== 'u') {
      const simple = SIMPLE_ESCAPES.get(character);
      if (simple === undefined) return this.fail('Invalid \\escape', this.at - 1);
      this.at++;
      return simple;
    }
    const code = /^[0-9a-fA-F]{4}$/.exec(this.text.slice(this.at + 1, this.at + 5))?.[0];
    // What ends right behind the digits is an unfinished escape to Python.
    if (code === undefined || this.at + 5 >= this.text.length) return this.fail('Invalid \\uXXXX escape', this.at);
    this.at += 5;
    return String.fromCharCode(Number.parseInt(code, 16));
  }

  private skipSpace(): void {
    while (SPACE.includes(this.text[this.at] ?? 'x')) this.at++;
  }

  /** Goes past the character if it stands here. */
  private take(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }
}
