import { describe, expect, it } from 'vitest';
import type { Cluster, Node } from '../../../src/model/index.ts';
import { ask, askGroup, clusterOf, type PlaceSettings, place, withNode } from '../make-cluster.ts';

const T1 = 'b1/r1/a=3 b1/r1/b=2 b1/r2/c=5 b2/r3/d=4 b2/r3/e=1 b2/r4/f=6';
const T2 = 'b1/r1/a=6 b1/r1/b=5 b1/r1/c=4 b1/r1/d=3 b1/r1/e=2';
const T3 = 'b1/r1/a=5 b1/r1/b=5 b1/r2/c=5 b1/r2/d=2';
const BALANCED = { gates: { TASBalancedPlacement: true } };
const only = (fit: number, count: number): string => `topology "t" allows to fit only ${fit} out of ${count} pod(s)`;

/** The examples of kueue-tas §19, whose reasons stand there. */
describe('placement meets worked example', () => {
  const cases: [number: number, cluster: string, request: string, expected: string, settings?: PlaceSettings][] = [
    [1, T1, '4 required rack', 'a:3 b:1'],
    [2, T1, '5 required rack', 'a:3 b:2'],
    [3, T1, '7 required rack', only(6, 7)],
    [4, T1, '9 required block', 'a:3 b:1 c:5'],
    [5, T1, '12 required block', only(11, 12)],
    [6, T1, '7 preferred rack', 'b:2 c:5'],
    [7, T1, '15 preferred rack', 'a:3 b:1 c:5 f:6'],
    [8, T1, '30 preferred rack', only(21, 30)],
    [9, T1, '4 unconstrained', 'd:4'],
    [10, T1, '9 unconstrained', 'a:3 b:2 d:3 e:1'],
    [11, T1, '9 unconstrained', 'a:3 f:6', { gates: { TASProfileMixed: false } }],
    [12, T1, '2 implied', 'b:2'],
    [13, T1, '5 required host', 'c:5'],
    [14, T2, '12 required rack slices host*2', 'a:6 c:4 e:2'],
    [15, T2, '10 slices host*2', 'b:2 c:4 d:2 e:2'],
    [16, T2, '8 required block slices rack*4', 'c:3 d:3 e:2'],
    [17, T2, '7 required rack slices host*2', 'a:6'],
    [18, T3, '8 required block slices rack*4,host*2', 'a:4 b:4'],
    [
      19,
      T3,
      '12 required block slices rack*6,host*3',
      `topology "t" doesn't allow to fit; 1/2 slice(s) fit on level rack; 3/4 slice(s) fit on level kubernetes.io/hostname`,
    ],
    [23, 'b1/r1/a=15 b1/r2/b=15', '25 preferred rack', 'a:13 b:12', BALANCED],
    [24, 'b1/r1/a=20 b1/r1/b=10 b2/r2/c=15 b2/r2/d=15', '22 preferred rack', 'c:11 d:11', BALANCED],
    [24, 'b1/r1/a=20 b1/r1/b=10 b2/r2/c=15 b2/r2/d=15', '22 preferred rack', 'a:20 b:2'],
    [33, 'b1/r1/a=2 b2/r1/b=2', '3 required rack', only(2, 3)],
  ];
  it.each(cases)('%i: %s ← %s → %s', (_, cluster, request, expected, settings) => {
    expect(place(cluster, request, settings)).toBe(expected);
  });

  const leaderCases: [number: number, cluster: string, workers: string, leaderCpu: number, expected: string][] = [
    [20, 'b1/r1/a=4 b1/r1/b=2 b1/r2/c=3 b1/r2/d=3', '4 required rack', 2, 'workers a:2 b:2 | leader a:1'],
    [21, 'b1/r1/a=2 b1/r1/b=2', '4 required rack', 3, `workers ${only(4, 4)} | leader ${only(4, 4)}`],
    [21, 'b1/r1/a=2 b1/r1/b=2', '4 required rack', 1, `workers ${only(4, 4)} | leader ${only(4, 4)}`],
    [22, 'b1/r1/a=3 b1/r2/b=2 b1/r2/c=1', '4 preferred rack', 2, 'workers a:1 b:2 c:1 | leader a:1'],
  ];
  it.each(leaderCases)('%i: %s ← %s and a leader of %i cpu → %s', (_, cluster, workers, leaderCpu, expected) => {
    expect(place(cluster, askGroup(workers, leaderCpu))).toBe(expected);
  });

  const affinityCases: [number: number, request: string, expected: string][] = [
    [25, '4 required rack', 'c:4'],
    [26, '4 preferred host', 'a:1 b:3'],
  ];
  it.each(affinityCases)('%i: a and b preferred by node affinity ← %s → %s', (_, request, expected) => {
    const cluster = labelled('b1/r1/a=2 b1/r2/b=3 b1/r3/c=4 b1/r3/d=9', 'a', 'b');
    const preference = { matchExpressions: [{ key: 'x', operator: 'In', values: ['y'] }] };
    const nodeAffinity = { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 10, preference }] };
    const asked = ask(request, { template: { spec: { affinity: { nodeAffinity } } } });
    expect(place(cluster, asked, { gates: { TASRespectNodeAffinityPreferred: true } })).toBe(expected);
  });

  const replacementCases: [
    number: number,
    cluster: string,
    usage: string,
    request: string,
    rest: string,
    expected: string,
  ][] = [
    [27, 'b1/r1/b=4 b1/r1/c=3 b1/r2/d=9', 'b=2', '4 required rack', 'b', 'b:4'],
    [28, 'b1/r1/b=3 b1/r1/c=1 b1/r2/d=2', 'b=2', '4 preferred rack', 'b', 'b:3 c:1'],
    [
      29,
      'b1/r1/b=3',
      '',
      '4 required rack',
      'q',
      'Cannot replace the node, because the existing topologyAssignment is invalid, as it contains the stale domain q',
    ],
  ];
  it.each(replacementCases)('%i: %s, used %s ← %s, two pods on failed a, two on %s → %s', (...row) => {
    const [, cluster, usage, request, rest, expected] = row;
    const domains = [
      { values: ['a'], count: 2 },
      { values: [rest], count: 2 },
    ];
    const workload = {
      name: 'w',
      podSets: [],
      unhealthyNodes: ['a'],
      admission: {
        clusterQueue: 'q',
        podSetAssignments: [{ name: 'workers', topologyAssignment: { levels: ['kubernetes.io/hostname'], domains } }],
      },
    };
    expect(place(cluster, request, { usage, workload })).toBe(expected);
  });

  it('30: every leaf left out is counted once, under the first reason', () => {
    let cluster = labelled('b1/r1/a=4 b1/r1/b=4 b1/r1/c=4 b1/r1/d=0.5', 'a', 'd');
    cluster = withNode(cluster, 'a', { taints: [{ key: 'k', value: 'v', effect: 'NoSchedule' }] });
    expect(place(cluster, ask('1 required rack', { template: { spec: { nodeSelector: { x: 'y' } } } }))).toBe(
      `topology "t" doesn't allow to fit any of 1 pod(s). Total nodes: 4; ` +
        'excluded: nodeSelector: 2, resource "cpu": 1, taint "k=v:NoSchedule": 1',
    );
  });

  it('31: a node that fits some pods is not counted as left out', () => {
    const allocatable: Node['allocatable'] = { cpu: 40, pods: 8 };
    expect(place(withNode(clusterOf('b1/r1/a=40'), 'a', { allocatable }), '9 required host')).toBe(only(8, 9));
  });

  it('32: without the host name as a level the assignment names whole paths', () => {
    const cluster = clusterOf('b1/r1/a=4 b1/r2/b=4', { levels: ['block', 'rack', 'node-group'] });
    expect(place(cluster, '6 required block')).toBe('b1/r1/a:4 b1/r2/b:2');
  });
});

function labelled(nodes: string, ...hosts: string[]): Cluster {
  return hosts.reduce((cluster, host) => withNode(cluster, host, { labels: { x: 'y' } }), clusterOf(nodes));
}
