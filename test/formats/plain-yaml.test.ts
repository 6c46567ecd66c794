import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { InputDocument, Spot } from '../../src/formats/input-document.ts';
import { readPlainYaml } from '../../src/formats/plain-yaml.ts';
import { textPositions } from '../../src/formats/text-positions.ts';
import { readAnyYaml } from '../../src/formats/yaml-document.ts';

const MANIFESTS = join(import.meta.dirname, '../../fixtures/manifests');
const texts = readdirSync(MANIFESTS)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => readFileSync(join(MANIFESTS, name), 'utf8'));
/** Texts of each kind; HOPWISE_MUTANTS=100000 for a long run. */
const RUNS = Number(process.env.HOPWISE_MUTANTS ?? 500);

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
const junk = fc.constantFrom(
  ...[' ', '\n', '\t', ':', '- ', '#', '"', "'", '|', '>', '{', '}', '[', ']', ',', '&a', '*a', '!', '%', '?', '---\n'],
  ...['...\n', '\r', 'null', '0x', '<<', '\n\n', '  ', ': ', '- - ', '\0', '\uFEFF', '\u0085', '|+\n', '>-\n', '|2\n'],
);

describe('the fast reader of YAML', () => {
  it.each(texts)('takes an everyday text, and finds what the careful one finds', (text) => {
    expect(readPlainYaml('a.yaml', text, textPositions('a.yaml', text))).toBeDefined();
    expectSameAsSlow(text);
  });

  it.each([
    ['an alias', 'a: &x 1\nb: *x\n'],
    ['an anchor', 'a: &x 1\n'],
    ['a tag', 'a: !!str 1\n'],
    ['a directive', '%YAML 1.2\n---\na: 1\n'],
    ['a merge key', 'a:\n  <<: {b: 1}\n'],
    ['a quoted merge key', 'a:\n  "<<": {b: 1}\n'],
    ['a key that may be a number', '1: a\n'],
    ['a key that may be nothing', 'Null: a\n'],
    ['an object as a key', '? {a: 1}\n: 2\n'],
    ['a key twice', 'a: 1\na: 2\n'],
    ['a text alone', 'a\n'],
    ['no document', '# nothing\n'],
    ['a carriage return alone', 'a: 1\rb: 2\n'],
    ['a key behind a list entry', 'a:\n- "x"b:\n    c: 1\n'],
    ['a syntax error', 'a: [1\n'],
    ['201 levels', `${'['.repeat(201)}${']'.repeat(201)}`],
  ])('leaves to the careful one what has %s', (_, text) => {
    expect(readPlainYaml('a.yaml', text, textPositions('a.yaml', text))).toBeUndefined();
  });

  it('finds what the careful one finds, in values of all kinds, however they are written', () => {
    fc.assert(
      fc.property(value, style, fc.constantFrom('\n', '\r\n'), (written, options, end) => {
        expectSameAsSlow(stringify([written], options as object).replaceAll('\n', end));
      }),
      { numRuns: RUNS },
    );
  });

  it('finds what the careful one finds, in manifests with junk in them, or leaves them to it', () => {
    const mutations = fc.array(fc.tuple(fc.nat(), junk, fc.nat({ max: 6 })), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.constantFrom(...texts), mutations, (text, changes) => {
        expectSameAsSlow(
          changes.reduce((mutant, [where, what, cut]) => {
            const at = where % (mutant.length + 1);
            return mutant.slice(0, at) + what + mutant.slice(at + cut);
          }, text),
        );
      }),
      { numRuns: RUNS },
    );
  });
});
