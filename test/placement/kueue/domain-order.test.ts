import { describe, expect, it } from 'vitest';
import {
  bestFit,
  type OrderRule,
  podUnit,
  prioritizeLeader,
  sliceUnit,
  sortForLeader,
  sortPlain,
} from '../../../src/placement/kueue/domain-order.ts';
import { allOf, BEST_FIT, BEST_FIT_AFFINITY, type Counts, LEAST_FREE, stateOf } from './make-state.ts';

describe('domains for workers come', () => {
  const cases: [what: string, rule: OrderRule, domains: Counts[], expected: number[]][] = [
    ['with most slices first', BEST_FIT, [{ slices: 1 }, { slices: 3 }, { slices: 2 }], [1, 2, 0]],
    ['with fewest slices first under least free', LEAST_FREE, [{ slices: 1 }, { slices: 3 }, { slices: 2 }], [0, 2, 1]],
    [
      'of equal slices with fewest pods first',
      BEST_FIT,
      [
        { slices: 1, pods: 3 },
        { slices: 1, pods: 2 },
      ],
      [1, 0],
    ],
    [
      'of equal slices with fewest pods first under least free as well',
      LEAST_FREE,
      [
        { slices: 1, pods: 3 },
        { slices: 1, pods: 2 },
      ],
      [1, 0],
    ],
    [
      'of equals in path order',
      BEST_FIT,
      [
        { slices: 1, pods: 2 },
        { slices: 1, pods: 2 },
      ],
      [0, 1],
    ],
    ['with most affinity before anything else', BEST_FIT_AFFINITY, [{ slices: 9 }, { slices: 1, affinity: 5 }], [1, 0]],
    ['without regard to affinity while the gate is off', BEST_FIT, [{ slices: 9 }, { slices: 1, affinity: 5 }], [0, 1]],
    [
      'without regard to leaders or counts beside them',
      BEST_FIT,
      [
        { slices: 2, leaders: 0, slicesL: 0 },
        { slices: 1, leaders: 1, slicesL: 9 },
      ],
      [0, 1],
    ],
  ];
  it.each(cases)('%s', (_, rule, domains, expected) => {
    expect(sortPlain(allOf(domains), stateOf(domains), rule)).toEqual(expected);
    expect(sortPlain(allOf(domains).reverse(), stateOf(domains), rule)).toEqual(expected);
  });
});

describe('domains for the leader come', () => {
  const cases: [what: string, rule: OrderRule, domains: Counts[], expected: number[]][] = [
    [
      'first if they can take one, even before affinity',
      BEST_FIT_AFFINITY,
      [
        { slicesL: 9, affinity: 9 },
        { slicesL: 1, leaders: 1 },
      ],
      [1, 0],
    ],
    [
      'then by affinity',
      BEST_FIT_AFFINITY,
      [
        { slicesL: 9, leaders: 1 },
        { slicesL: 1, leaders: 1, affinity: 1 },
      ],
      [1, 0],
    ],
    [
      'then by slices beside the leader, most first',
      BEST_FIT,
      [
        { slices: 9, slicesL: 1, leaders: 1 },
        { slices: 2, slicesL: 2, leaders: 1 },
      ],
      [1, 0],
    ],
    [
      'fewest first under least free',
      LEAST_FREE,
      [
        { slicesL: 2, leaders: 1 },
        { slicesL: 1, leaders: 1 },
      ],
      [1, 0],
    ],
    [
      'then by pods beside the leader, fewest first',
      BEST_FIT,
      [
        { pods: 1, podsL: 3, leaders: 1 },
        { pods: 9, podsL: 2, leaders: 1 },
      ],
      [1, 0],
    ],
    ['at last in path order', BEST_FIT, [{ leaders: 1 }, { leaders: 1 }], [0, 1]],
  ];
  it.each(cases)('%s', (_, rule, domains, expected) => {
    expect(sortForLeader(allOf(domains), stateOf(domains), rule)).toEqual(expected);
    expect(sortForLeader(allOf(domains).reverse(), stateOf(domains), rule)).toEqual(expected);
  });
});

describe('the best fit', () => {
  const sizes: Counts[] = [
    { slices: 5, pods: 50 },
    { slices: 3, pods: 9 },
    { slices: 3, pods: 8 },
    { slices: 2, pods: 7 },
  ];
  const cases: [
    what: string,
    domains: Counts[],
    from: number,
    needed: number,
    leaderCount: number,
    rule: OrderRule,
    expected: number,
  ][] = [
    ['is the smallest that is large enough, the first of equals', sizes, 0, 3, 0, BEST_FIT, 1],
    ['looks only from the given position on', sizes, 2, 2, 0, BEST_FIT, 3],
    ['is the one at the position when none is large enough', sizes, 1, 6, 0, BEST_FIT, 1],
    [
      'counts room beside the leader when there is one',
      [
        { slices: 5, slicesL: 3, leaders: 1 },
        { slices: 3, slicesL: 2, leaders: 1 },
      ],
      0,
      3,
      1,
      BEST_FIT,
      0,
    ],
    [
      'skips domains that can’t take the leader',
      [
        { slices: 5, leaders: 1 },
        { slices: 3, slicesL: 3 },
      ],
      0,
      3,
      1,
      BEST_FIT,
      0,
    ],
    [
      'stays in the affinity of the one at the position',
      [{ slices: 5, affinity: 2 }, { slices: 4, affinity: 2 }, { slices: 3 }],
      0,
      3,
      0,
      BEST_FIT_AFFINITY,
      1,
    ],
    [
      'stays in the leading run: the same affinity further back is not looked at',
      [{ slices: 5, affinity: 2 }, { slices: 4 }, { slices: 3, affinity: 2 }],
      0,
      3,
      0,
      BEST_FIT_AFFINITY,
      0,
    ],
  ];
  it.each(cases)('%s', (_, domains, from, needed, leaderCount, rule, expected) => {
    const state = stateOf(domains);
    expect(bestFit(allOf(domains), from, needed, leaderCount, sliceUnit(state, 1), state, rule)).toBe(expected);
  });

  it('in pods compares pods', () => {
    const state = stateOf(sizes);
    expect(bestFit([0, 1, 2, 3], 0, 8, 0, podUnit(state), state, BEST_FIT)).toBe(2);
  });
});

describe('the leader’s domain', () => {
  const cases: [what: string, domains: Counts[], needed: number, leaderCount: number, expected: number[]][] = [
    ['stays where it is without a leader', [{ slices: 1 }, { slices: 2, leaders: 1 }], 1, 0, [0, 1]],
    [
      'moves to the front if the rest has room for the workers',
      [{ slices: 4, slicesL: 2, leaders: 1 }, { slices: 3 }, { slices: 2, slicesL: 1, leaders: 1 }],
      8,
      1,
      [2, 0, 1],
    ],
    [
      'is the first that costs little enough: 9 - 2 are still 7',
      [{ slices: 4, slicesL: 2, leaders: 1 }, { slices: 3 }, { slices: 2, slicesL: 1, leaders: 1 }],
      7,
      1,
      [0, 1, 2],
    ],
    [
      'must be able to take the leader, even if it costs nothing',
      [
        { slices: 4, slicesL: 0, leaders: 1 },
        { slices: 4, slicesL: 4 },
      ],
      5,
      1,
      [0, 1],
    ],
    ['stays when all cost too much', [{ slices: 4 }, { slices: 2, slicesL: 1, leaders: 1 }], 6, 1, [0, 1]],
  ];
  it.each(cases)('%s', (_, domains, needed, leaderCount, expected) => {
    const state = stateOf(domains);
    expect(prioritizeLeader(allOf(domains), needed, leaderCount, sliceUnit(state, 1), state)).toEqual(expected);
  });
});
