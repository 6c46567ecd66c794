import { describe, expect, it } from 'vitest';
import type { PodSetRequest } from '../../../../src/placement/index.ts';
import { ask, askGroup, clusterOf, placements, show, withNode } from '../../make-cluster.ts';

/** The algorithm and the placement, with the balanced one switched on. */
function balanced(cluster: Parameters<typeof placements>[0], request: string | readonly PodSetRequest[]): string {
  const answer = placements(cluster, request, { gates: { TASBalancedPlacement: true } });
  const [first] = answer;
  return `${first?.state === 'placed' ? first.profile : 'refused'}: ${show(answer)}`;
}

function amounts(cpu: bigint, gpu: bigint): ReadonlyMap<string, bigint> {
  return new Map([
    ['cpu', cpu],
    ['gpu', gpu],
  ]);
}

describe('balanced placement', () => {
  const cases: [what: string, cluster: string, request: string, expected: string][] = [
    [
      'spreads 25 over two racks of 15, one more on the first',
      'b/r1/a=15 b/r2/b=15',
      '25 preferred rack',
      'Balanced: a:13 b:12',
    ],
    [
      'uses as few domains as are needed: 25 of three racks of 15',
      'b/r1/a=15 b/r2/b=15 b/r3/c=15',
      '25 preferred rack',
      'Balanced: a:13 b:12',
    ],
    ['spreads on the lowest level too', 'b/r/a=3 b/r/b=3', '4 preferred host', 'Balanced: a:2 b:2'],
    [
      'spreads below the chosen domain: one rack, its hosts',
      'b/r1/a=3 b/r1/b=3 b/r2/c=9',
      '4 preferred rack',
      'Balanced: c:4',
    ],
    [
      'takes the parent with the larger share: hosts 11 and 11 before 20 and 2',
      'b1/r1/a=20 b1/r1/b=10 b2/r2/c=15 b2/r2/d=15',
      '22 preferred rack',
      'Balanced: c:11 d:11',
    ],
    [
      'takes of several sets that with the least over: 5 + 4, not 5 + 5',
      'b/r/a=5 b/r/b=5 b/r/c=4',
      '9 preferred host',
      'Balanced: a:5 c:4',
    ],
    ['gives what is over to the largest: 9 = 4 + 5', 'b/r/a=4 b/r/b=6', '9 preferred host', 'Balanced: a:4 b:5'],
    ['gives as much of the rest as fits: 10 = 4 + 6', 'b/r/a=4 b/r/b=6', '10 preferred host', 'Balanced: a:4 b:6'],
    [
      'leaves out domains below the share: of 5, 5, 1 for 8',
      'b/r/a=5 b/r/b=5 b/r/c=1',
      '8 preferred host',
      'Balanced: a:4 b:4',
    ],
    [
      // Both racks have 6 pods for 6. r1 is filled more evenly, but r2 has a slice more and is looked at first.
      'looks at racks with more slices first',
      'b/r1/a=3 b/r1/b=3 b/r2/c=2 b/r2/d=4',
      '6 preferred rack slices host*2',
      'Balanced: c:2 d:4',
    ],
    ['counts in slices', 'b/r/a=5 b/r/b=4', '8 preferred rack slices host*2', 'Balanced: a:4 b:4'],
  ];
  it.each(cases)('%s', (_, cluster, request, expected) => {
    expect(balanced(cluster, request)).toBe(expected);
  });

  it('puts the leader where most room is left beside it', () => {
    // Beside 2 cpu of leader a has 4 left, b 3: the leader goes to a. The share is 3 for two hosts and 6 workers.
    expect(balanced('b/r/a=6 b/r/b=5', askGroup('6 preferred host', 2))).toBe('Balanced: workers a:3 b:3 | leader a:1');
  });

  it('lowers the share where the leader would otherwise cost too much', () => {
    // Slices, and beside the leader: x 6 and 5; y 7 and 4, for it is short of gpu; z 4 and 3. 16 workers need all three,
    // 4 each. z can't lead then, which leaves rack r2 with 11 - 3; it would be used first, with 8 + 6 too few. With 3
    // each z can: 10 + 6.
    let cluster = clusterOf('b/r1/x=6 b/r2/y=9 b/r2/z=4');
    const gpus = { x: ['6', '99'], y: ['99', '7'], z: ['4', '99'] } as const;
    for (const [host, [cpu, gpu]] of Object.entries(gpus)) {
      cluster = withNode(cluster, host, { allocatable: { cpu, gpu, pods: 110 } });
    }
    const worker = ask('16 preferred rack', { group: 'g', requests: amounts(1000n, 1n) });
    const requests = [worker, { ...worker, podSet: 'leader', count: 1, requests: amounts(1000n, 3n) }];
    expect(balanced(cluster, requests)).toBe('Balanced: workers x:5 y:7 z:4 | leader x:1');
  });
});

describe('balanced placement gives way to the ordinary one', () => {
  const cases: [what: string, cluster: string, request: string, expected: string][] = [
    ['where no group of siblings takes everything', 'b1/r1/a=4 b2/r2/b=4', '6 preferred rack', 'BestFit: a:4 b:2'],
    ['for required requests', 'b/r1/a=15 b/r2/b=15', '14 required rack', 'BestFit: a:14'],
    ['for unconstrained requests', 'b/r/a=3 b/r/b=3', '4 unconstrained', 'LeastFreeCapacity: a:3 b:1'],
    [
      'where slices are asked for on the level itself',
      'b/r1/a=4 b/r2/b=4',
      '8 preferred rack slices rack*4',
      'BestFit: a:4 b:4',
    ],
    [
      // T = 9 / 2 = 4 by the racks of 7 and 6, but the closest block is b3 with 12, whose racks need three shares of 4.
      'where the domains picked are too many for their share',
      'b1/r1/a=7 b1/r2/b=6 b3/r5/c=4 b3/r6/d=4 b3/r7/e=4',
      '9 preferred block',
      'BestFit: c:4 d:4 e:1',
    ],
    [
      // Of the pairs of hosts b and c have the fewest pods for 6, but in whole slices only 1 + 1 of 3.
      'where the set that was picked by pods is too small in slices',
      'b/r/a=4 b/r/b=3 b/r/c=3',
      '6 preferred rack slices host*2',
      'BestFit: a:4 b:2',
    ],
    [
      // By pods r1 alone, with 9, takes the 8 that are asked for, so nothing is added to it; but two racks are needed.
      'where no set of that many domains is found, because fewer have the pods, though not the slices',
      'b/r1/a=3 b/r1/b=3 b/r1/c=3 b/r2/d=2',
      '8 preferred rack slices host*2',
      'BestFit: a:2 b:2 c:2 d:2',
    ],
    [
      'where nothing is to be placed: less than one slice',
      'b/r/a=4',
      '1 preferred rack slices host*2',
      'BestFit: (none)',
    ],
    [
      'where nothing fits at all',
      'b/r/a=4',
      '5 preferred rack',
      'refused: topology "t" allows to fit only 4 out of 5 pod(s)',
    ],
  ];
  it.each(cases)('%s', (_, cluster, request, expected) => {
    expect(balanced(cluster, request)).toBe(expected);
  });

  it('where only the leader’s host is used, and it has no room for workers beside it', () => {
    // The leader fills a; the share of the leader's host is 0, so no share is worth having.
    expect(balanced('b/r/a=4 b/r/b=2', askGroup('2 preferred rack', 4))).toBe('BestFit: workers b:2 | leader a:1');
  });

  it('where a full host is preferred by affinity: it comes first, and there the count of what is needed ends', () => {
    const cluster = withNode(clusterOf('b/r/a=0 b/r/b=5 b/r/c=2 b/r/d=3'), 'a', { labels: { x: '' } });
    const preference = { matchExpressions: [{ key: 'x', operator: 'Exists' }] };
    const nodeAffinity = { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference }] };
    const request = ask('5 preferred host', { template: { spec: { affinity: { nodeAffinity } } } });
    const gates = { TASBalancedPlacement: true, TASRespectNodeAffinityPreferred: true };
    expect(placements(cluster, request, { gates })).toMatchObject([{ profile: 'BestFit' }]);
    expect(placements(cluster, '5 preferred host', { gates })).toMatchObject([{ profile: 'Balanced' }]);
  });
});

/** What Kueue makes of capacities that balanced placement over-estimates (kueue-tas §9.7, §20.14): nothing at all. */
describe('balanced placement ends with an empty place', () => {
  it('where inner slices do not come out: block b1 has 9 pods, but in threes per host only 2 slices of 3', () => {
    expect(balanced('b1/r1/a=2 b1/r1/b=7 b2/r2/c=7', '9 preferred block slices rack*3,host*3')).toBe(
      'Balanced: (none)',
    );
  });

  it('where slices between the levels do not: sub s1 has 6 pods, yet its hosts of 3 only one slice of 2 each', () => {
    const levels = ['block', 'rack', 'sub', 'kubernetes.io/hostname'];
    const cluster = clusterOf('b/r/s1/a=3 b/r/s1/b=3 b/r/s2/c=2', { levels });
    expect(balanced(cluster, '6 preferred block slices host*2')).toBe('Balanced: (none)');
  });
});
