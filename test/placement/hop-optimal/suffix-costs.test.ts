import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type CostTable, joinTables, NOTHING } from '../../../src/placement/hop-optimal/costs.ts';
import { SuffixCosts } from '../../../src/placement/hop-optimal/suffix-costs.ts';

const costs = fc.array(fc.nat(20), { minLength: 1, maxLength: 4 }).map((list) => ({ minor: Float64Array.from(list) }));
const places = fc.array(fc.record({ alone: costs, led: fc.option(costs, { nil: undefined }) }), { maxLength: 30 });

/** All tables at once, from the last to the first. */
function allSuffixes(list: readonly CostTable[], limit: number): CostTable[] {
  const suffixes = [NOTHING];
  for (const place of [...list].reverse()) suffixes.unshift(joinTables(place, suffixes[0] as CostTable, limit));
  return suffixes;
}

it.each([
  ['few numbers, all kept', 1 << 20],
  ['many, joined again segment by segment', 1],
])('costs from each position on are those of all places behind it: %s', (_, keptCells) => {
  fc.assert(
    fc.property(places, fc.nat(40), (list, limit) => {
      const suffixes = new SuffixCosts(list, limit, keptCells);
      expect(Array.from({ length: list.length + 1 }, (_, i) => suffixes.from(i))).toEqual(allSuffixes(list, limit));
    }),
    { numRuns: 200, seed: 3 },
  );
});
