import { describe, expect, it } from 'vitest';
import { parse, parseDocument } from 'yaml';
import { YAML_OPTIONS } from '../../../src/formats/documents/any-yaml.ts';
import { plainScalar } from '../../../src/formats/documents/plain-scalar.ts';
import { toYaml } from '../../../src/formats/documents/write-yaml.ts';

// What sigs.k8s.io/yaml v1.6.0, which kubectl reads with, makes of each.
const AS_KUBECTL: readonly (readonly [text: string, value: unknown])[] = [
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((text) => [text, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((text) => [text, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((text) => [text, null] as const),
  ...['yEs', 'oN', 'tRue', 'nulL', 'node', 'a'].map((text) => [text, text] as const),
  ['010', 8],
  ['0o17', 15],
  ['-0O17', -15],
  ['08', 8],
  ['0x1F', 31],
  ['+0X1f', 31],
  ['0_x1F', 31],
  ['0b11', 3],
  ['-0B11', -3],
  ['0b12', '0b12'],
  ['0x', '0x'],
  ['1_000', 1000],
  ['_1', '_1'],
  ['1_0.5', 10.5],
  ['.5_0', 0.5],
  ['._5', '._5'],
  ['.5_', '.5_'],
  ['+.5', 0.5],
  ['.e3', '.e3'],
  ['1.', 1],
  ['1e3', 1000],
  ['-1.5E-1', -0.15],
  ['1e400', '1e400'],
  ['-0', 0],
  ['1:30', '1:30'],
  ['2001-01-01', '2001-01-01'],
  ['0xFFFFFFFFFFFFFFFF', 2 ** 64],
  ['0x10000000000000000', '0x10000000000000000'],
  ['-0x8000000000000000', -(2 ** 63)],
  ['1000000000000000000000', 1e21],
  ['+.inf', Number.POSITIVE_INFINITY],
  ['-.INF', Number.NEGATIVE_INFINITY],
  ['.NaN', Number.NaN],
];

describe('a scalar without quotes', () => {
  it.each(AS_KUBECTL)('%s is read as kubectl reads it', (text, value) => {
    expect(plainScalar(text)).toBe(value);
  });

  it('is the same to the library', () => {
    for (const [text, value] of AS_KUBECTL) expect(parse(text, YAML_OPTIONS)).toBe(value);
  });

  it.each<[text: string, value: unknown]>([
    ['!!int 010', 8],
    ['!!int "5"', 5],
    ['!!float 1', 1],
    ['!!bool on', true],
    ['!!null ~', null],
    ['!!str 010', '010'],
  ])('%s is what its tag says', (text, value) => {
    const document = parseDocument(text, YAML_OPTIONS);
    expect([...document.errors, ...document.warnings]).toEqual([]);
    expect(document.toJS()).toBe(value);
  });

  it.each(['!!int 1.5', '!!bool 1', '!!float x', '!!null 0'])('%s is refused', (text) => {
    expect(parseDocument(text, YAML_OPTIONS).errors[0]?.message).toContain(`is no ${text.slice(2).split(' ')[0]}`);
  });

  it('is written with quotes where it would not be a text', () => {
    const texts = AS_KUBECTL.map(([text]) => text);
    expect(parse(toYaml(texts), YAML_OPTIONS)).toEqual(texts);
  });
});
