import { describe, expect, it } from 'vitest';
import { placeJobs } from '../../../src/analysis/index.ts';
import type { Cluster, Node, PodSet, PodSetAssignment, Workload } from '../../../src/model/index.ts';

const LEVELS = ['rack', 'kubernetes.io/hostname'];
/** Racks r1 and r2 of two nodes, each with room for two pods of one CPU. */
const NODES: Node[] = ['a', 'b', 'c', 'd'].map((name, i) => ({
  name,
  labels: { pool: i % 2 === 0 ? 'even' : 'odd', rack: i < 2 ? 'r1' : 'r2', 'kubernetes.io/hostname': name },
  allocatable: { cpu: 2, pods: 10 },
  isReady: true,
}));

function podSet(name: string, count: number): PodSet {
  const template = { spec: { containers: [{ resources: { requests: { cpu: 1 } } }] } };
  return { name, count, template, topologyRequest: { unconstrained: true } };
}

function held(name: string, flavor: string, counts: Readonly<Record<string, number>>): PodSetAssignment {
  const domains = Object.entries(counts).map(([value, count]) => ({ values: [value], count }));
  return { name, flavors: { cpu: flavor }, topologyAssignment: { levels: ['kubernetes.io/hostname'], domains } };
}

function workload(podSets: PodSet[], podSetAssignments: PodSetAssignment[], unhealthyNodes: string[]): Workload {
  return { name: 'w', podSets, admission: { clusterQueue: 'cq', podSetAssignments }, unhealthyNodes };
}

function cluster(
  workloads: Workload[],
  flavors: Cluster['resourceFlavors'] = [{ name: 'f', topologyName: 't' }],
): Cluster {
  return { nodes: NODES, pods: [], topologies: [{ name: 't', levels: LEVELS }], resourceFlavors: flavors, workloads };
}

function answer(broken: Workload, within: Cluster) {
  const { name, podSets } = broken;
  return placeJobs([{ name, podSets, workload: broken }], { cluster: within })[0];
}

describe('an admitted workload with a failed node', () => {
  it('counts pods that join others of the workload as moved, and not the others', () => {
    // b has room beside one pod of the workload, and two pods of another fill r2: the lost pod can only join on b.
    const broken = workload([podSet('main', 3)], [held('main', 'f', { a: 2, b: 1 })], ['a']);
    const rest = { ...workload([podSet('main', 4)], [held('main', 'f', { c: 1, d: 2 })], []), name: 'other' };
    const one = workload([podSet('main', 2)], [held('main', 'f', { a: 1, b: 1 })], ['a']);
    const full = {
      ...rest,
      admission: { clusterQueue: 'cq', podSetAssignments: [held('main', 'f', { a: 1, c: 2, d: 2 })] },
    };
    expect(answer(one, cluster([one, full]))?.replacement).toEqual({
      failedNode: 'a',
      moved: [{ podSet: 'main', node: 'b', count: 1 }],
    });
    // Two lost pods, one place on b and one on c.
    expect(answer(broken, cluster([broken, rest]))?.replacement?.moved).toEqual([
      { podSet: 'main', node: 'b', count: 1 },
      { podSet: 'main', node: 'c', count: 1 },
    ]);
  });

  it('is mended pod set by pod set, each in the flavor that it holds', () => {
    const flavors = [
      { name: 'even', topologyName: 't', nodeLabels: { pool: 'even' } },
      { name: 'odd', topologyName: 't', nodeLabels: { pool: 'odd' } },
    ];
    // Node a failed: the pod of "x" on it can only go to c, the other node of its flavor. "y" keeps b.
    const broken = workload(
      [podSet('x', 1), podSet('y', 1)],
      [held('x', 'even', { a: 1 }), held('y', 'odd', { b: 1 })],
      ['a'],
    );
    const crowded = { ...workload([podSet('x', 1)], [held('x', 'even', { a: 1 })], []), name: 'other' };
    const mended = answer(broken, cluster([broken, crowded], flavors));
    expect(mended?.replacement?.moved).toEqual([{ podSet: 'x', node: 'c', count: 1 }]);
    expect(mended?.placement).toMatchObject({
      state: 'placed',
      podSets: [
        { name: 'x', nodes: [{ node: 'c', count: 1 }] },
        { name: 'y', nodes: [{ node: 'b', count: 1 }] },
      ],
    });
  });

  it('stays as it is when none of its pods is on the failed node', () => {
    const broken = workload([podSet('main', 1)], [held('main', 'f', { b: 1 })], ['a']);
    expect(answer(broken, cluster([broken]))).toMatchObject({
      placement: { state: 'placed', podSets: [{ nodes: [{ node: 'b', count: 1 }] }] },
      replacement: { failedNode: 'a', moved: [] },
    });
  });

  it('leaves the room of its other pods to nobody, and takes it once', () => {
    // It holds a (2) and b (1), so of 8 places 5 are left; the two lost pods take two of them and keep those of a charged.
    const broken = workload([podSet('main', 3)], [held('main', 'f', { a: 2, b: 1 })], ['a']);
    const next = { name: 'next', podSets: [podSet('main', 3)] };
    const more = { name: 'more', podSets: [podSet('main', 1)] };
    const jobs = [{ name: 'w', podSets: broken.podSets, workload: broken }, next, more];
    const states = placeJobs(jobs, { cluster: cluster([broken]) }).map(({ placement }) => placement.state);
    expect(states).toEqual(['placed', 'placed', 'rejected']);
  });
});
