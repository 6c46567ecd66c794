import fc from 'fast-check';
import type { TopologyAssignment } from '../../../src/model/index.ts';

export const HOST = 'kubernetes.io/hostname';

/** Hosts with one pod each, or the given number, in the given order. */
export function hosts(...entries: (string | readonly [host: string, count: number])[]): TopologyAssignment {
  const domains = entries.map((entry) =>
    typeof entry === 'string' ? { values: [entry], count: 1 } : { values: [entry[0]], count: entry[1] },
  );
  return { levels: [HOST], domains };
}

/** Assignments whose values often share beginnings and ends, dashes most of all. */
export function anyAssignment(): fc.Arbitrary<TopologyAssignment> {
  const value = fc.oneof(
    fc.string({ unit: fc.constantFrom('a', 'b', '-'), maxLength: 8 }),
    fc.tuple(fc.constantFrom('p-', 'p-a-', 'q-'), fc.nat(30)).map(([prefix, n]) => `${prefix}${n}.local`),
    fc.string({ maxLength: 6 }),
  );
  return fc.constantFrom([HOST], ['block', HOST], ['block', 'rack']).chain((levels) =>
    fc.record({
      levels: fc.constant(levels),
      domains: fc.array(
        fc.record({
          values: fc.array(value, { minLength: levels.length, maxLength: levels.length }),
          count: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 2147483647 })),
        }),
        { maxLength: 30 },
      ),
    }),
  );
}
