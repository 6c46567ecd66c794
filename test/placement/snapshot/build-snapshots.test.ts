import { describe, expect, it } from 'vitest';
import {
  type Cluster,
  HOSTNAME_LABEL,
  type Pod,
  resolveFeatureGates,
  type Workload,
} from '../../../src/model/index.ts';
import { buildSnapshots } from '../../../src/placement/index.ts';
import { clusterOf, usageOf, withNode } from '../make-cluster.ts';

/** What is left in a flavor, as `a: 3000 cpu, 110 pods`. */
function left(cluster: Cluster, { flavor = 'f', usage = '', gates = {} } = {}): string[] {
  const snapshot = buildSnapshots(cluster, resolveFeatureGates(gates), usageOf(usage)).get(flavor);
  return [...(snapshot?.leaves() ?? [])].map(({ values, remaining }) => {
    return `${values.join('/')}: ${[...remaining].map(([resource, amount]) => `${amount} ${resource}`).join(', ')}`;
  });
}

function pod(nodeName: string, cpu: number, more: Partial<Pod> = {}): Pod {
  return { name: 'p', spec: { nodeName, containers: [{ resources: { requests: { cpu } } }] }, ...more };
}

function workload(held: readonly (readonly [host: string, count: number])[], more: Partial<Workload> = {}): Workload {
  const domains = held.map(([host, count]) => ({ values: host.split('/'), count }));
  const topologyAssignment = { levels: [HOSTNAME_LABEL], domains };
  return {
    name: 'w',
    podSets: [
      { name: 'main', count: 9, template: { spec: { containers: [{ resources: { requests: { cpu: 1 } } }] } } },
    ],
    admission: { clusterQueue: 'q', podSetAssignments: [{ name: 'main', flavors: { cpu: 'f' }, topologyAssignment }] },
    ...more,
  };
}

describe('the capacity of a leaf', () => {
  const cluster = clusterOf('b/r/a=3');

  it('is what its node can allocate', () => {
    expect(left(cluster)).toEqual(['a: 3000 cpu, 110 pods']);
  });

  const annotations = { 'kueue.x-k8s.io/podset-unconstrained-topology': 'true' };
  const cases: [what: string, pods: Pod[], expected: string][] = [
    ['less other pods, each one of `pods`', [pod('a', 1), pod('a', 0.5)], 'a: 1500 cpu, 108 pods'],
    [
      'less pods that are on their way out',
      [pod('a', 1, { isTerminating: true, phase: 'Running' })],
      'a: 2000 cpu, 109 pods',
    ],
    [
      'not less pods that have ended',
      [pod('a', 1, { phase: 'Succeeded' }), pod('a', 1, { phase: 'Failed' })],
      'a: 3000 cpu, 110 pods',
    ],
    ['not less pods that hold their place through a workload', [pod('a', 1, { annotations })], 'a: 3000 cpu, 110 pods'],
    [
      'not less pods elsewhere, or nowhere yet',
      [pod('z', 1), { name: 'p', spec: {} }, { name: 'q' }],
      'a: 3000 cpu, 110 pods',
    ],
    ['below zero where pods hold more than there is', [pod('a', 4)], 'a: -1000 cpu, 109 pods'],
  ];
  it.each(cases)('is %s', (_, pods, expected) => {
    expect(left({ ...cluster, pods })).toEqual([expected]);
  });

  it('has resources that only a pod names, in debt', () => {
    const spec = { nodeName: 'a', containers: [{ resources: { requests: { gpu: 1 } } }] };
    expect(left({ ...cluster, pods: [{ name: 'p', spec }] })).toEqual(['a: 3000 cpu, -1 gpu, 109 pods']);
  });

  it('is that of all nodes with its host name; pods are found by the name of the node', () => {
    const twins = withNode(clusterOf('b/r/a=3 b/r/c=2'), 'c', { labels: { [HOSTNAME_LABEL]: 'a' } });
    expect(left({ ...twins, pods: [pod('c', 1)] })).toEqual(['a: 4000 cpu, 219 pods']);
  });

  it('is pooled where hosts are no level', () => {
    const nodes = clusterOf('b/r/a=3 b/r/c=2').nodes;
    expect(left(clusterOf('', { levels: ['block', 'rack'], nodes }))).toEqual(['b/r: 5000 cpu, 220 pods']);
  });

  it('counts only nodes that the flavor has', () => {
    const mixed = withNode(clusterOf('b/r/a=3 b/r/c=2'), 'a', { labels: { kind: 'x' } });
    const resourceFlavors = [{ name: 'f', topologyName: 't', nodeLabels: { kind: 'x' } }];
    expect(left({ ...mixed, resourceFlavors })).toEqual(['a: 3000 cpu, 110 pods']);
  });
});

describe('the usage of a leaf', () => {
  const cluster = clusterOf('b/r/a=3 b/r/c=2');
  const untouched = 'c: 2000 cpu, 110 pods';

  it('is what workloads hold there: requests of one pod, and one of `pods`, for each', () => {
    expect(left({ ...cluster, workloads: [workload([['a', 2]])] })).toEqual(['a: 1000 cpu, 108 pods', untouched]);
  });

  it('adds up over workloads and what is charged beside them', () => {
    const workloads = [workload([['a', 1]]), workload([['a', 1]])];
    expect(left({ ...cluster, workloads }, { usage: 'a=1' })).toEqual(['a: 0 cpu, 107 pods', untouched]);
  });

  it('on hosts that are gone is nobody’s', () => {
    expect(
      left({
        ...cluster,
        workloads: [
          workload([
            ['z', 2],
            ['a', 1],
          ]),
        ],
      }),
    ).toEqual(['a: 2000 cpu, 109 pods', untouched]);
  });

  it('in flavors without a topology is not looked at', () => {
    expect(left({ ...cluster, workloads: [workload([['a', 2]])] }, { usage: '' })).toHaveLength(2);
    const held = workload([['a', 2]]);
    const [assignment] = held.admission?.podSetAssignments ?? [];
    const other = {
      clusterQueue: 'q',
      podSetAssignments: [{ ...assignment, name: 'main', flavors: { cpu: 'plain' } }],
    };
    expect(left({ ...cluster, workloads: [{ ...held, admission: other }] })).toEqual([
      'a: 3000 cpu, 110 pods',
      untouched,
    ]);
  });

  it('is that of all flavors over the host, even of other topologies, unless the gate is off', () => {
    const shared: Cluster = {
      ...cluster,
      topologies: [...cluster.topologies, { name: 'flat', levels: [HOSTNAME_LABEL] }],
      resourceFlavors: [...cluster.resourceFlavors, { name: 'g', topologyName: 'flat' }],
      workloads: [workload([['a', 2]])],
    };
    const off = { TASHandleOverlappingFlavors: false };
    expect(left(shared, { flavor: 'g' })[0]).toBe('a: 1000 cpu, 108 pods');
    expect(left(shared, { flavor: 'g', gates: off })[0]).toBe('a: 3000 cpu, 110 pods');
    expect(left(shared, { flavor: 'f', gates: off })[0]).toBe('a: 1000 cpu, 108 pods');
  });

  it('on a host is none of a rack’s that has the host’s name', () => {
    const nodes = clusterOf('b/a/a=3').nodes;
    const both: Cluster = {
      ...clusterOf('', { nodes }),
      topologies: [
        { name: 't', levels: [HOSTNAME_LABEL] },
        { name: 'racks', levels: ['rack'] },
      ],
      resourceFlavors: [
        { name: 'f', topologyName: 't' },
        { name: 'g', topologyName: 'racks' },
      ],
    };
    expect(left(both, { flavor: 'f', usage: 'a=1' })).toEqual(['a: 2000 cpu, 109 pods']);
    expect(left(both, { flavor: 'g', usage: 'a=1' })).toEqual(['a: 3000 cpu, 110 pods']);
  });

  it('in flavors where hosts are no level is that of each flavor alone', () => {
    const pooled: Cluster = {
      ...clusterOf('b/r/a=3', { levels: ['block', 'rack'], nodes: clusterOf('b/r/a=3').nodes }),
      resourceFlavors: ['f', 'g'].map((name) => ({ name, topologyName: 't' })),
    };
    expect(left(pooled, { flavor: 'f', usage: 'b,r=1' })).toEqual(['b/r: 2000 cpu, 109 pods']);
    expect(left(pooled, { flavor: 'g', usage: 'b,r=1' })).toEqual(['b/r: 3000 cpu, 110 pods']);
  });
});

describe('a flavor has a snapshot', () => {
  it('only if its topology is known', () => {
    const resourceFlavors = [{ name: 'f', topologyName: 't' }, { name: 'gone', topologyName: 'u' }, { name: 'plain' }];
    const snapshots = buildSnapshots(clusterOf('b/r/a=3', { resourceFlavors }), resolveFeatureGates());
    expect([...snapshots.keys()]).toEqual(['f']);
  });

  it('without leaves where no node belongs to it', () => {
    expect(left(clusterOf(''))).toEqual([]);
  });
});
