import { describe, expect, it } from 'vitest';
import type { Node, Topology, Workload } from '../../../src/model/index.ts';
import { resolveFeatureGates } from '../../../src/model/index.ts';
import { buildSchedulerSnapshot, type SchedulerSnapshot, type WorkloadUsage } from '../../../src/scheduler/index.ts';
import { admitted, infoIn, queue, queueIn, type SnapshotParts, snapshot } from '../make-scheduler.ts';

const HOST = 'kubernetes.io/hostname';
const topologies: Topology[] = [{ name: 't', levels: [HOST] }];

function node(name: string, cpu = 4): Node {
  return { name, labels: { [HOST]: name }, allocatable: { cpu, pods: 10 }, isReady: true };
}

/** One pod on a host. */
function pinned(name: string, flavor: string, cpu: number, host: string): Workload {
  const held = admitted(name, 'q', { cpu: [flavor, cpu] });
  const topologyAssignment = { levels: [HOST], domains: [{ values: [host], count: 1 }] };
  const podSetAssignments = held.admission?.podSetAssignments.map((one) => ({ ...one, topologyAssignment })) ?? [];
  return { ...held, admission: { clusterQueue: 'q', podSetAssignments } };
}

/** Two flavors over the same host. */
const shared: SnapshotParts = {
  clusterQueues: [queue('q', [{ f: { cpu: 10 }, g: { cpu: 10 } }])],
  nodes: [node('h')],
  topologies,
  resourceFlavors: ['f', 'g'].map((name) => ({ name, topologyName: 't' })),
};

function freeCpu(state: SchedulerSnapshot, flavor: string): bigint | undefined {
  return [...(state.topology.get(flavor)?.leaves() ?? [])][0]?.remaining.get('cpu');
}

function used(state: SchedulerSnapshot, name: string, flavor: string): unknown {
  const number = state.quota.quota.flavorResources.indexOf(flavor, 'cpu') as number;
  const { forest } = state.quota.quota;
  return state.quota.usage((forest.queues.get(name) ?? forest.cohorts.get(name)) as number, number);
}

function names(state: SchedulerSnapshot, of = 'q'): string[] {
  return [...state.workloadsOf(queueIn(state, of))].map(({ workload }) => workload.name);
}

describe('a snapshot', () => {
  it('counts the workloads that hold quota, and knows them by their queue', () => {
    const waiting: Workload = { name: 'waiting', podSets: [] };
    const workloads = [admitted('a', 'q', { cpu: ['f', 2] }), waiting, admitted('b', 'q', { cpu: ['g', 3] })];
    const state = snapshot({ ...shared, workloads });
    expect([names(state), used(state, 'q', 'f'), used(state, 'q', 'g')]).toEqual([['a', 'b'], 2000, 3000]);
    expect(state.findWorkload(queueIn(state, 'q'), '/a')?.priority).toBe(0);
  });

  it('charges quota that a queue holds without listing it', () => {
    const state = snapshot({
      clusterQueues: [queue('q', [{ f: { cpu: 1 } }], { cohortName: 'all' })],
      workloads: [admitted('a', 'q', { cpu: ['gone', 2] })],
    });
    expect([used(state, 'q', 'gone'), used(state, 'all', 'gone')]).toEqual([2000, 2000]);
  });

  it('passes over workloads of queues that are gone, or whose cohorts lead into a cycle', () => {
    const state = snapshot({
      clusterQueues: [queue('q', [{ f: { cpu: 1 } }]), queue('cyclic', [{ h: { cpu: 1 } }], { cohortName: 'a' })],
      cohorts: [{ name: 'a', parentName: 'a', resourceGroups: [] }],
      workloads: [admitted('a', 'gone', { cpu: ['g', 2] }), admitted('b', 'cyclic', { cpu: ['h', 2] })],
    });
    expect([...state.queues.keys()]).toEqual(['q']);
    expect(used(state, 'q', 'f')).toBe(0);
  });

  it('shows what a workload holds to all flavors over the same hosts', () => {
    const state = snapshot({ ...shared, workloads: [pinned('a', 'f', 3, 'h')] });
    expect([freeCpu(state, 'f'), freeCpu(state, 'g')]).toEqual([1000n, 1000n]);
  });

  it('shows what a cycle tries out to the named flavor only (kueue-tas §4.5)', () => {
    const state = snapshot(shared);
    const workload = infoIn(state, pinned('a', 'f', 3, 'h'), 'q');
    state.addWorkload(workload);
    expect([freeCpu(state, 'f'), freeCpu(state, 'g'), names(state)]).toEqual([1000n, 4000n, ['a']]);
    state.removeWorkload(workload);
    expect([freeCpu(state, 'f'), used(state, 'q', 'f'), names(state)]).toEqual([4000n, 0, []]);
  });

  it('takes back all that a workload held when it is released', () => {
    const state = snapshot({ ...shared, workloads: [pinned('a', 'f', 3, 'h')] });
    state.release(infoIn(state, pinned('a', 'f', 3, 'h'), 'q'));
    expect([freeCpu(state, 'f'), freeCpu(state, 'g'), used(state, 'q', 'f'), names(state)]).toEqual([
      4000n,
      4000n,
      0,
      [],
    ]);
  });

  it('knows nothing of nodes without the gate', () => {
    const state = snapshot({
      ...shared,
      workloads: [pinned('a', 'f', 3, 'h')],
      gates: { TopologyAwareScheduling: false },
    });
    expect([state.topology.size, used(state, 'q', 'f')]).toEqual([0, 3000]);
  });

  it('changes usage without touching the workloads', () => {
    const state = snapshot({ ...shared, workloads: [pinned('a', 'f', 3, 'h')] });
    const { usage } = infoIn(state, pinned('a', 'f', 3, 'h'), 'q');
    state.removeUsage(queueIn(state, 'q'), usage);
    expect([freeCpu(state, 'f'), used(state, 'q', 'f'), names(state)]).toEqual([4000n, 0, ['a']]);
    state.addUsage(queueIn(state, 'q'), usage);
    expect([freeCpu(state, 'f'), used(state, 'q', 'f')]).toEqual([1000n, 3000]);
  });

  it('lets a workload go again that came back only on trial', () => {
    const held = admitted('a', 'q', { cpu: ['f', 2] });
    const state = snapshot({ ...shared, workloads: [held, admitted('b', 'q', { cpu: ['f', 1] })] });
    const workload = infoIn(state, held, 'q');
    const outer = state.mark();
    state.removeWorkload(workload);
    const inner = state.mark();
    state.addWorkload(workload);
    expect(names(state)).toEqual(['a', 'b']);
    state.rollback(inner);
    expect([names(state), used(state, 'q', 'f')]).toEqual([['b'], 1000]);
    state.commit(outer);
    expect([names(state), used(state, 'q', 'f')]).toEqual([['b'], 1000]);
    expect(() => state.rollback(outer)).toThrow('mark 1 has ended');
  });

  it('finds the queue of a node, but no cohort', () => {
    const state = snapshot({ clusterQueues: [queue('q', [{ f: { cpu: 1 } }], { cohortName: 'all' })] });
    const of = queueIn(state, 'q');
    expect([state.queueAt(of.node), state.queueAt(of.node - 1)]).toEqual([of, undefined]);
  });
});

describe('queues that take no workloads', () => {
  const parts = {
    clusterQueues: [
      queue('on', [{ f: { cpu: 1 } }], { cohortName: 'all' }),
      queue('off', [{ f: { cpu: 5 } }], { cohortName: 'all', stopPolicy: 'Hold' }),
      queue('lost', [{ f: { cpu: 9 } }], { cohortName: 'round' }),
    ],
    cohorts: [{ name: 'round', parentName: 'round', resourceGroups: [] }],
    workloads: [admitted('a', 'off', { cpu: ['f', 2] }), admitted('b', 'lost', { cpu: ['f', 2] })],
  };

  it('are known with the reason', () => {
    const { queues, inactiveQueues } = snapshot(parts);
    expect([...queues.keys()]).toEqual(['on']);
    expect([...inactiveQueues].map(([name, { reason }]) => [name, reason])).toEqual([
      ['lost', 'CohortCycle'],
      ['off', 'Stopped'],
    ]);
  });

  it('lend and use quota of their cohort all the same (kueue-quota Q16)', () => {
    const state = snapshot(parts);
    const number = state.quota.quota.flavorResources.indexOf('f', 'cpu') as number;
    expect([used(state, 'all', 'f'), state.quota.available(queueIn(state, 'on').node, number)]).toEqual([2000, 4000]);
  });

  it('do so too if they name a flavor that is gone, unless the snapshot is of before it went', () => {
    const options = { gates: resolveFeatureGates(), configuration: {} };
    const objects = {
      ...{ nodes: [], pods: [], topologies: [], resourceFlavors: [], cohorts: [], admissionChecks: [], workloads: [] },
      clusterQueues: [queue('q', [{ f: { cpu: 1 } }])],
    };
    expect(buildSchedulerSnapshot(objects, options).inactiveQueues.get('q')?.reason).toBe('FlavorNotFound');
    expect(buildSchedulerSnapshot(objects, { ...options, keepsQueuesWithoutFlavor: true }).queues.has('q')).toBe(true);
  });
});

describe('usage', () => {
  const state = snapshot({
    ...shared,
    nodes: [node('h'), node('busy', 1)],
    workloads: [admitted('a', 'q', { cpu: ['f', 7] })],
  });
  const of = queueIn(state, 'q');
  const number = state.quota.quota.flavorResources.indexOf('f', 'cpu') as number;

  function check(cpu: number, pods: readonly [host: string, count: number, cpu: number][]): string {
    const topology = pods.map(([host, count, millis]) => {
      return {
        flavor: 'f',
        values: [host],
        count,
        requests: millis < 0 ? new Map() : new Map([['cpu', BigInt(millis)]]),
      };
    });
    const usage: WorkloadUsage = { quota: [{ flavorResource: number, amount: cpu * 1000 }], topology };
    return state.fits(of, usage);
  }

  it.each<[title: string, expected: string, cpu: number, pods: [host: string, count: number, cpu: number][]]>([
    ['fits', 'fits', 3, [['h', 2, 2000]]],
    ['is more than the quota', 'no-quota', 4, [['h', 9, 2000]]],
    ['is more than the host', 'no-topology', 3, [['h', 3, 2000]]],
    ['is on a host that is not there', 'no-topology', 3, [['x', 1, 1]]],
    [
      'is looked at domain by domain, each as if the others were not asked for',
      'fits',
      3,
      [
        ['h', 2, 2000],
        ['h', 2, 2000],
      ],
    ],
    ['may be more pods than the host takes, if they are small', 'fits', 3, [['h', 99, 0]]],
    ['of pods without requests fits no host', 'no-topology', 3, [['h', 1, -1]]],
  ])('%s: %s', (_, expected, cpu, pods) => {
    expect(check(cpu, pods)).toBe(expected);
  });
});

describe('LimitRanges and RuntimeClasses', () => {
  it('add to the pods of workloads that hold quota', () => {
    const held = pinned('a', 'f', 1, 'h');
    const state = snapshot({
      ...shared,
      workloads: [
        {
          ...held,
          podSets: [{ name: 'main', count: 1, template: { spec: { runtimeClassName: 'r', containers: [{}] } } }],
        },
      ],
      limitRanges: [
        { name: 'l', limits: [{ type: 'Container', defaultRequest: { cpu: 1 } }] },
        { name: 'other', namespace: 'x', limits: [{ type: 'Container', defaultRequest: { cpu: 100 } }] },
      ],
      runtimeClasses: [{ name: 'r', overhead: { cpu: 2 } }],
    });
    expect(freeCpu(state, 'f')).toBe(1000n);
  });
});
