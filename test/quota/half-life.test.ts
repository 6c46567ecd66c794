import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decayedPart } from '../../src/quota/half-life.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('the part that is gone after a time', () => {
  it.each([
    ['nothing at once', 0, 10_000, 0],
    ['nothing without a half-life', 5000, 0, 0],
    ['half after one half-life', 10_000, 10_000, 0.5],
    ['1 - √½ after half of one (kueue-quota §20.9)', 5 * MINUTE, 10 * MINUTE, 0.2928932188134524],
    ['three quarters after two', 20_000, 10_000, 0.75],
    ['all after very many', 1e15, 1, 1],
  ])('is %s', (_, elapsedMs, halfLifeMs, part) => {
    expect(decayedPart(elapsedMs, halfLifeMs)).toBe(part);
  });

  // What Go's amd64 arithmetic gives, followed with exact fractions; the nearest double is the one in brackets.
  it.each([
    [2115 * 1000, 10 * MINUTE, 0.913130111259854], // (…8539)
    [1_033_439, HOUR, 0.18043310746217178], // (…719)
    [297 * 1000 - 129, 10 * MINUTE, 0.29033257042464], // (…46399)
    [3625 * 1000, 2 * HOUR, 0.294593009552516], // (…5159)
    [5 * MINUTE, 168 * HOUR, 0.00034376390587387284], // (the same)
    [15 * MINUTE, 10 * MINUTE, 0.6464466094067263], // (the same)
  ])('is, to the last bit, that of Go: %d of %d ms', (elapsedMs, halfLifeMs, part) => {
    expect(decayedPart(elapsedMs, halfLifeMs)).toBe(part);
  });

  it('is near the true value, and grows with time', () => {
    const time = fc.integer({ min: 0, max: 100 * HOUR });
    fc.assert(
      fc.property(time, time, fc.integer({ min: 1000, max: 168 * HOUR }), (a, b, halfLifeMs) => {
        const [shorter, longer] = a < b ? [a, b] : [b, a];
        expect(decayedPart(longer, halfLifeMs)).toBeGreaterThanOrEqual(decayedPart(shorter, halfLifeMs) - 2e-16);
        expect(decayedPart(longer, halfLifeMs)).toBeCloseTo(1 - Math.exp((-Math.LN2 * longer) / halfLifeMs), 14);
      }),
    );
  });
});
