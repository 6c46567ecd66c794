import { describe, expect, it } from 'vitest';
import { goQuote } from '../../src/base/index.ts';

describe('goQuote', () => {
  const cases: [text: string, quoted: string][] = [
    ['', '""'],
    ['rack', '"rack"'],
    ['say "hi"', '"say \\"hi\\""'],
    ['a\\b', '"a\\\\b"'],
    ['a\nb\tc\rd', '"a\\nb\\tc\\rd"'],
    ['\u0007\b\f\v', '"\\a\\b\\f\\v"'],
    ['\u0000\u001b\u007f', '"\\x00\\x1b\\x7f"'],
    ['\u0085\u00a0\u00ad', '"\\u0085\\u00a0\\u00ad"'],
    ['\u200b\u2028\ufeff', '"\\u200b\\u2028\\ufeff"'],
    ['\u{e0001}', '"\\U000e0001"'],
    ['é 世界 🚀', '"é 世界 🚀"'],
    ['<b>&', '"<b>&"'],
  ];
  it.each(cases)('quotes %j', (text, quoted) => {
    expect(goQuote(text)).toBe(quoted);
  });
});
