import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../src/base/index.ts';

function draws(seed: number, name: string, count: number): number[] {
  const stream = randomStream(seed, name);
  return Array.from({ length: count }, () => stream.integer(0, 0xffff_ffff));
}

describe('a random stream', () => {
  it('is the same for the same seed and name', () => {
    expect(draws(7, 'arrivals', 20)).toEqual(draws(7, 'arrivals', 20));
  });

  it('is another for another name or seed, and for seeds that differ above 32 bits', () => {
    const streams = [
      draws(7, 'arrivals', 8),
      draws(7, 'failures', 8),
      draws(8, 'arrivals', 8),
      draws(-7, 'arrivals', 8),
      draws(7 + 2 ** 32, 'arrivals', 8),
      draws(7, '', 8),
    ];
    expect(new Set(streams.map(String)).size).toBe(streams.length);
  });

  it('is not shifted by draws of another', () => {
    const alone = draws(3, 'arrivals', 5);
    const other = randomStream(3, 'failures');
    const stream = randomStream(3, 'arrivals');
    const mixed = alone.map(() => {
      other.fraction();
      return stream.integer(0, 0xffff_ffff);
    });
    expect(mixed).toEqual(alone);
  });

  it('draws whole numbers within both bounds, and reaches both', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: -5, max: 5 }), fc.nat(3), (seed, least, span) => {
        const stream = randomStream(seed, 'x');
        const seen = new Set(Array.from({ length: 200 }, () => stream.integer(least, least + span)));
        expect([...seen].sort((a, b) => a - b)).toEqual(Array.from({ length: span + 1 }, (_, i) => least + i));
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('draws fractions of [0, 1) evenly', () => {
    const stream = randomStream(11, 'x');
    const tenths = new Array<number>(10).fill(0);
    for (let i = 0; i < 10_000; i++) {
      const fraction = stream.fraction();
      expect(fraction).toBeGreaterThanOrEqual(0);
      expect(fraction).toBeLessThan(1);
      tenths[Math.floor(fraction * 10)]! += 1;
    }
    // 1000 each, standard deviation 30: five of them.
    for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  it('spreads small seeds: the first draws of 1000 neighbours are even too', () => {
    const tenths = new Array<number>(10).fill(0);
    for (let seed = 0; seed < 1000; seed++) tenths[Math.floor(randomStream(seed, 'x').fraction() * 10)]! += 1;
    // 100 each, standard deviation 9.5: five of them.
    for (const count of tenths) expect(Math.abs(count - 100)).toBeLessThan(48);
  });
});
