import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SortedDomains } from '../../../../src/placement/kueue/live/sorted-domains.ts';

const FROM = 1000;
const SIZE = 600;

interface Key {
  readonly capacity: number;
  readonly pods: number;
}

/** The same order, kept the plain way. */
class PlainOrder {
  readonly keys = new Map<number, Key>();

  ascending(capacity: number): number[] {
    return [...this.keys]
      .filter(([, key]) => key.capacity >= capacity)
      .sort(([a, x], [b, y]) => x.capacity - y.capacity || x.pods - y.pods || a - b)
      .map(([d]) => d);
  }

  descending(): number[] {
    return [...this.keys].sort(([a, x], [b, y]) => y.capacity - x.capacity || x.pods - y.pods || a - b).map(([d]) => d);
  }
}

describe('domains kept in order', () => {
  it('are in the order of a plain sort after any sequence of changes, through many splits and emptied blocks', () => {
    const change = fc.tuple(fc.nat(SIZE - 1), fc.nat(6), fc.nat(9), fc.integer({ min: 0, max: 3 }));
    fc.assert(
      fc.property(
        fc.nat(SIZE),
        fc.array(change, { maxLength: 1500, size: 'max' }),
        fc.nat(7),
        (filled, changes, from) => {
          const sorted = new SortedDomains(FROM, FROM + SIZE);
          const plain = new PlainOrder();
          const capacity = new Int32Array(FROM + SIZE).map((_, d) => (d * 7) % 5);
          const pods = new Int32Array(FROM + SIZE).map((_, d) => (d * 13) % 11);
          const first = Array.from({ length: filled }, (_, i) => FROM + i);
          for (const d of first) plain.keys.set(d, { capacity: capacity[d] as number, pods: pods[d] as number });
          sorted.fill(first, capacity, pods);
          for (const [i, newCapacity, newPods, action] of changes) {
            const d = FROM + i;
            if (action === 0) {
              plain.keys.delete(d);
              sorted.delete(d);
              continue;
            }
            plain.keys.set(d, { capacity: newCapacity, pods: newPods });
            sorted.put(d, newCapacity, newPods);
          }
          expect([...sorted.ascending(from)]).toEqual(plain.ascending(from));
          expect([...sorted.descending()]).toEqual(plain.descending());
          expect(sorted.firstFrom(from)).toBe(plain.ascending(from)[0]);
          expect(sorted.firstOfLargest()).toBe(plain.descending()[0]);
        },
      ),
      { numRuns: 150, seed: 11 },
    );
  });

  it('are none when there are none', () => {
    const sorted = new SortedDomains(0, 3);
    expect([sorted.firstFrom(0), sorted.firstOfLargest(), ...sorted.ascending(0), ...sorted.descending()]).toEqual([
      undefined,
      undefined,
    ]);
  });
});
