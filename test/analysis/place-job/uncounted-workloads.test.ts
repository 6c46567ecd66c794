import { describe, expect, it } from 'vitest';
import { uncountedWorkloads } from '../../../src/analysis/index.ts';
import type { Cluster, PodSetAssignment, Workload } from '../../../src/model/index.ts';

const HELD: PodSetAssignment = {
  name: 'main',
  flavors: { cpu: 'f' },
  topologyAssignment: { levels: ['h'], domains: [{ values: ['n1'], count: 1 }] },
};

function workload(...podSetAssignments: PodSetAssignment[]): Workload {
  return { name: 'w', podSets: [], admission: { clusterQueue: 'cq', podSetAssignments } };
}

function uncounted(held: Workload, flavors: Cluster['resourceFlavors']): readonly Workload[] {
  const topologies = [{ name: 't', levels: ['h'] }];
  return uncountedWorkloads({ nodes: [], pods: [], topologies, resourceFlavors: flavors, workloads: [held] });
}

describe('uncountedWorkloads', () => {
  const { topologyAssignment: _, ...byQuotaOnly } = HELD;
  it.each([
    ['its flavor is not there', workload(HELD), []],
    ['its flavor names no Topology', workload(HELD), [{ name: 'f' }]],
    ['the Topology of its flavor is not there', workload(HELD), [{ name: 'f', topologyName: 'u' }]],
    ['one of its pod sets is uncounted', workload(byQuotaOnly, HELD), [{ name: 'g', topologyName: 't' }]],
  ])('names a workload when %s', (_, held, flavors) => {
    expect(uncounted(held, flavors)).toEqual([held]);
  });

  it.each([
    ['one of its flavors is counted', workload({ ...HELD, flavors: { cpu: 'x', gpu: 'f' } })],
    ['topology placed none of its pods', workload(byQuotaOnly)],
    ['it is not admitted', { name: 'w', podSets: [] }],
  ])('passes over a workload when %s', (_, held) => {
    expect(uncounted(held, [{ name: 'f', topologyName: 't' }])).toEqual([]);
  });
});
