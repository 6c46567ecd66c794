import { describe, expect, it } from 'vitest';
import { compareStrings } from '../../src/base/index.ts';

describe('compareStrings', () => {
  it('orders bytes, not words of a language', () => {
    expect(['b', 'a', 'B', '10', '9', 'a-b', 'a.b', 'a', ''].sort(compareStrings)).toEqual([
      '',
      '10',
      '9',
      'B',
      'a',
      'a',
      'a-b',
      'a.b',
      'b',
    ]);
  });

  it('says 0 for equal strings', () => {
    expect(compareStrings('x', 'x')).toBe(0);
  });
});
