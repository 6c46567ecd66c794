import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differenceText } from '../../src/report/index.ts';

describe('differenceText', () => {
  it.each<[string, unknown, unknown, string]>([
    ['a changed value', { a: { b: 1 } }, { a: { b: 2 } }, 'a.b: expected 1, found 2'],
    ['what is missing', { a: 1 }, {}, 'a: expected 1, found nothing'],
    ['what is too much', {}, { a: 'x' }, 'a: expected nothing, found "x"'],
    ['an element of a list', { a: [1, 2] }, { a: [1, 3] }, 'a[1]: expected 2, found 3'],
    ['a shorter list', [1, 2], [1], '[1]: expected 2, found nothing'],
    ['another shape', { a: [] }, { a: {} }, 'a: expected [], found {}'],
    ['the whole answer', 1, 'x', 'answer: expected 1, found "x"'],
    ['null', { a: null }, { a: {} }, 'a: expected null, found {}'],
    ['what every object inherits', { toString: 1 }, {}, 'toString: expected 1, found nothing'],
    ['control characters', { '\u001b': 1 }, { '\u001b': '\u202e' }, '\\x1b: expected 1, found "\\u202e"'],
    ['two places', { a: 1, b: 2 }, { a: 2, b: 3 }, 'a: expected 1, found 2\nb: expected 2, found 3'],
  ])('names %s', (_, expected, actual, text) => {
    expect(differenceText(expected, actual)).toBe(text);
  });

  it('counts what is more than twenty', () => {
    const lines = differenceText(Array(23).fill(0), Array(23).fill(1)).split('\n');
    expect(lines).toHaveLength(21);
    expect(lines[20]).toBe('... and 3 more differences');
  });

  it('finds nothing exactly when both are the same data', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: true }), fc.jsonValue({ noUnicodeString: true }), (a, b) => {
        const isSame = JSON.stringify(a) === JSON.stringify(b);
        if (isSame) expect(differenceText(a, b)).toBe('');
        expect(differenceText(a, JSON.parse(JSON.stringify(a)))).toBe('');
      }),
      { seed: 3, numRuns: 300 },
    );
  });
});
