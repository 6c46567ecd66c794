import { describe, expect, it } from 'vitest';
import { remembered } from '../../src/base/index.ts';

describe('a function that remembers', () => {
  it('is asked once for each text, also where the answer is undefined', () => {
    const asked: string[] = [];
    const lengthOf = remembered((text) => {
      asked.push(text);
      return text === '' ? undefined : text.length;
    });
    expect(['a', '', 'ab', 'a', '', 'ab'].map(lengthOf)).toEqual([1, undefined, 2, 1, undefined, 2]);
    expect(asked).toEqual(['a', '', 'ab']);
  });

  it('keeps a thousand answers, and none of a text longer than any label key', () => {
    let asked = 0;
    const count = remembered(() => ++asked);
    const long = 'x'.repeat(318);
    count(long);
    expect(count(long)).toBe(2);
    for (let index = 0; index < 1001; index++) count(String(index));
    expect(asked).toBe(1003);
    count('0');
    count('999');
    expect(asked).toBe(1003);
    expect(count('1000')).toBe(1004);
  });
});
