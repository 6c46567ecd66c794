import { describe, expect, it } from 'vitest';
import { type OrderRule, podUnit, sliceUnit } from '../../../src/placement/kueue/domain-order.ts';
import { take } from '../../../src/placement/kueue/take.ts';
import { allOf, BEST_FIT, type Counts, LEAST_FREE, stateOf } from './make-state.ts';

/** `0:3 1:2+leader`: domains in order of use with the pods they were given. */
function taken(domains: Counts[], count: number, leaderCount: number, rule: OrderRule, sliceSize?: number): string {
  const state = stateOf(domains);
  const unit = sliceSize === undefined ? podUnit(state) : sliceUnit(state, sliceSize);
  return take(allOf(domains), count, leaderCount, unit, state, rule)
    .map((d) => `${d}:${state.pods[d]}${state.leaders[d] === 1 ? '+leader' : ''}`)
    .join(' ');
}

describe('sharing out', () => {
  const cases: [
    what: string,
    domains: Counts[],
    count: number,
    leaderCount: number,
    rule: OrderRule,
    expected: string,
  ][] = [
    [
      'fills domains in order and takes the tightest for the rest: 5, then 2 of the 2',
      [{ pods: 5 }, { pods: 4 }, { pods: 2 }],
      7,
      0,
      BEST_FIT,
      '0:5 2:2',
    ],
    [
      'goes on in order under least free: 5, then 2 of the 4',
      [{ pods: 5 }, { pods: 4 }, { pods: 2 }],
      7,
      0,
      LEAST_FREE,
      '0:5 1:2',
    ],
    [
      'takes the tightest of all when the first could do alone',
      [{ pods: 5 }, { pods: 4 }, { pods: 3 }],
      3,
      0,
      BEST_FIT,
      '2:3',
    ],
    ['takes the first that does under least free', [{ pods: 5 }, { pods: 4 }, { pods: 3 }], 3, 0, LEAST_FREE, '0:3'],
    ['uses empty domains up on the way', [{ pods: 0 }, { pods: 4 }], 3, 0, LEAST_FREE, '0:0 1:3'],
    ['uses one domain for nothing: that is enough', [{ pods: 3 }, { pods: 4 }], 0, 0, LEAST_FREE, '0:0'],
    ['gives up everything where it does not come out even', [{ pods: 3 }, { pods: 4 }], 8, 0, BEST_FIT, ''],
    [
      'puts leader and workers into one domain if it takes both',
      [{ pods: 5, podsL: 3, leaders: 1 }],
      3,
      1,
      BEST_FIT,
      '0:3+leader',
    ],
    [
      'charges the leader’s domain its room beside the leader: 2, the other 2 go on',
      [{ pods: 4, podsL: 2, leaders: 1 }, { pods: 3 }],
      4,
      1,
      BEST_FIT,
      '0:2+leader 1:2',
    ],
    [
      'prefers for both the tightest domain beside the leader',
      [
        { pods: 6, podsL: 5, leaders: 1 },
        { pods: 5, podsL: 3, leaders: 1 },
      ],
      3,
      1,
      BEST_FIT,
      '1:3+leader',
    ],
    [
      'moves the leader where it costs the workers nothing they need: 4 + 3 - 1 are 6',
      [
        { pods: 4, podsL: 1, leaders: 1 },
        { pods: 3, podsL: 2, leaders: 1 },
      ],
      6,
      1,
      BEST_FIT,
      '1:2+leader 0:4',
    ],
    ['places a lone leader', [{ pods: 4, podsL: 1, leaders: 1 }], 0, 1, BEST_FIT, '0:0+leader'],
    ['gives nothing up to workers where no domain takes the leader', [{ pods: 4 }, { pods: 4 }], 3, 1, BEST_FIT, ''],
    [
      'gives up where the leader costs the workers their place: 2 + 4 - 3 are 3, not 4',
      [{ pods: 2 }, { pods: 4, podsL: 1, leaders: 1 }],
      4,
      1,
      LEAST_FREE,
      '',
    ],
  ];
  it.each(cases)('%s', (_, domains, count, leaderCount, rule, expected) => {
    expect(taken(domains, count, leaderCount, rule)).toBe(expected);
  });

  it('counts in slices and gives pods: 3 slices of 4', () => {
    const domains = [
      { slices: 2, pods: 11 },
      { slices: 3, pods: 12 },
      { slices: 1, pods: 7 },
    ];
    expect(taken(domains, 3, 0, BEST_FIT, 4)).toBe('0:8 2:4');
  });

  it('writes what was given over the capacities', () => {
    const state = stateOf([{ slices: 5, pods: 10, leaders: 1 }]);
    take([0], 2, 0, sliceUnit(state, 2), state, BEST_FIT);
    expect([state.slices[0], state.pods[0], state.leaders[0]]).toEqual([2, 4, 0]);
  });
});
