import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type NodeQuota, type QuotaNode, type QuotaReport, quotaReport } from '../../../src/analysis/index.ts';
import { type ClusterQueue, type Cohort, resolveFeatureGates, type Workload } from '../../../src/model/index.ts';
import { cohort, queue } from '../../quota/make-quota.ts';

function report(
  clusterQueues: readonly ClusterQueue[],
  cohorts: readonly Cohort[] = [],
  workloads: readonly Workload[] = [],
): QuotaReport {
  const nothing = { nodes: [], pods: [], topologies: [], admissionChecks: [] };
  const objects = { ...nothing, resourceFlavors: [{ name: 'p5' }], clusterQueues, cohorts, workloads };
  return quotaReport(objects, { gates: resolveFeatureGates(), configuration: {} });
}

function holder(clusterQueue: string, gpus: number): Workload {
  const name = `w-${clusterQueue}`;
  return {
    name,
    podSets: [{ name: 'main', count: 1, template: {} }],
    conditions: [{ type: 'QuotaReserved', status: 'True' }],
    admission: {
      clusterQueue,
      podSetAssignments: [{ name: 'main', count: 1, flavors: { gpu: 'p5' }, resourceUsage: { gpu: gpus } }],
    },
  };
}

function nodeOf({ nodes }: QuotaReport, name: string): QuotaNode {
  return nodes.find((node) => node.name === name) as QuotaNode;
}

function quotaOf(of: QuotaReport, name: string): NodeQuota {
  return nodeOf(of, name).quotas[0] as NodeQuota;
}

/** vision may borrow 30, its cohort 4; speech keeps 6 of its 8 to itself; 16 belong to the company. */
const QUEUES = [
  queue('vision', 'research', { p5: { gpu: [8, 30] } }),
  queue('speech', 'research', { p5: { gpu: [8, undefined, 2] } }),
];
const COHORTS: Cohort[] = [
  cohort('research', 'company', { p5: { gpu: [0, 4] } }),
  { name: 'company', resourceGroups: queue('', '', { p5: { gpu: [16] } }).resourceGroups },
];

describe('quotaReport', () => {
  const given = report(QUEUES, COHORTS, [holder('vision', 11)]);

  it('lists cohorts, each followed by what is below it', () => {
    expect(given.nodes.map(({ name, depth, kind }) => [name, depth, kind])).toEqual([
      ['company', 0, 'Cohort'],
      ['research', 1, 'Cohort'],
      ['speech', 2, 'ClusterQueue'],
      ['vision', 2, 'ClusterQueue'],
    ]);
  });

  // research: 8 + 2 lendable of speech = 10, and 4 more at most; company: 16 + 10. Worked out by kueue-quota §6.3.
  it.each([
    ['company', { subtree: '26', used: '11', borrowed: '0', available: '15', potential: '26' }],
    ['research', { subtree: '10', used: '11', borrowed: '1', available: '3', potential: '14' }],
    ['vision', { subtree: '8', used: '11', borrowed: '3', available: '3', potential: '14', borrowingLimit: '30' }],
    ['speech', { subtree: '8', used: '0', borrowed: '0', available: '9', potential: '20' }],
  ])('says what %s uses and could use', (name, expected) => {
    expect(quotaOf(given, name)).toMatchObject(expected);
  });

  it('says which limit up the tree decides, and what was promised in vain', () => {
    expect(quotaOf(given, 'vision')).toMatchObject({
      limitedBy: { kind: 'borrowing-limit', name: 'research' },
      promised: '38',
    });
    expect(quotaOf(given, 'speech')).not.toHaveProperty('promised');
    expect(quotaOf(given, 'company').limitedBy).toEqual({ kind: 'whole-tree', name: 'company' });
  });

  it('says how much of its own quota a queue cannot have back without preemption', () => {
    const lent = report(
      [queue('a', 'pool', { p5: { gpu: [10] } }), queue('b', 'pool', { p5: { gpu: [0] } })],
      [],
      [holder('b', 4)],
    );
    expect(quotaOf(lent, 'a')).toMatchObject({ lent: '4', available: '6', borrowed: '0' });
    expect(quotaOf(lent, 'b')).toMatchObject({ lent: '0', available: '6', borrowed: '4' });
  });

  it('gives the share of the status, by weight', () => {
    // 3 of the 14 that research could get: 214.28…; 1 of 26: 38.46….
    expect(nodeOf(given, 'vision').share).toEqual({ weightedShare: '215', weight: 1, resource: 'gpu' });
    expect(nodeOf(given, 'research').share.weightedShare).toBe('39');
  });

  it('counts the workloads that hold quota', () => {
    expect(given.nodes.map(({ workloadCount }) => workloadCount)).toEqual([1, 1, 0, 1]);
  });

  it('tells why a queue takes nothing, and leaves out queues below a cycle', () => {
    const stopped = report([{ ...queue('a', '', { p5: { gpu: [1] } }), stopPolicy: 'Hold' }]);
    expect(nodeOf(stopped, 'a').inactive).toContain('stopped');
    const cyclic = report([queue('a', 'x', { p5: { gpu: [1] } })], [cohort('x', 'y', {}), cohort('y', 'x', {})]);
    expect(cyclic).toMatchObject({ nodes: [], queuesInCycle: ['a'] });
  });

  it('does not depend on the order of the objects', () => {
    const order = fc.tuple(
      fc.shuffledSubarray(QUEUES, { minLength: 2 }),
      fc.shuffledSubarray(COHORTS, { minLength: 2 }),
    );
    fc.assert(
      fc.property(order, ([queues, cohorts]) => {
        expect(report(queues, cohorts, [holder('vision', 11)])).toEqual(given);
      }),
      { numRuns: 20 },
    );
  });
});
