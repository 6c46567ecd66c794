import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { naiveTargets } from '../../reference/naive-preemption.ts';
import { arbitraryPreemption, type PreemptionCase } from './arbitrary-preemption.ts';
import { arbitraryTopologyPreemption } from './arbitrary-topology-preemption.ts';
import { naiveCase, shown, targetsOf } from './run-case.ts';

const FAIR = ['LessThanOrEqualToFinalShare', 'LessThanInitialShare'] as const;

/** Asks both; which reasons came up, sorted, and `many` if an answer had more than two victims. */
function compareOn(...cases: readonly (readonly [fc.Arbitrary<PreemptionCase>, numRuns: number])[]): string[] {
  const seen = new Set<string>();
  for (const [arbitrary, numRuns] of cases) {
    fc.assert(
      fc.property(arbitrary, (c) => {
        const plain = shown(naiveTargets(naiveCase(c)));
        expect(shown(targetsOf(c))).toEqual(plain);
        for (const text of plain) seen.add(text.split(' ')[1] as string);
        if (plain.length > 2) seen.add('many');
      }),
      { numRuns },
    );
  }
  return [...seen].sort();
}

describe('targets are those of the plain algorithm, with the same reasons and in the same order,', () => {
  it('of classical preemption, with and without a place to be found in the topology', () => {
    const seen = compareOn([arbitraryPreemption(false), 300], [arbitraryTopologyPreemption(), 200]);
    expect(seen).toEqual(['InClusterQueue', 'InCohortReclaimWhileBorrowing', 'InCohortReclamation', 'many']);
  });

  it('of preemption with Fair Sharing, with and without a place to be found in the topology', () => {
    const seen = compareOn([arbitraryPreemption(true), 300], [arbitraryTopologyPreemption(FAIR), 200]);
    expect(seen).toEqual(['InClusterQueue', 'InCohortFairSharing', 'InCohortReclamation', 'many']);
  });
});
