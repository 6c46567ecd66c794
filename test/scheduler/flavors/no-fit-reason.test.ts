import { describe, expect, it } from 'vitest';
import type { NoFitReason } from '../../../src/scheduler/flavors/assignment.ts';
import { noFitReasonOf } from '../../../src/scheduler/flavors/no-fit-reason.ts';
import type { AssignmentMode, PodSetOutcome, QueueResourceGroup } from '../../../src/scheduler/index.ts';

type Tried = Readonly<Record<string, NoFitReason | 'Fit' | ''>>;

function outcome(tried: Tried, mode: AssignmentMode = 'NoFit'): PodSetOutcome {
  const attempts = Object.entries(tried).map(([flavor, reason]) => ({
    flavor,
    mode: reason === 'Fit' ? ('Fit' as const) : ('NoFit' as const),
    borrowingLevel: 0,
    reasons: [],
    ...(reason !== 'Fit' && reason !== '' && { noFitReason: reason }),
  }));
  return { name: 'p', count: 1, requests: [], mode, flavors: new Map(), reasons: [], attempts };
}

const GROUPS: readonly QueueResourceGroup[] = [['a', 'b'], ['c']].map((names, index) => ({
  index,
  coveredResources: new Set(),
  flavors: names.map((name) => ({ name, spec: undefined, flavorResources: new Map() })),
}));

describe('the reason for NoFit (kueue-quota §8.13)', () => {
  // Flavors a and b are one group, c another.
  it.each<[title: string, tried: Tried, expected: NoFitReason | undefined]>([
    ['without any attempt is that nothing matches', {}, 'NoMatchingFlavor'],
    ['is the least of alternatives', { a: 'NoMatchingFlavor', b: 'WaitingForQuota' }, 'WaitingForQuota'],
    [
      'is the least also where topology stands against it',
      { a: 'ExceedsMaxQuota', b: 'TopologyPlacementFailed' },
      'TopologyPlacementFailed',
    ],
    ['is the worst of what is needed together', { a: 'WaitingForQuota', c: 'ExceedsMaxQuota' }, 'ExceedsMaxQuota'],
    ['does not count what fits', { a: 'Fit', c: 'WaitingForQuota' }, 'WaitingForQuota'],
    ['is none where no flavor is at fault', { a: 'Fit', c: 'Fit' }, undefined],
    ['is none where an alternative has none', { a: 'ExceedsMaxQuota', b: '' }, undefined],
  ])('%s', (_, tried, expected) => {
    expect(noFitReasonOf([outcome(tried)], GROUPS)).toBe(expected);
  });

  it('is the worst over pod sets, of those that do not fit', () => {
    const podSets = [
      outcome({ a: 'WaitingForQuota' }),
      outcome({ a: 'ExceedsMaxQuota' }),
      outcome({ a: 'NoMatchingFlavor' }, 'Preempt'),
    ];
    expect(noFitReasonOf(podSets, GROUPS)).toBe('ExceedsMaxQuota');
  });
});
