import { describe, expect, it } from 'vitest';
import {
  type Configuration,
  type PodSetAssignment,
  resolveFeatureGates,
  type Workload,
} from '../../../src/model/index.ts';
import { type PodSetTotals, podSetTotals, scaleTotals } from '../../../src/scheduler/index.ts';
import { podSet, workload } from '../make-scheduler.ts';

function totals(
  of: Workload,
  gates: Record<string, boolean> = {},
  configuration: Configuration = {},
): readonly PodSetTotals[] {
  return podSetTotals(of, { gates: resolveFeatureGates(gates), configuration });
}

function amounts({ requests }: PodSetTotals): Record<string, number> {
  return Object.fromEntries(requests.map(({ resource, amount }) => [resource, Number(amount)]));
}

describe('the totals of a waiting workload', () => {
  it('are those of its pods, each rounded up before it is multiplied (kueue-quota Q27)', () => {
    const [main] = totals(workload('w', [podSet('main', 3, { cpu: '100.1m', memory: '1.5' })]));
    expect([main?.count, amounts(main!)]).toEqual([3, { cpu: 303, memory: 6 }]);
  });

  it('leave out pods that are done', () => {
    const of = workload('w', [podSet('main', 3, { cpu: 1 })], { reclaimablePods: { main: 2 } });
    expect(totals(of)[0]).toMatchObject({ count: 1, requests: [{ resource: 'cpu', amount: 1000 }] });
    expect(totals(of, { ReclaimablePods: false })[0]?.count).toBe(3);
  });

  it('have no pods for more done than there are', () => {
    expect(totals(workload('w', [podSet('main', 3, { cpu: 1 })], { reclaimablePods: { main: 9 } }))[0]?.count).toBe(0);
  });

  it('count what the configuration makes of requests', () => {
    const resources = {
      excludeResourcePrefixes: ['example.com/'],
      transformations: [{ input: 'cpu', strategy: 'Retain' as const, outputs: { credits: 2 } }],
    };
    const [main] = totals(workload('w', [podSet('main', 2, { cpu: 1, 'example.com/x': 1 })]), {}, { resources });
    expect(amounts(main!)).toEqual({ cpu: 2000, credits: 4 });
  });
});

describe('the totals of a workload that holds quota', () => {
  const held = (assignment: Partial<PodSetAssignment>, changes: Partial<Workload> = {}): Workload =>
    workload('w', [podSet('main', 4, { cpu: 1 })], {
      admission: { clusterQueue: 'q', podSetAssignments: [{ name: 'main', ...assignment }] },
      ...changes,
    });

  it('are those that it was admitted with, pods too', () => {
    const [main] = totals(held({ count: 3, flavors: { cpu: 'f' }, resourceUsage: { cpu: 9, pods: 3 } }));
    expect([main?.count, amounts(main!), [...(main?.flavors ?? [])]]).toEqual([
      3,
      { cpu: 9000, pods: 3 },
      [['cpu', 'f']],
    ]);
  });

  it('shrink with the pods that are done, beyond those that were not admitted', () => {
    const of = (done: number) => held({ count: 3, resourceUsage: { cpu: '1' } }, { reclaimablePods: { main: done } });
    // 4 pods, 3 admitted: one done leaves 3, two leave 2.
    expect(totals(of(1))[0]?.count).toBe(3);
    expect([totals(of(2))[0]?.count, amounts(totals(of(2))[0]!)]).toEqual([2, { cpu: 666 }]);
  });

  it('are of all pods where the admission says no number', () => {
    expect(totals(held({ resourceUsage: { cpu: 1 } }))[0]?.count).toBe(4);
  });

  it('are nothing for a pod set that is gone from the workload', () => {
    const gone = held({ name: 'other', count: 2, resourceUsage: { cpu: 2 } });
    expect([totals(gone)[0]?.count, amounts(totals(gone)[0]!)]).toEqual([0, { cpu: 0 }]);
  });

  it('tell of the topology only with its gate', () => {
    const topologyAssignment = { levels: ['rack'], domains: [{ values: ['a'], count: 4 }] };
    const of = held({ topologyAssignment, delayedTopologyRequest: 'Ready' });
    expect(totals(of)[0]).toMatchObject({ topologyAssignment, delayedTopologyRequest: 'Ready' });
    expect(Object.keys(totals(of, { TopologyAwareScheduling: false })[0]!)).not.toContain('topologyAssignment');
  });
});

describe('totals for another number of pods', () => {
  const main: PodSetTotals = { name: 'main', count: 3, requests: [{ resource: 'cpu', amount: 1000 }] };

  it.each<[title: string, of: PodSetTotals, count: number, cpu: number]>([
    ['are divided, then multiplied', main, 2, 666],
    ['are the same for as many', main, 3, 1000],
    ['are nothing for none', main, 0, 0],
    ['stay where there were none', { ...main, count: 0 }, 2, 1000],
    ['stay where the pods have their place', { ...main, topologyAssignment: { levels: [], domains: [] } }, 2, 1000],
  ])('%s', (_, of, count, cpu) => {
    expect(amounts(scaleTotals(of, count))).toEqual({ cpu });
  });
});
