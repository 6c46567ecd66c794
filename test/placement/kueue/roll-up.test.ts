import { describe, expect, it } from 'vitest';
import { countsOf, domainAt, searchOf } from './make-search.ts';

describe('rolling up', () => {
  const cases: [
    what: string,
    cluster: string,
    request: string,
    leaderCpu: number | undefined,
    domain: string,
    expected: string,
  ][] = [
    [
      'adds the pods of children; without a leader both counts agree',
      'b/r/a=3 b/r/b=2',
      '1 required rack',
      undefined,
      'b/r',
      '5/5, 5/5, 0',
    ],
    [
      'counts slices of single pods on hosts, and adds them above',
      'b/r/a=3 b/q/b=2',
      '1 required rack',
      undefined,
      'b',
      '5/5, 5/5, 0',
    ],
    [
      'has no slices below the slice level',
      'b/r/a=3 b/r/b=3',
      '4 required block slices rack*2',
      undefined,
      'b/r/a',
      '3/3, 0/0, 0',
    ],
    [
      'rounds at the slice level, pods and not slices of children: 3 + 3 pods are 3 slices of 2',
      'b/r/a=3 b/r/b=3',
      '4 required block slices rack*2',
      undefined,
      'b/r',
      '6/6, 3/3, 0',
    ],
    [
      'adds slices above the slice level: 1 + 1, although 6 pods are left',
      'b/r/a=3 b/q/b=3',
      '4 required block slices rack*2',
      undefined,
      'b',
      '6/6, 2/2, 0',
    ],
    [
      'rounds pods child by child for inner slices: 5 and 3 give 4 and 2',
      'b/r/a=5 b/r/b=3',
      '6 required block slices rack*6,host*2',
      undefined,
      'b/r',
      '6/6, 1/1, 0',
    ],
    [
      'so that small hosts spoil a slice for which the sum would do: 2 × 1 pod',
      'b/r/a=1 b/r/b=1',
      '2 required block slices rack*2,host*2',
      undefined,
      'b/r',
      '0/0, 0/0, 0',
    ],
    ['charges the leader to a host that takes it: 5 - 2', 'b/r/a=5', '1 required rack', 2, 'b/r/a', '5/3, 5/3, 1'],
    ['charges no leader to a host that can’t take it', 'b/r/a=5', '1 required rack', 6, 'b/r/a', '5/5, 5/5, 0'],
    [
      'charges it to the cheapest child that can: b would lose 1 pod of its odd room, a 2',
      'b/r/a=4 b/r/b=2.5',
      '1 required rack',
      1.5,
      'b/r',
      '6/5, 6/5, 1',
    ],
    ['passes over cheap children that can’t take it', 'b/r/a=4 b/r/b=2', '1 required rack', 3, 'b/r', '6/3, 6/3, 1'],
    [
      'has no room beside a leader where no child takes it',
      'b/r/a=2 b/r/b=2',
      '1 required rack',
      3,
      'b/r',
      '4/0, 4/0, 0',
    ],
    ['counts one leader, however many children could', 'b/r/a=2 b/q/b=2', '1 required rack', 1, 'b', '4/3, 4/3, 1'],
    [
      'charges the leader in slices, rounded down: rack of 5, 4 beside it',
      'b/r/a=5',
      '2 required block slices rack*2',
      1,
      'b/r',
      '5/4, 2/2, 1',
    ],
    [
      'takes the cheapest slices above the slice level: r loses none, q one',
      'b/r/a=5 b/q/b=4',
      '2 required block slices rack*2',
      1,
      'b',
      '9/8, 4/4, 1',
    ],
    [
      'rounds for inner slices with the leader as well: 4 pods, beside it 3, that is 2',
      'b/r/a=4',
      '4 required block slices rack*4,host*2',
      1,
      'b/r',
      '4/2, 1/0, 1',
    ],
  ];
  it.each(cases)('%s', (_, cluster, request, leaderCpu, domain, expected) => {
    const search = searchOf(cluster, request, leaderCpu === undefined ? {} : { leaderCpu });
    expect(countsOf(search, domainAt(search, domain))).toBe(expected);
  });
});
