import { describe, expect, it } from 'vitest';
import type { PodSetAssignment, Workload } from '../../../src/model/index.ts';
import { topologyUsage } from '../../../src/placement/index.ts';

const ASSIGNMENT = {
  levels: ['kubernetes.io/hostname'],
  domains: [
    { values: ['a'], count: 2 },
    { values: ['b'], count: 1 },
  ],
};

function workload(held: readonly PodSetAssignment[], podSets: Workload['podSets'] = []): Workload {
  return { name: 'w', podSets, admission: { clusterQueue: 'q', podSetAssignments: held } };
}

const POD_SET = {
  name: 'main',
  count: 3,
  template: { spec: { containers: [{ resources: { requests: { cpu: 2 } } }] } },
};

describe('a workload holds', () => {
  it('for each domain its pods, with the requests of its pod template, not of its quota', () => {
    const held = { name: 'main', flavors: { cpu: 'f' }, resourceUsage: { cpu: 99 }, topologyAssignment: ASSIGNMENT };
    const requests = new Map([['cpu', 2000n]]);
    expect(topologyUsage(workload([held], [POD_SET]))).toEqual([
      { flavor: 'f', values: ['a'], count: 2, requests },
      { flavor: 'f', values: ['b'], count: 1, requests },
    ]);
  });

  it('the same once in every flavor that it names', () => {
    const held = { name: 'main', flavors: { cpu: 'f', memory: 'f', gpu: 'g' }, topologyAssignment: ASSIGNMENT };
    expect(topologyUsage(workload([held], [POD_SET])).map(({ flavor, values }) => `${flavor} ${values}`)).toEqual([
      'f a',
      'f b',
      'g a',
      'g b',
    ]);
  });

  it('its share of the quota where the pod set is not there: 9 cpu for 3 pods', () => {
    const held = {
      name: 'main',
      flavors: { cpu: 'f' },
      count: 3,
      resourceUsage: { cpu: 9 },
      topologyAssignment: ASSIGNMENT,
    };
    expect(topologyUsage(workload([held]))[0]?.requests).toEqual(new Map([['cpu', 3000n]]));
  });

  it('nothing without an assignment, and nothing without an admission', () => {
    expect(topologyUsage(workload([{ name: 'main', flavors: { cpu: 'f' } }], [POD_SET]))).toEqual([]);
    expect(topologyUsage({ name: 'w', podSets: [POD_SET] })).toEqual([]);
  });
});
