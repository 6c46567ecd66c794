import { describe, expect, it } from 'vitest';
import { clampInt64, MAX_INT32, MAX_INT64, MIN_INT64 } from '../../src/base/index.ts';

describe('the integer bounds', () => {
  it('are those of two-complement numbers', () => {
    expect(MAX_INT64).toBe(2n ** 63n - 1n);
    expect(MIN_INT64).toBe(-(2n ** 63n));
    expect(MAX_INT32).toBe(2 ** 31 - 1);
  });
});

describe('clampInt64', () => {
  it.each([
    [0n, 0n],
    [MAX_INT64, MAX_INT64],
    [MAX_INT64 + 1n, MAX_INT64],
    [MAX_INT64 * MAX_INT64, MAX_INT64],
    [MIN_INT64, MIN_INT64],
    [MIN_INT64 - 1n, MIN_INT64],
  ])('takes %s to %s', (value, clamped) => {
    expect(clampInt64(value)).toBe(clamped);
  });
});
