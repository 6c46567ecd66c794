import { describe, expect, it } from 'vitest';
import { chooseDomains } from '../../../src/placement/kueue/choose-domains.ts';
import { clusterOf } from '../make-cluster.ts';
import { pathsOf, searchOf } from './make-search.ts';

const GPU_RACKS = 'b1/r1/a=4 b1/r2/b=3 b2/r3/c=6 b2/r4/d=2';

/** `1: b1/r1 b1/r2`, level and domains; or the message. */
function chosen(cluster: string, request: string, options: Parameters<typeof searchOf>[2] = {}): string {
  const search = searchOf(cluster, request, options);
  const result = chooseDomains(search);
  return 'reason' in result ? result.message : `${result.level}: ${pathsOf(search, result.domains)}`;
}

describe('one domain', () => {
  const cases: [what: string, request: string, expected: string][] = [
    ['is the tightest of the required level: of 4, 3, 6, 2 for 3', '3 required rack', '1: b1/r2'],
    [
      'is not sought on another level when required: 6 is the most',
      '7 required rack',
      'topology "t" allows to fit only 6 out of 7 pod(s)',
    ],
    ['is found one level higher when preferred: blocks of 7 and 8', '7 preferred rack', '0: b1'],
    ['is found two levels higher', '7 preferred host', '0: b1'],
    ['is the smallest host that suffices when unconstrained', '3 unconstrained', '2: b1/r2/b'],
    ['is the tightest host all the same when the mixed profile is off', '3 unconstrained', '2: b1/r2/b'],
    ['is the smallest block that suffices for slices alone: 7 // 2 = 3, 8 // 2 = 4', '6 slices block*2', '0: b1'],
  ];
  it.each(cases)('%s', (_, request, expected) => {
    expect(chosen(GPU_RACKS, request)).toBe(expected);
  });

  it('of equally tight ones is that with fewer pods: 2 slices in 4 pods rather than in 5', () => {
    expect(chosen('b/r1/a=5 b/r2/b=4', '4 required rack slices rack*2')).toBe('1: b/r2');
  });

  it('must have room beside the leader: r1 has 3 of 4, r2 2 of 3', () => {
    expect(chosen(GPU_RACKS, '3 required rack', { leaderCpu: 1 })).toBe('1: b1/r1');
  });

  it('must be able to take the leader under least free too: a has room for 2 but none for a leader of 4', () => {
    expect(chosen('b/r/a=3 b/r/b=7', '2 unconstrained', { leaderCpu: 4 })).toBe('2: b/r/b');
  });

  it('a request for nothing takes the smallest domain there is', () => {
    expect(chosen(GPU_RACKS, '0 required rack')).toBe('1: b2/r4');
  });
});

describe('several domains', () => {
  it('of the top level, largest first: 8 and 7 for 12', () => {
    expect(chosen(GPU_RACKS, '12 preferred rack')).toBe('0: b2 b1');
  });

  it('of hosts 2, 3, 4, 6 under least free for 8: 2 + 3 + 4', () => {
    expect(chosen(GPU_RACKS, '8 unconstrained')).toBe('2: b2/r4/d b1/r2/b b1/r1/a');
  });

  it('of the same hosts under best fit: 6, then for 2 the tightest', () => {
    expect(chosen(GPU_RACKS, '8 unconstrained', { TASProfileMixed: false })).toBe('2: b2/r3/c b2/r4/d');
  });

  it('are refused when all together are too small, with what would fit', () => {
    expect(chosen(GPU_RACKS, '16 preferred rack')).toBe('topology "t" allows to fit only 15 out of 16 pod(s)');
  });

  it('begin with the leader’s, the roomiest, 3 beside it; then comes the tightest for the other 3', () => {
    expect(chosen('b1/r/a=4 b2/r/b=3 b3/r/c=5 b4/r/d=5', '6 preferred block', { leaderCpu: 2 })).toBe('0: b3 b2');
  });

  it('lead with one that leaves the workers enough: of 7, b3 costs 1 and b1, which has more room, 2', () => {
    expect(chosen('b1/r/a=4 b2/r/b=1 b3/r/c=2.5', '6 preferred block', { leaderCpu: 1.5 })).toBe('0: b3 b1 b2');
  });

  it('say that nothing fits where only the leader has no place', () => {
    expect(chosen(GPU_RACKS, '9 preferred rack', { leaderCpu: 7 })).toBe(
      'topology "t" doesn\'t allow to fit any of 9 pod(s)',
    );
  });
});

describe('a level without domains', () => {
  it('is named', () => {
    const search = searchOf(clusterOf(''), '1 preferred rack');
    expect(chooseDomains(search)).toEqual({
      state: 'rejected',
      reason: 'no-domains',
      message: 'no topology domains at level: rack',
    });
  });
});
