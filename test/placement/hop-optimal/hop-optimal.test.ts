import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HopObjective } from '../../../src/placement/hop-optimal/hop-objective.ts';
import { cheapestLeaves } from '../../../src/placement/hop-optimal/hop-optimal-rule.ts';
import { prepareSearch } from '../../../src/placement/search-rule.ts';
import { arbitraryCase, snapshotOfCase } from '../arbitrary-case.ts';
import { emptyContext } from '../rule-context.ts';
import { bruteForce, costOfSpots } from './brute-force.ts';

const RUNS = 1500;
/** More ways to distribute than this are not looked at. */
const MAX_CAPACITY = 14;

describe.each<HopObjective>(['total', 'ring'])('hop-optimal placement by %s', (objective) => {
  it(`costs what the best of all ways to distribute the pods costs, in ${RUNS} random questions`, () => {
    const tally = { placed: 0, refused: 0, led: 0, sliced: 0, split: 0, required: 0 };
    fc.assert(
      fc.property(arbitraryCase, (c) => {
        const snapshot = snapshotOfCase(c);
        const context = emptyContext({ gates: c.gates, isSimulatedEmpty: c.isSimulatedEmpty });
        const search = prepareSearch(snapshot, { workers: c.workers, leader: c.leader }, context);
        fc.pre(!('reason' in search));
        if ('reason' in search) return;
        const { plan, state } = search;
        fc.pre(plan.count <= MAX_CAPACITY && state.pods.every((pods) => pods < 60));
        const leaves = cheapestLeaves(search, objective);
        const best = bruteForce(search, objective);
        expect(leaves === undefined).toBe(best === undefined);
        if (leaves === undefined || best === undefined) {
          tally.refused++;
          return;
        }
        const spots = [...leaves]
          .sort((a, b) => a.leaf - b.leaf)
          .flatMap(({ leaf, pods, leaders }) => new Array<number>(pods + leaders).fill(leaf));
        expect(costOfSpots(snapshot, spots, objective)).toEqual(best);
        tally.placed++;
        if (plan.leaderCount > 0) tally.led++;
        if (plan.sliceSize > 1) tally.sliced++;
        if (plan.isRequired) tally.required++;
        if (best[0] > 0) tally.split++;
      }),
      { numRuns: RUNS, seed: 11 },
    );
    expect(tally).toEqual({});
  });
});
