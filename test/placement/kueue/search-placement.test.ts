import { describe, expect, it } from 'vitest';
import { type Cluster, resolveFeatureGates } from '../../../src/model/index.ts';
import { type SearchInput, searchPlacement } from '../../../src/placement/kueue/search-placement.ts';
import type { FlavorSnapshot } from '../../../src/placement/snapshot/flavor-snapshot.ts';
import { ask, clusterOf, place, placements, snapshotOf, withNode } from '../make-cluster.ts';

const GATES = { TASRespectNodeAffinityPreferred: true };
const preference = { matchExpressions: [{ key: 'x', operator: 'Exists' }] };
const nodeAffinity = { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference }] };
const WISH = { template: { spec: { affinity: { nodeAffinity } } } };

/** Hosts with the label that is preferred. */
function preferring(nodes: string, ...hosts: string[]): Cluster {
  return hosts.reduce((cluster, host) => withNode(cluster, host, { labels: { x: '' } }), clusterOf(nodes));
}

describe('preferred node affinity', () => {
  const cases: [what: string, cluster: Cluster, request: string, expected: string][] = [
    ['comes before a tighter fit: a of 5, not b of 3', preferring('b/r/a=5 b/r/b=3', 'a'), '2 preferred host', 'a:2'],
    [
      'leaves best fit the choice within a tier: c of 4, not a of 5',
      preferring('b/r/a=5 b/r/b=2 b/r/c=4', 'a', 'c'),
      '2 preferred host',
      'c:2',
    ],
    ['counts for the whole rack', preferring('b/r1/a=2 b/r1/b=9 b/r2/c=5', 'a'), '5 required rack', 'a:2 b:3'],
    [
      'is given up for required requests where the preferred rack is too small',
      preferring('b/r1/a=2 b/r2/b=9 b/r3/c=5', 'a'),
      '5 required rack',
      'c:5',
    ],
    [
      'is given up in order: of the lesser tiers the first that can, b with 1 of 2 preferred hosts',
      preferring('b/r1/a=1 b/r1/b=1 b/r2/c=1 b/r2/d=9 b/r3/e=4', 'a', 'b', 'c'),
      '4 required rack',
      'c:1 d:3',
    ],
    [
      'spreads a preferred request instead, beginning with the preferred hosts',
      preferring('b/r/a=1 b/r/b=4', 'a'),
      '4 preferred host',
      'a:1 b:3',
    ],
    [
      'holds for least free as well, where one domain takes all',
      preferring('b/r/a=5 b/r/b=2', 'a'),
      '2 unconstrained',
      'a:2',
    ],
  ];
  it.each(cases)('%s', (_, cluster, request, expected) => {
    expect(place(cluster, ask(request, WISH), { gates: GATES })).toBe(expected);
  });

  it('means nothing while the gate is off', () => {
    expect(place(preferring('b/r/a=5 b/r/b=3', 'a'), ask('2 preferred host', WISH))).toBe('b:2');
  });
});

describe('a second look for the same pod set of the same workload', () => {
  const cluster = preferring('b/r/a=5 b/r/b=3', 'a');
  const request = ask('2 preferred host', WISH);

  /** Hosts chosen by looks one after the other at one snapshot. */
  function looks(steps: { uid?: string; podSet?: string }[], gates: Record<string, boolean> = GATES): string[] {
    const snapshot = snapshotOf(cluster);
    return steps.map(({ uid, podSet = 'workers' }) => {
      const found = searchPlacement(snapshot, {
        workers: { ...request, podSet },
        leader: undefined,
        gates: resolveFeatureGates(gates),
        isSimulatedEmpty: false,
        assumed: new Map(),
        workloadUid: uid,
      });
      if (found.state === 'rejected') return found.message;
      return found.leaves.map(({ leaf }) => snapshot.domains.leafIds[leaf]).join(' ');
    });
  }

  it('has forgotten the affinity, and never remembers', () => {
    expect(looks([{ uid: 'u' }, { uid: 'u' }, { uid: 'u' }])).toEqual(['a', 'b', 'b']);
  });

  it('is not one for another workload, or for another pod set', () => {
    expect(looks([{ uid: 'u' }, { uid: 'v' }, { uid: 'u', podSet: 'other' }])).toEqual(['a', 'a', 'a']);
  });

  it('remembers where the workload has no uid, or the gate is off', () => {
    expect(looks([{}, {}, { uid: '' }, { uid: '' }])).toEqual(['a', 'a', 'a', 'a']);
    expect(looks([{ uid: 'u' }, { uid: 'u' }], { ...GATES, TASCacheNodeMatchResults: false })).toEqual(['a', 'a']);
  });

  it('still filters nodes', () => {
    const tainted = withNode(cluster, 'b', { taints: [{ key: 'k', effect: 'NoSchedule' }] });
    const workload = { name: 'w', uid: 'u', podSets: [] };
    const two = [request, { ...request, count: 9 }];
    const message =
      'topology "t" allows to fit only 3 out of 9 pod(s). Total nodes: 2; excluded: taint "k:NoSchedule": 1';
    expect(placements(tainted, two, { gates: GATES, workload })).toMatchObject([{ state: 'placed' }, { message }]);
  });
});

describe('a search', () => {
  it('leaves nothing behind for the next: another search in between changes no answer', () => {
    const snapshot = snapshotOf('b/r1/a=3 b/r1/b=2 b/r2/c=4');
    const input = { gates: resolveFeatureGates(), isSimulatedEmpty: false, assumed: new Map() };
    const leader = ask('1 required rack', { podSet: 'leader' });
    const first = () => searchPlacement(snapshot, { ...input, workers: ask('3 required rack'), leader: undefined });
    const before = first();
    searchPlacement(snapshot, { ...input, workers: ask('4 preferred block slices rack*2,host*2'), leader });
    expect(first()).toEqual(before);
    expect(before).toMatchObject({ leaves: [{ leaf: 2, pods: 3, leaders: 0 }] });
  });

  const lone = { leader: undefined, isSimulatedEmpty: false };
  const bare = { ...ask('1 required rack', { podSet: 'leader' }), requests: new Map<string, bigint>() };
  const tolerant = { template: { spec: { tolerations: [{ operator: 'Exists' }] } } };
  const selective = { template: { spec: { nodeSelector: { x: '' } } } };
  type Question = Pick<SearchInput, 'workers' | 'leader' | 'isSimulatedEmpty'>;
  const pairs: [what: string, a: Question, b: Question][] = [
    [
      'inner slices',
      { ...lone, workers: ask('10 required block slices rack*10,host*2') },
      { ...lone, workers: ask('10 required block slices rack*10,host*5') },
    ],
    [
      'the size of slices',
      { ...lone, workers: ask('12 required block slices host*2') },
      { ...lone, workers: ask('12 required block slices host*4') },
    ],
    [
      'the level of slices',
      { ...lone, workers: ask('10 required block slices rack*5') },
      { ...lone, workers: ask('10 required block slices host*5') },
    ],
    [
      'a leader that asks for nothing',
      { ...lone, workers: ask('6 required host') },
      { ...lone, leader: bare, workers: ask('6 required host') },
    ],
    [
      'the usage of others',
      { ...lone, workers: ask('5 required host') },
      { ...lone, isSimulatedEmpty: true, workers: ask('5 required host') },
    ],
    [
      'tolerations',
      { ...lone, workers: ask('20 required block') },
      { ...lone, workers: ask('20 required block', tolerant) },
    ],
    [
      'the node selector',
      { ...lone, workers: ask('5 required host') },
      { ...lone, workers: ask('5 required host', selective) },
    ],
    [
      'the requests',
      { ...lone, workers: ask('4 required host') },
      { ...lone, workers: ask('4 required host', { cpu: 2 }) },
    ],
  ];
  it.each(pairs)('takes no request for another that differs in %s', (_, a, b) => {
    let cluster = preferring('b/r1/a=7 b/r1/b=5 b/r2/c=5 b/r2/d=9', 'b');
    cluster = withNode(cluster, 'a', { allocatable: { cpu: 7, pods: 7 } });
    cluster = withNode(cluster, 'd', { taints: [{ key: 'k', effect: 'NoSchedule' }] });
    const snapshot = (): FlavorSnapshot => snapshotOf(cluster, 'b=1');
    const search = (of: FlavorSnapshot, question: Question): unknown =>
      searchPlacement(of, { ...question, gates: resolveFeatureGates(), assumed: new Map() });
    const [alone, other] = [search(snapshot(), a), search(snapshot(), b)];
    expect(other).not.toEqual(alone);
    const shared = snapshot();
    expect([a, b, a, b].map((question) => search(shared, question))).toEqual([alone, other, alone, other]);
  });

  it('tells the algorithm that chose', () => {
    const profile = (request: string): unknown => placements('b/r/a=3', request)[0];
    expect(profile('1 required rack')).toMatchObject({ profile: 'BestFit' });
    expect(profile('1 unconstrained')).toMatchObject({ profile: 'LeastFreeCapacity' });
  });
});
