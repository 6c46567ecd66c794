import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseGoDuration } from '../../src/base/index.ts';

describe('a duration of Go', () => {
  it.each<[text: string, nanos: bigint]>([
    ['0', 0n],
    ['-0', 0n],
    ['0s', 0n],
    ['5m', 300_000_000_000n],
    ['5m0s', 300_000_000_000n],
    ['168h0m0s', 604_800_000_000_000n],
    ['1h30m', 5_400_000_000_000n],
    ['1.5s', 1_500_000_000n],
    ['.5s', 500_000_000n],
    ['1.s', 1_000_000_000n],
    ['-10ms', -10_000_000n],
    ['+3us', 3000n],
    ['3µs', 3000n],
    ['3μs', 3000n],
    ['1.9ns', 1n],
    ['1h1h', 7_200_000_000_000n],
    ['2562047h47m16.854775807s', 9_223_372_036_854_775_807n],
    ['-2562047h47m16.854775808s', -9_223_372_036_854_775_808n],
  ])('%s', (text, nanos) => {
    expect(parseGoDuration(text)).toEqual({ value: nanos });
  });

  it.each<[text: string, error: string]>([
    ['', 'time: invalid duration ""'],
    ['-', 'time: invalid duration "-"'],
    ['.s', 'time: invalid duration ".s"'],
    ['5', 'time: missing unit in duration "5"'],
    ['1h5', 'time: missing unit in duration "1h5"'],
    ['1d', 'time: unknown unit "d" in duration "1d"'],
    ['5 m', 'time: unknown unit " m" in duration "5 m"'],
    ['1h-5m', 'time: unknown unit "h-" in duration "1h-5m"'],
    ['m5', 'time: invalid duration "m5"'],
    ['2562047h47m16.854775808s', 'time: invalid duration "2562047h47m16.854775808s"'],
  ])('is not %j', (text, error) => {
    expect(parseGoDuration(text)).toEqual({ error });
  });

  it('takes time in proportion to its text, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('1', '.', 'h', 'm', '-', 's'), maxLength: 200 }), (text) => {
        const parsed = parseGoDuration(text);
        expect('value' in parsed || parsed.error.startsWith('time: ')).toBe(true);
      }),
    );
  });
});
