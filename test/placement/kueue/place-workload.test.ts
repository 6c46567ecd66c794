import { describe, expect, it } from 'vitest';
import { type Cluster, resolveFeatureGates } from '../../../src/model/index.ts';
import {
  buildSnapshots,
  type FlavorSnapshots,
  type PodSetRequest,
  placeWorkload,
} from '../../../src/placement/index.ts';
import { ask, clusterOf, show, usageOf, withNode } from '../make-cluster.ts';

/** Flavors over the same nodes, one pod set for each. */
function placeIn(
  cluster: Cluster,
  requests: Readonly<Record<string, string>>,
  gates: Record<string, boolean> = {},
  usage = '',
): string[] {
  const resolved = resolveFeatureGates(gates);
  const snapshots = buildSnapshots(cluster, resolved, usageOf(usage));
  const asked = new Map(Object.entries(requests).map(([flavor, text]) => [flavor, [ask(text, { podSet: flavor })]]));
  return placeWorkload(snapshots, asked, { gates: resolved }).map((answer) => `${answer.flavor} ${show([answer])}`);
}

function flavored(nodes: string, ...flavors: string[]): Cluster {
  return clusterOf(nodes, { resourceFlavors: flavors.map((name) => ({ name, topologyName: 't' })) });
}

describe('a workload with pod sets in several flavors', () => {
  it('is placed in byte order of the flavors, capitals first, however they are listed', () => {
    expect(placeIn(flavored('b/r/a=1 b/r/c=2', 'a', 'B'), { a: '1 unconstrained', B: '1 unconstrained' })).toEqual([
      'B a:1',
      'a c:1',
    ]);
  });

  it('is not given the same room of a host twice: a has 1 of 3 left after f, so g goes to c', () => {
    const cluster = flavored('b/r/a=3 b/r/c=4', 'f', 'g');
    expect(placeIn(cluster, { f: '2 unconstrained', g: '2 unconstrained' })).toEqual(['f a:2', 'g c:2']);
  });

  it('is given it twice while the gate for overlapping flavors is off', () => {
    const cluster = flavored('b/r/a=3 b/r/c=4', 'f', 'g');
    const gates = { TASHandleOverlappingFlavors: false };
    expect(placeIn(cluster, { f: '2 unconstrained', g: '2 unconstrained' }, gates)).toEqual(['f a:2', 'g a:2']);
  });

  it('is given it twice where hosts are no level', () => {
    const levels = ['block', 'rack'];
    const resourceFlavors = ['f', 'g'].map((name) => ({ name, topologyName: 't' }));
    const cluster = clusterOf('b/r1=3 b/r2=4', { levels, resourceFlavors });
    expect(placeIn(cluster, { f: '2 unconstrained', g: '2 unconstrained' })).toEqual(['f b/r1:2', 'g b/r1:2']);
  });

  it('is placed in the second flavor even if the first has no room', () => {
    expect(placeIn(flavored('b/r/a=3', 'f', 'g'), { f: '4 unconstrained', g: '3 unconstrained' })).toEqual([
      'f topology "t" allows to fit only 3 out of 4 pod(s)',
      'g a:3',
    ]);
  });

  it('gets no answer for a flavor that is not there', () => {
    expect(placeIn(flavored('b/r/a=3', 'f'), { f: '1 unconstrained', gone: '1 unconstrained' })).toEqual(['f a:1']);
  });

  it('sees what others hold on its hosts in another flavor', () => {
    const cluster = flavored('b/r/a=3 b/r/c=4', 'f', 'g');
    expect(placeIn(cluster, { g: '2 unconstrained' }, {}, 'a=2')).toEqual(['g c:2']);
  });
});

describe('the pod sets of one flavor', () => {
  const gates = resolveFeatureGates();

  function snapshots(nodes: string, usage = ''): FlavorSnapshots {
    return buildSnapshots(clusterOf(nodes), gates, usageOf(usage));
  }

  function placeAll(of: FlavorSnapshots, requests: PodSetRequest[], isSimulatedEmpty = false): string {
    return show(placeWorkload(of, new Map([['f', requests]]), { gates, isSimulatedEmpty }));
  }

  const pods = (podSet: string, count: number, more: Partial<PodSetRequest> = {}): PodSetRequest =>
    ask(`${count} required rack`, { podSet, ...more });

  it('see what was given to those before them', () => {
    expect(placeAll(snapshots('b/r1/a=3 b/r2/c=4'), [pods('one', 3), pods('two', 2)])).toBe('one a:3 | two c:2');
  });

  it('see that pods are counted too: a takes one, however small', () => {
    const cluster = withNode(clusterOf('b/r/a=9 b/r/c=9'), 'a', { allocatable: { cpu: 9, pods: 1 } });
    const of = buildSnapshots(cluster, gates);
    const requests = ['one', 'two'].map((podSet) => ask('1 unconstrained', { podSet, requests: new Map() }));
    expect(placeAll(of, requests)).toBe('one a:1 | two c:1');
  });

  it('see it even where everything else is taken for gone', () => {
    const of = snapshots('b/r1/a=3 b/r2/c=4', 'a=3 c=4');
    expect(placeAll(of, [pods('one', 3), pods('two', 2)], true)).toBe('one a:3 | two c:2');
    expect(placeAll(of, [pods('one', 1)])).toContain('any of 1 pod(s)');
  });

  it('end with the first that has no place: what comes after gets no answer', () => {
    expect(placeAll(snapshots('b/r/a=3'), [pods('one', 1), pods('two', 9), pods('three', 1)])).toBe(
      'one a:1 | two topology "t" allows to fit only 2 out of 9 pod(s)',
    );
  });

  it('charge nothing to the snapshot', () => {
    const of = snapshots('b/r/a=3');
    expect([placeAll(of, [pods('one', 3)]), placeAll(of, [pods('one', 3)])]).toEqual(['a:3', 'a:3']);
  });

  it('of a group go together, the smaller as the leader, whichever comes first', () => {
    const of = snapshots('b/r1/a=4 b/r2/c=3');
    const leader = pods('leader', 1, { group: 'g' });
    const workers = pods('workers', 3, { group: 'g' });
    expect(placeAll(of, [workers, leader])).toBe('workers a:3 | leader a:1');
    expect(placeAll(of, [leader, workers])).toBe('workers a:3 | leader a:1');
  });

  it('of a group share one refusal', () => {
    const message = 'topology "t" allows to fit only 4 out of 9 pod(s)';
    const group = [pods('workers', 9, { group: 'g' }), pods('leader', 1, { group: 'g' })];
    expect(placeAll(snapshots('b/r1/a=4 b/r2/c=3'), group)).toBe(`workers ${message} | leader ${message}`);
    const third = pods('third', 1, { group: 'g' });
    expect(placeAll(snapshots('b/r1/a=4 b/r2/c=3'), [...group, third])).toBe(
      `workers ${message} | leader ${message} | third ${message}`,
    );
  });

  it('that are required and unconstrained at once are told of pods, where slices were asked for', () => {
    const { topologyRequest } = ask('8 required host slices host*8');
    const request = pods('one', 8, { topologyRequest: { ...topologyRequest, unconstrained: true } });
    expect(placeAll(snapshots('b/r/a=2 b/r/b=4'), [request])).toBe(
      'topology "t" allows to fit only 4 out of 1 slice(s)',
    );
  });

  it('of a group of 1 + 1 filter nodes by the first, which counts as the workers; the other’s wishes go unheard', () => {
    const to = (host: string): Partial<PodSetRequest> => ({
      group: 'g',
      template: { spec: { nodeSelector: { 'kubernetes.io/hostname': host } } },
    });
    const of = snapshots('b/r/a=4 b/r/c=4');
    expect(placeAll(of, [pods('one', 1, to('a')), pods('two', 1, to('c'))])).toBe('one a:1 | two a:1');
    expect(placeAll(of, [pods('two', 1, to('c')), pods('one', 1, to('a'))])).toBe('two c:1 | one c:1');
  });

  it('of a group beyond the second are passed over', () => {
    const group = ['one', 'two', 'three'].map((name, i) => pods(name, 3 - i, { group: 'g' }));
    expect(placeAll(snapshots('b/r/a=9'), group)).toBe('one a:3 | two a:1');
  });

  it('of different groups are placed one group after the other, by first appearance', () => {
    const requests = [pods('w1', 2, { group: 'g' }), pods('w2', 2, { group: 'h' }), pods('l1', 1, { group: 'g' })];
    expect(placeAll(snapshots('b/r1/a=3 b/r2/c=3'), requests)).toBe('w1 a:2 | l1 a:1 | w2 c:2');
  });

  it('charge a leader with its own requests', () => {
    const leader = ask('1 required rack', { podSet: 'leader', cpu: 3, group: 'g' });
    const requests = [pods('workers', 1, { group: 'g' }), leader, pods('rest', 1)];
    expect(placeAll(snapshots('b/r1/a=4 b/r2/c=9'), requests)).toBe('workers a:1 | leader a:1 | rest c:1');
  });
});
