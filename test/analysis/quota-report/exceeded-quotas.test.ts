import { describe, expect, it } from 'vitest';
import { exceededQuotas, flavorSupplies } from '../../../src/analysis/index.ts';
import type { Node } from '../../../src/model/index.ts';
import { queue } from '../../quota/make-quota.ts';

function node(name: string, labels: Record<string, string>, rest: Partial<Node> = {}): Node {
  return { name, labels, allocatable: { gpu: 8, cpu: '7500m', pods: 10 }, isReady: true, ...rest };
}

const NODES = [
  node('a', { type: 'p5' }),
  node('b', { type: 'p5' }),
  node('c', { type: 'p5' }, { isReady: false }),
  node('d', { type: 'p5' }, { isUnschedulable: true }),
  node('e', { type: 'g5' }),
];
const RESOURCE_FLAVORS = [{ name: 'p5', nodeLabels: { type: 'p5' } }, { name: 'any' }];

describe('flavorSupplies', () => {
  it('adds up the ready nodes with all labels of the flavor', () => {
    const supplies = flavorSupplies({ nodes: NODES, resourceFlavors: RESOURCE_FLAVORS });
    expect(supplies.map(({ flavor, nodeCount, allocatable }) => [flavor, nodeCount, allocatable.get('gpu')])).toEqual([
      ['any', 3, 24n],
      ['p5', 2, 16n],
    ]);
  });
});

describe('exceededQuotas', () => {
  const clusterQueues = [
    queue('x', 'c', { p5: { gpu: [10], cpu: [15], pods: [1000] } }),
    queue('y', 'c', { p5: { gpu: [8], cpu: [0], pods: [0] } }),
  ];

  it('compares the sum of all quotas with what the nodes give', () => {
    const objects = { nodes: NODES, resourceFlavors: RESOURCE_FLAVORS, clusterQueues, cohorts: [] };
    expect(exceededQuotas(objects)).toEqual([
      { flavor: 'p5', resource: 'gpu', nominal: '18', allocatable: '16', nodeCount: 2 },
    ]);
  });

  it('says nothing without nodes', () => {
    expect(exceededQuotas({ nodes: [], resourceFlavors: RESOURCE_FLAVORS, clusterQueues, cohorts: [] })).toEqual([]);
  });
});
