import { describe, expect, it } from 'vitest';
import { type Cluster, HOSTNAME_LABEL } from '../../../src/model/index.ts';
import { ask, askGroup, clusterOf, type PlaceSettings, place, withNode } from '../make-cluster.ts';

describe('a request that does not fit says', () => {
  const cases: [what: string, cluster: string, request: string, expected: string, settings?: PlaceSettings][] = [
    [
      'how many pods would fit the best domain',
      'b/r1/a=3 b/r2/b=2',
      '4 required rack',
      'topology "t" allows to fit only 3 out of 4 pod(s)',
    ],
    [
      'how many would fit all of them',
      'b1/r/a=3 b2/r/b=2',
      '6 preferred rack',
      'topology "t" allows to fit only 5 out of 6 pod(s)',
    ],
    [
      'how many slices, not pods',
      'b/r/a=5',
      '6 required rack slices rack*2',
      'topology "t" allows to fit only 2 out of 3 slice(s)',
    ],
    [
      'pods for slices of one',
      'b/r/a=5',
      '6 required rack slices rack*1',
      'topology "t" allows to fit only 5 out of 6 pod(s)',
    ],
    [
      'that nothing fits, and no nodes were left out',
      'b/r/a=1',
      '2 required rack slices rack*2',
      'topology "t" doesn\'t allow to fit any of 1 slice(s)',
    ],
    [
      'which resource kept nodes out, full ones too',
      'b/r/a=2 b/r/b=1',
      '2 required host',
      'topology "t" allows to fit only 1 out of 2 pod(s). Total nodes: 2; excluded: resource "cpu": 1',
      { usage: 'a=2' },
    ],
  ];
  it.each(cases)('%s', (_, cluster, request, expected, settings) => {
    expect(place(cluster, request, settings)).toBe(expected);
  });

  it('as many as were asked where only the leader has no room', () => {
    const message = 'topology "t" allows to fit only 4 out of 4 pod(s)';
    expect(place('b/r/a=4', askGroup('4 required rack', 1))).toBe(`workers ${message} | leader ${message}`);
  });

  it('for several layers how many of each fit below the domain with most slices, all layers looked at alone', () => {
    // In whole twos a, c, d hold 4, 2, 2 pods: rack r1 alone has a slice of 4. Below b1 hosts have 2 + 0 + 1 twos.
    expect(place('b1/r1/a=5 b1/r1/b=1 b1/r2/c=3 b2/r3/d=3', '8 preferred rack slices rack*4,host*2')).toBe(
      'topology "t" doesn\'t allow to fit; 1/2 slice(s) fit on level rack; 3/4 slice(s) fit on level kubernetes.io/hostname',
    );
  });

  it('for several layers of equally good domains the first: b1 has no host for 2, b2 would have one', () => {
    expect(place('b1/r1/a=1 b2/r2/b=3', '4 required block slices rack*4,host*2')).toBe(
      'topology "t" doesn\'t allow to fit; 0/1 slice(s) fit on level rack; 0/2 slice(s) fit on level kubernetes.io/hostname',
    );
  });

  it('the name of the topology as Go quotes it', () => {
    const topologies = [{ name: 'a"b\\c', levels: ['block', 'rack', HOSTNAME_LABEL] }];
    const resourceFlavors = [{ name: 'f', topologyName: 'a"b\\c' }];
    expect(place(clusterOf('b/r/a=1', { topologies, resourceFlavors }), '2 required rack')).toBe(
      'topology "a\\"b\\\\c" allows to fit only 1 out of 2 pod(s)',
    );
  });
});

describe('the list of what was left out', () => {
  /** a and b tainted, c for other pods, d too small, e cordoned. */
  function mixed(): Cluster {
    let cluster = clusterOf('b/r/a=9 b/r/b=9 b/r/c=9 b/r/d=0.5 b/r/e=9');
    cluster = withNode(cluster, 'a', { taints: [{ key: 'k', value: 'v', effect: 'NoExecute' }] });
    cluster = withNode(cluster, 'b', { taints: [{ key: 'k', effect: 'NoSchedule' }] });
    for (const name of ['a', 'b', 'd', 'e']) cluster = withNode(cluster, name, { labels: { x: 'y' } });
    return withNode(cluster, 'e', { isUnschedulable: true });
  }

  it('is sorted as text, counts every leaf once, and knows nothing of nodes outside the flavor', () => {
    const template = { spec: { nodeSelector: { x: 'y' } } };
    expect(place(mixed(), ask('1 required rack', { template }))).toBe(
      'topology "t" doesn\'t allow to fit any of 1 pod(s). Total nodes: 4; excluded: ' +
        'nodeSelector: 1, resource "cpu": 1, taint "k:NoSchedule": 1, taint "k=v:NoExecute": 1',
    );
  });

  it('adds up under one heading', () => {
    const requests = new Map([['gpu', 1n]]);
    expect(place('b/r/a=1 b/r/b=1', ask('1 required rack', { requests }))).toBe(
      'topology "t" doesn\'t allow to fit any of 1 pod(s). Total nodes: 2; excluded: resource "gpu": 2',
    );
  });

  it('names the affinity', () => {
    const nodeSelectorTerms = [{ matchExpressions: [{ key: 'x', operator: 'Exists' }] }];
    const nodeAffinity = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } };
    expect(place('b/r/a=1', ask('1 required rack', { template: { spec: { affinity: { nodeAffinity } } } }))).toBe(
      'topology "t" doesn\'t allow to fit any of 1 pod(s). Total nodes: 1; excluded: affinity: 1',
    );
  });

  it('stays with multi-layer messages', () => {
    expect(place('b/r/a=0', '2 required block slices rack*2,host*1')).toBe(
      'topology "t" doesn\'t allow to fit; 0/1 slice(s) fit on level rack; 0/2 slice(s) fit on level kubernetes.io/hostname' +
        '. Total nodes: 1; excluded: resource "cpu": 1',
    );
  });

  it('counts pooled leaves where hosts are no level, whose taints and labels nobody looks at', () => {
    let cluster = clusterOf('b/r1=1 b/r2=0', { levels: ['block', 'rack'] });
    cluster = withNode(cluster, 'r1', { taints: [{ key: 'k', effect: 'NoSchedule' }] });
    expect(place(cluster, ask('2 required block', { template: { spec: { nodeSelector: { x: 'y' } } } }))).toBe(
      'topology "t" allows to fit only 1 out of 2 pod(s). Total nodes: 2; excluded: resource "cpu": 1',
    );
  });

  it('is begun anew for every pod set', () => {
    const first = ask('1 required rack', { podSet: 'one' });
    const second = ask('9 required rack', { podSet: 'two' });
    expect(place('b/r/a=2 b/r/b=0', [first, second])).toBe(
      'one a:1 | two topology "t" allows to fit only 1 out of 9 pod(s). Total nodes: 2; excluded: resource "cpu": 1',
    );
  });
});
