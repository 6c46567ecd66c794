import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { readAnyYaml } from '../../../src/formats/documents/any-yaml.ts';
import type { InputDocument, Spot } from '../../../src/formats/documents/input-document.ts';
import { PlainYamlReader } from '../../../src/formats/documents/plain-yaml.ts';
import { type TextPositions, textPositions } from '../../../src/formats/documents/text-positions.ts';
import { readYamlDocuments } from '../../../src/formats/documents/yaml-document.ts';

const MANIFESTS = join(import.meta.dirname, '../../../fixtures/manifests');
const texts = readdirSync(MANIFESTS)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => readFileSync(join(MANIFESTS, name), 'utf8'));
/** Texts of each kind; HOPWISE_MUTANTS=100000 for a long run. */
const RUNS = Number(process.env.HOPWISE_MUTANTS ?? 500);

/** Lists of ten times the list before; with `depth` 6 there are a million texts. */
function aliasBomb(depth: number): string {
  const lists = Array.from({ length: depth }, (_, index) => {
    const entry = index === 0 ? 'x' : `*l${index - 1}`;
    return `l${index}: &l${index} [${Array(10).fill(entry).join(', ')}]\n`;
  });
  return lists.join('');
}

/** Lists of the list before. */
function nestedAliases(depth: number): string {
  const lists = Array.from(
    { length: depth },
    (_, index) => `l${index}: &l${index} [${index === 0 ? '' : `*l${index - 1}`}]\n`,
  );
  return lists.join('');
}

/** Documents of a text in which all is usual; undefined for every other. */
function readPlainYaml(file: string, text: string, positions: TextPositions): readonly InputDocument[] | undefined {
  const { documents, end } = new PlainYamlReader(file, text, positions).readFrom(0);
  return end === text.length ? documents : undefined;
}

/** If the fast reader takes the text, both find the same values in the same places. */
function expectSameAsSlow(text: string): void {
  const positions = textPositions('a.yaml', text);
  const plain = readPlainYaml('a.yaml', text, positions);
  if (plain === undefined) return;
  const { documents, problems } = readAnyYaml('a.yaml', text, positions);
  expect(problems).toEqual([]);
  expect(plain.map(({ value }) => value)).toStrictEqual(documents.map(({ value }) => value));
  for (const [index, document] of plain.entries()) {
    const other = documents[index] as InputDocument;
    const spots = spotsOf(document.value, []);
    expect(document.start).toEqual(other.start);
    expect(document.locate(spots)).toEqual(other.locate(spots));
  }
}

/** Starts a document on a line on which both have one? */
function startsOnLineOf(...lists: readonly (readonly InputDocument[])[]): (document: InputDocument) => boolean {
  const [ours, theirs] = lists.map((documents) => new Set(documents.map(({ start }) => start.line)));
  return ({ start }) => ours?.has(start.line) === true && theirs?.has(start.line) === true;
}

/** Every value, its key, and something below it that is not there. */
function spotsOf(value: unknown, path: readonly (string | number)[]): Spot[] {
  const here = [{ path }, { path, isKey: true }, { path: [...path, 'absent'] }];
  if (typeof value !== 'object' || value === null) return here;
  const below = Object.entries(value).flatMap(([key, child]) =>
    spotsOf(child, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return [...here, ...below];
}

/** Texts that YAML may take for something else. */
const word = fc.oneof(
  fc.constantFrom(
    ...['null', '~', '', 'true', 'False', 'yes', '0x1F', '0o17', '017', '1e3', '1.', '.5', '-0', '+1', '1_000', '.inf'],
    ...[
      '-.INF',
      '.nan',
      '2001-01-01',
      '1:30',
      '=',
      '<<',
      '- a',
      'a: b',
      'a #b',
      '#a',
      '"q',
      "'q",
      '|',
      '>',
      '*a',
      '&a',
    ],
    ...[
      '!t',
      '%x',
      '@x',
      '`x',
      '{',
      '[',
      'a,b',
      '\u2028',
      'a\tb',
      ' lead',
      'trail ',
      'more\nlines',
      'a\n\nb\n',
      '__proto__',
    ],
    ...['12345678901234567890', '0.1e-400', 'a\\b', 'x:', '?', '? a'],
  ),
  fc.string({ maxLength: 8 }),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    word,
    fc.integer(),
    fc.double({ noNaN: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.stringMatching(/^[a-z/.-]{1,8}$/), word), tie('value'), { maxKeys: 4 }),
  ),
}));
const style = fc.constantFrom(
  {},
  { defaultStringType: 'QUOTE_DOUBLE' },
  { defaultStringType: 'QUOTE_SINGLE' },
  { defaultStringType: 'BLOCK_LITERAL' },
  { defaultStringType: 'BLOCK_FOLDED' },
  { collectionStyle: 'flow' },
  { indentSeq: false },
  { lineWidth: 20 },
  { nullStr: '' },
);
/** Values in flow or block style with anchors, aliases, merge keys. */
const name = fc.constantFrom('x', 'y', 'z', 'a-b.c/d', 'é');
const inFlow = fc.letrec<{ node: string; body: string }>((tie) => ({
  body: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('1', 'text', '"q"', "'s'", 'null', '~', 'true', ''),
    name.map((alias) => `*${alias}`),
    fc.array(tie('node'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
    fc
      .array(fc.tuple(fc.constantFrom('a', 'b', 'c', '<<', '"<<"'), tie('node')), { maxLength: 3 })
      .map((pairs) => `{${pairs.map(([key, item]) => `${key}: ${item}`).join(', ')}}`),
  ),
  node: fc
    .tuple(fc.option(name, { freq: 2 }), tie('body'))
    .map(([anchor, body]) => (anchor === null ? body : `&${anchor} ${body}`)),
})).node;
const linked = fc
  .array(
    fc.tuple(
      fc.constantFrom('a', 'b', 'c', 'd', '<<', '---', '- '),
      fc.option(name, { freq: 3 }),
      fc.oneof(
        inFlow,
        fc.array(fc.tuple(fc.constantFrom('e', 'f', 'g', '<<', '-'), inFlow), { minLength: 1, maxLength: 3 }),
      ),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((entries) => entries.map(linkedEntry).join(''));

function linkedEntry([key, anchor, below]: [string, string | null, string | [string, string][]]): string {
  if (key === '---') return '---\n';
  const start = `${key === '- ' ? '-' : `${key}:`}${anchor === null ? '' : ` &${anchor}`}`;
  if (typeof below === 'string') return `${start} ${below}\n`;
  const lines = below.map(([inner, text]) => (inner === '-' ? `  - ${text}\n` : `  ${inner}: ${text}\n`));
  return `${start}\n${lines.join('')}`;
}

const junk = fc.constantFrom(
  ...[' ', '\n', '\t', ':', '- ', '#', '"', "'", '|', '>', '{', '}', '[', ']', ',', '&a', '*a', '!', '%', '?', '---\n'],
  ...['...\n', '\r', 'null', '0x', '<<', '\n\n', '  ', ': ', '- - ', '\0', '\uFEFF', '\u0085', '|+\n', '>-\n', '|2\n'],
);

const mutations = fc.array(fc.tuple(fc.nat(), junk, fc.nat({ max: 6 })), { minLength: 1, maxLength: 3 });

function mutated(text: string, changes: readonly [number, string, number][]): string {
  return changes.reduce((mutant, [where, what, cut]) => {
    const at = where % (mutant.length + 1);
    return mutant.slice(0, at) + what + mutant.slice(at + cut);
  }, text);
}

describe('the fast reader of YAML', () => {
  it.each(texts)('takes an everyday text, and finds what the careful one finds', (text) => {
    expect(readPlainYaml('a.yaml', text, textPositions('a.yaml', text))).toBeDefined();
    expectSameAsSlow(text);
  });

  it.each([
    ['an anchor of a key', '&x a: 1\n'],
    ['an anchor of nothing', 'a: &x\nb: 1\n'],
    ['an anchor that ends in a colon', 'a: &x: 1\n'],
    ['an alias as a key', 'a: &x b\n*x : 1\n'],
    ['an alias of what comes later', 'a: *x\nb: &x 1\n'],
    ['an alias of another document', 'a: &x 1\n---\na: *x\n'],
    ['an alias inside of what it names', 'a: &x {b: *x}\n'],
    ['an alias inside of the second thing with its name', 'a: &x 1\nb: &x {c: *x}\n'],
    ['aliases of very much', aliasBomb(7)],
    ['aliases that nest deeply', nestedAliases(201)],
    ['a tag', 'a: !!str 1\n'],
    ['a directive', '%YAML 1.2\n---\na: 1\n'],
    ['a merge key of a text', 'a:\n  <<: b\n'],
    ['a merge key of a list of texts', 'a:\n  <<: [b]\n'],
    ['a merge key twice', 'a:\n  <<: {b: 1}\n  <<: {c: 1}\n'],
    ['a quoted merge key', 'a:\n  "<<": {b: 1}\n'],
    ['a key that may be a number', '1: a\n'],
    ['a key that may be nothing', 'Null: a\n'],
    ['an object as a key', '? {a: 1}\n: 2\n'],
    ['a key twice', 'a: 1\na: 2\n'],
    ['a text alone', 'a\n'],
    ['a carriage return alone', 'a: 1\rb: 2\n'],
    ['an unknown directive', 'a: 1\n...\n%x\n---\nb: 1\n'],
    ['a directive that is indented', ' %x\n'],
    ['a mark of a document that is indented', ' ---\na: 1\n'],
    ['a key behind a list entry', 'a:\n- "x"b:\n    c: 1\n'],
    ['a syntax error', 'a: [1\n'],
    ['a quote that is not closed', 'a: "b\n'],
    ['indentation in numbers', 'a: |2\n   b\n'],
    ['a line of a literal text that is not as deep as the first', 'a: |\n    b\n  c\n'],
    ['a tab before a value', 'a:\tb\n'],
    ['a tab behind a list mark', '-\ta\n'],
    ['a tab in a plain text', 'a: b\tc\n'],
    ['a control character', 'a: "\\u0001 \u0001"\n'],
    ['a control character in quotes in braces', '{"a": {"b": "\\\\\u0001"}}\n'],
    ['a mark of the order of bytes inside', 'a: 1\n\uFEFFb: 1\n'],
    ['a question mark before a key', '? a\n: 1\n'],
    ['a comment inside of a plain text', 'a: b\n  # c\n  d\n'],
    ['a comment inside of brackets', 'a: [b, # c\n  d]\n'],
    ['a bracket that is not deeper than its key', 'a: [\n  b\n]\n'],
    ['a line in quotes that is not deeper than its key', 'a:\n  b: "c\n  d"\n'],
    ['a pair in a list of flow style', '[a: 1]\n'],
    ['a key without a colon', 'a:\n  b\n  c: 1\n'],
    ['two values of a key', 'a: b: c\n'],
    ['two values without a mark between', 'a: 1\n b: 2\n'],
    ['what is like a mark, and then a pair', 'a:\n ...\n b: 1\n'],
    ['the mark of an end', 'a: 1\n...\n'],
    ['201 levels', `${'['.repeat(201)}${']'.repeat(201)}`],
  ])('leaves to the careful one what has %s', (_, text) => {
    expect(readPlainYaml('a.yaml', text, textPositions('a.yaml', text))).toBeUndefined();
  });

  it.each([
    ['no document', '# nothing\n---\n', []],
    ['an alias', 'a: &x 1\nb: *x\n', [{ a: 1, b: 1 }]],
    ['an alias of an object', 'a: &x {b: [1]}\nc: [*x, *x]\n', [{ a: { b: [1] }, c: [{ b: [1] }, { b: [1] }] }]],
    ['the last thing of that name', 'a: &x 1\nb: &x 2\nc: *x\n', [{ a: 1, b: 2, c: 2 }]],
    [
      'an anchor in each document',
      'a: &x 1\nb: *x\n---\na: &x 2\nb: *x\n',
      [
        { a: 1, b: 1 },
        { a: 2, b: 2 },
      ],
    ],
    ['a merge key', 'a: &x {b: 1, c: 1}\nd:\n  c: 2\n  <<: *x\n', [{ a: { b: 1, c: 1 }, d: { c: 2, b: 1 } }]],
    [
      'a chain of merges',
      'a: &x {b: 1}\nc: &y {<<: *x, d: 2}\ne: {<<: [*y, {d: 3}]}\n',
      [{ a: { b: 1 }, c: { d: 2, b: 1 }, e: { d: 2, b: 1 } }],
    ],
    ['a mark of the order of bytes', '\uFEFFa: 1\nb: 2\n', [{ a: 1, b: 2 }]],
    ['comments and blank lines', '# a\n\na: 1 # b\n  # c\n\n# d\nb: 2\n--- # e\nc: 3', [{ a: 1, b: 2 }, { c: 3 }]],
    [
      'lists as deep as their keys',
      'a:\n- 1\n-\n  2\n-\nb:\n  - - 3\n    - c: 4\n',
      [{ a: [1, 2, null], b: [[3, { c: 4 }]] }],
    ],
    ['nothing', 'a:\nb: ~\nc: {d: , e: }\n', [{ a: null, b: null, c: { d: null, e: null } }]],
    ['plain text in many lines', 'a: b\n  c\n\n  d\nf:\n  g\n  h\n', [{ a: 'b c\nd', f: 'g h' }]],
    ['quotes', `a: "\\tb\\x41\\"" # c\n'd': 'it''s'\n"e": "f\n  g"\n`, [{ a: '\tbA"', d: "it's", e: 'f g' }]],
    ['literal texts', 'a: |\n\n  b\n   c\n\nd: |-\n  e\nf: |+ # g\n  h\n\n', [{ a: '\nb\n c\n', d: 'e', f: 'h\n\n' }]],
    ['folded texts', 'a: >-\n  b\n  c\n\n  d\ne: 1\n', [{ a: 'b c\nd', e: 1 }]],
    ['brackets in many lines', 'a: [1,\n  "b" ,\n\n  {c: d,}, ]\n', [{ a: [1, 'b', { c: 'd' }] }]],
    [
      'keys of all kinds',
      '.: {}\nk:{"a":"b"}: 1\n8x: 2\n-a: 3\n$b c : 4\n',
      [{ '.': {}, 'k:{"a":"b"}': 1, '8x': 2, '-a': 3, '$b c': 4 }],
    ],
    ['what is like a mark', 'a: -b\nc: a#b:c\nd: [x:y, ":"]\n', [{ a: '-b', c: 'a#b:c', d: ['x:y', ':'] }]],
    [
      'numbers and words of all kinds',
      '[0x1F, 0o17, 017, +1, -.5, 1., 1e3, .inf, -.INF, True, NULL, yes, 1_000, 0b1]\n',
      [[31, 15, 15, 1, -0.5, 1, 1000, Infinity, -Infinity, true, null, true, 1000, 1]],
    ],
    ['200 levels by aliases', nestedAliases(199), undefined],
    ['ten thousand values by aliases', aliasBomb(4), undefined],
  ])('takes %s', (_, text, values) => {
    const plain = readPlainYaml('a.yaml', text, textPositions('a.yaml', text));
    expect(plain).toBeDefined();
    if (values !== undefined) expect(plain?.map(({ value }) => value)).toEqual(values);
    expectSameAsSlow(text);
  });

  it('finds what the careful one finds, in values of all kinds, however they are written', () => {
    fc.assert(
      fc.property(value, style, fc.constantFrom('\n', '\r\n'), (written, options, end) => {
        expectSameAsSlow(stringify([written], options as object).replaceAll('\n', end));
      }),
      { numRuns: RUNS },
    );
  });

  it('finds what the careful one finds, in texts full of anchors, aliases and merge keys', () => {
    fc.assert(
      fc.property(linked, (text) => {
        expectSameAsSlow(text);
      }),
      { numRuns: RUNS },
    );
  });

  it('leaves single documents to the careful one, which finds in them what it finds in the whole text', () => {
    const some = fc.array(fc.constantFrom(...texts, 'a: !!str 1\n', '# nothing\n', ''), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(some, fc.constantFrom('---\n', '\n--- # next\n', '---\r\n'), mutations, (written, mark, changes) => {
        const text = mutated(written.join(mark), changes);
        // A line of white space with a tab in it is refused by the library only where a mark follows.
        fc.pre(!/^[ \t]*\t[ \t]*\r?\n---/m.test(text));
        const positions = textPositions('a.yaml', text);
        const parts = readYamlDocuments('a.yaml', text, positions);
        const whole = readAnyYaml('a.yaml', text, positions);
        expect(parts.problems.length > 0).toBe(whole.problems.length > 0);
        // A mistake may take documents behind it with it in the whole text, or leave what is before it alone.
        const isShared = parts.problems.length === 0 ? () => true : startsOnLineOf(whole.documents, parts.documents);
        const documents = parts.documents.filter(isShared);
        const others = whole.documents.filter(isShared);
        expect(documents.map(({ value }) => value)).toStrictEqual(others.map(({ value }) => value));
        for (const [index, { value, start, locate }] of documents.entries()) {
          const spots = spotsOf(value, []);
          expect([start, ...locate(spots)]).toEqual([others[index]?.start, ...(others[index]?.locate(spots) ?? [])]);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('finds what the careful one finds, in manifests with junk in them, or leaves them to it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...texts), mutations, (text, changes) => {
        expectSameAsSlow(mutated(text, changes));
      }),
      { numRuns: RUNS },
    );
  });
});
