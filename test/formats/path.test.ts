import { describe, expect, it } from 'vitest';
import { fieldText, pathOf, shortened, shown } from '../../src/formats/path.ts';

describe('fieldText', () => {
  it.each([
    [[], ''],
    [['items', 3, 'spec', 'podSets', 0, 'count'], 'items[3].spec.podSets[0].count'],
    [[0, 'kind'], '[0].kind'],
    [['metadata', 'labels', 'a.b/c'], 'metadata.labels[a.b/c]'],
    [['metadata', 'a\u001bb'], 'metadata[a\\u001bb]'],
  ])('%j is %s', (path, expected) => {
    expect(fieldText(path)).toBe(expected);
  });

  it('is read back by pathOf', () => {
    expect(pathOf('slices[0].podCounts.individual[12]')).toEqual(['slices', 0, 'podCounts', 'individual', 12]);
    expect(pathOf('')).toEqual([]);
  });
});

describe('shown', () => {
  it.each([
    [undefined, 'nothing'],
    [null, 'null'],
    [[1], 'a list of 1'],
    [[1, 2], 'a list of 2'],
    [{}, 'an object'],
    [-1.5, '-1.5'],
    ['text', '"text"'],
  ])('%j is %s', (value, expected) => {
    expect(shown(value)).toBe(expected);
  });

  it('escapes what a terminal would act on, and shortens', () => {
    expect(shortened('a\u001b[31m\n\u202e\u0085')).toBe('a\\u001b[31m\\u000a\\u202e\\u0085');
    expect(shortened('x'.repeat(61))).toBe(`${'x'.repeat(60)}…`);
  });
});
