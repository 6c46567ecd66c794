import { describe, expect, it } from 'vitest';
import { uncountedPods } from '../../../src/analysis/index.ts';
import type { Cluster, Pod, Workload } from '../../../src/model/index.ts';

const TOPOLOGY = { 'kueue.x-k8s.io/podset-unconstrained-topology': 'true' };
const OF_W = { ...TOPOLOGY, 'kueue.x-k8s.io/workload': 'w' };
const POD: Pod = { name: 'p', namespace: 'ns', annotations: OF_W, spec: { nodeName: 'n1' }, phase: 'Running' };
const ADMITTED: Workload = {
  name: 'w',
  namespace: 'ns',
  podSets: [],
  admission: { clusterQueue: 'cq', podSetAssignments: [] },
};

function cluster(pod: Pod, ...workloads: Workload[]): Cluster {
  return { nodes: [], pods: [pod], topologies: [], resourceFlavors: [], workloads };
}

describe('uncountedPods', () => {
  const { admission: _, ...pending } = ADMITTED;
  it.each([
    ['no Workload is there', POD, []],
    ['its Workload is not admitted', POD, [pending]],
    ['the Workload of its name is in another namespace', POD, [{ ...ADMITTED, namespace: 'other' }]],
    ['it names no Workload', { ...POD, annotations: TOPOLOGY }, [ADMITTED]],
    ['it is on its way out', { ...POD, isTerminating: true }, []],
  ] as const)('names a pod when %s', (_, pod, workloads) => {
    expect(uncountedPods(cluster(pod, ...workloads))).toEqual([pod]);
  });

  it.each([
    ['its Workload counts for it', POD, [ADMITTED]],
    [
      'both are in the default namespace, said or not',
      { ...POD, namespace: 'default' },
      [{ ...ADMITTED, namespace: undefined }],
    ],
    ['it is not bound', { ...POD, spec: {} }, []],
    ['it failed', { ...POD, phase: 'Failed' }, []],
    ['it succeeded', { ...POD, phase: 'Succeeded' }, []],
    [
      'it was not placed by topology: the node counts it',
      { ...POD, annotations: { 'kueue.x-k8s.io/workload': 'w' } },
      [],
    ],
  ] as const)('passes over a pod when %s', (_, pod, workloads) => {
    expect(uncountedPods(cluster(pod as Pod, ...(workloads as readonly Workload[])))).toEqual([]);
  });
});
