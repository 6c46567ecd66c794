import { describe, expect, it } from 'vitest';
import { type Attempts, mergeAttempts, sortedAttempts } from '../../../src/scheduler/flavors/attempts.ts';
import type { FlavorAttempt, QueueResourceGroup } from '../../../src/scheduler/index.ts';

function attempt(flavor: string, changes: Partial<FlavorAttempt> = {}): FlavorAttempt {
  return { flavor, mode: 'Fit', borrowingLevel: 0, reasons: [], ...changes };
}

function group(...flavors: string[]): QueueResourceGroup {
  return {
    index: 0,
    coveredResources: new Set(),
    flavors: flavors.map((name) => ({ name, spec: undefined, flavorResources: new Map() })),
  };
}

function merged(group: QueueResourceGroup, ...lists: FlavorAttempt[][]): FlavorAttempt[] {
  const attempts: Attempts = new Map();
  for (const [i, list] of lists.entries()) mergeAttempts(attempts, list, `r${i}`, group);
  return sortedAttempts(attempts);
}

describe('attempts at the flavors of a pod set', () => {
  it('come to the worst of every resource', () => {
    const both = merged(
      group('a'),
      [attempt('a', { mode: 'Preempt', borrowingLevel: 1, possibility: 'Reclaim', reasons: ['y', 'x'] })],
      [attempt('a', { mode: 'Preempt', borrowingLevel: 0, possibility: 'NoCandidates', reasons: ['x'] })],
      [attempt('a', { mode: 'NoFit', reasons: ['z'], noFitReason: 'WaitingForQuota' })],
    );
    expect(both).toEqual([
      {
        flavor: 'a',
        mode: 'NoFit',
        borrowingLevel: 1,
        possibility: 'NoCandidates',
        reasons: ['x', 'y', 'z'],
        noFitReason: 'WaitingForQuota',
      },
    ]);
  });

  it('are in byte order of flavors', () => {
    const names = merged(group('b', 'B', 'a'), [attempt('b'), attempt('B'), attempt('a')]).map(({ flavor }) => flavor);
    expect(names).toEqual(['B', 'a', 'b']);
  });

  it('at a flavor of two groups come to nothing where one of them passed it over', () => {
    const [a] = merged(group('a', 'b'), [attempt('a')], [attempt('b')]);
    expect(a).toMatchObject({
      mode: 'NoFit',
      reasons: ['flavor a does not provide resource r1'],
      noFitReason: 'NoMatchingFlavor',
    });
  });
});
