import { describe, expect, it } from 'vitest';
import { HopwiseError } from '../../../src/base/index.ts';
import type { Condition } from '../../../src/model/index.ts';
import { admitted, infoIn, podSet, queue, snapshot, workload } from '../make-scheduler.ts';

const state = snapshot({ clusterQueues: [queue('q', [{ a: { cpu: 9, memory: 9 }, b: { cpu: 9, memory: 9 } }])] });

describe('a workload as the scheduler sees it', () => {
  it('waits in a queue and uses nothing', () => {
    const info = infoIn(state, workload('w', [podSet('main', 1, { cpu: 1 })], { namespace: 'ns', uid: 'u' }), 'q');
    expect(info).toMatchObject({ key: 'ns/w', uid: 'u', clusterQueue: 'q', isReserved: false, isEvicted: false });
    expect(info.usage).toEqual({ quota: [], topology: [] });
  });

  it('uses what all its pod sets hold, by flavor-resource, in order; what has no flavor is not charged', () => {
    const held = admitted('w', 'other', { cpu: ['b', 1] });
    const podSetAssignments = [
      { name: 'main', count: 1, flavors: { cpu: 'b' }, resourceUsage: { cpu: 1 } },
      { name: 'more', count: 1, flavors: { cpu: 'b', memory: 'a' }, resourceUsage: { cpu: 2, memory: 3, gpu: 4 } },
    ];
    const podSets = ['main', 'more'].map((name) => podSet(name, 1, {}));
    const info = infoIn(state, { ...held, podSets, admission: { clusterQueue: 'q', podSetAssignments } }, '');
    const { names } = state.quota.quota.flavorResources;
    expect(info.usage.quota.map(({ flavorResource, amount }) => [names[flavorResource], amount])).toEqual([
      [{ flavor: 'a', resource: 'memory' }, 3],
      [{ flavor: 'b', resource: 'cpu' }, 3000],
    ]);
    expect([info.clusterQueue, info.isReserved]).toEqual(['q', true]);
  });

  it('knows since when its quota is reserved, and whether it was evicted', () => {
    const at = (type: string, status: Condition['status'], lastTransitionMs: number): Condition => {
      return { type, status, lastTransitionMs };
    };
    const of = (...conditions: Condition[]) =>
      infoIn(state, { ...admitted('w', 'q', { cpu: ['a', 1] }), conditions }, '');
    expect(of(at('QuotaReserved', 'True', 7), at('Evicted', 'True', 9))).toMatchObject({
      reservedMs: 7,
      isEvicted: true,
    });
    expect(of(at('Evicted', 'False', 9))).toMatchObject({ reservedMs: undefined, isEvicted: false });
  });

  it('can hold nothing that the snapshot was not told of', () => {
    expect(() => infoIn(state, admitted('w', 'q', { cpu: ['gone', 1] }), '')).toThrow(HopwiseError);
  });
});
