import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { naiveTargets } from '../../reference/naive-preemption.ts';
import { arbitraryPreemption, type PreemptionCase } from './arbitrary-preemption.ts';
import { arbitraryTopologyPreemption } from './arbitrary-topology-preemption.ts';
import { naiveCase, shown, targetsOf } from './run-case.ts';

const FAIR = ['LessThanOrEqualToFinalShare', 'LessThanInitialShare'] as const;
const CLASSICAL_REASONS = ['InClusterQueue', 'InCohortReclaimWhileBorrowing', 'InCohortReclamation'];
const FAIR_REASONS = ['InClusterQueue', 'InCohortFairSharing', 'InCohortReclamation'];

/** Asks both, and tells which reasons came up; how often an answer had more than two victims is under `many`. */
function compareOn(cases: fc.Arbitrary<PreemptionCase>, numRuns: number): ReadonlyMap<string, number> {
  const seen = new Map<string, number>();
  const count = (what: string): unknown => seen.set(what, (seen.get(what) ?? 0) + 1);
  fc.assert(
    fc.property(cases, (c) => {
      const plain = shown(naiveTargets(naiveCase(c)));
      expect(shown(targetsOf(c))).toEqual(plain);
      for (const text of plain) count(text.split(' ')[1] as string);
      if (plain.length > 2) count('many');
    }),
    { numRuns },
  );
  return seen;
}

describe('targets are those of the plain algorithm, with the same reasons and in the same order,', () => {
  it('of classical preemption', () => {
    const seen = compareOn(arbitraryPreemption(false), 400);
    expect([...seen.keys()].sort()).toEqual([...CLASSICAL_REASONS, 'many']);
  });

  it('of preemption with Fair Sharing', () => {
    const seen = compareOn(arbitraryPreemption(true), 400);
    expect([...seen.keys()].sort()).toEqual([...FAIR_REASONS, 'many']);
  });

  it('of both, where the preemptor needs a place in the topology', () => {
    expect(compareOn(arbitraryTopologyPreemption(), 150).get('many')).toBeGreaterThan(10);
    expect(compareOn(arbitraryTopologyPreemption(FAIR), 150).get('many')).toBeGreaterThan(10);
  });
});
