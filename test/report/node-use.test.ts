import { describe, expect, it } from 'vitest';
import type { Node, Pod } from '../../src/model/index.ts';
import { nodeUse } from '../../src/report/index.ts';

function node(name: string, allocatable: Node['allocatable']): Node {
  return { name, labels: {}, allocatable, isReady: true };
}

function pod(nodeName: string, requests: Record<string, string | number>, phase = 'Running'): Pod {
  return { name: 'p', phase, spec: { nodeName, containers: [{ resources: { requests } }] } };
}

describe('use of nodes', () => {
  it('is the share of accelerators that pods take, else of CPU', () => {
    const nodes = [
      node('gpu', { 'nvidia.com/gpu': 8, cpu: 100 }),
      node('neuron', { 'aws.amazon.com/neuron': 16, cpu: 100 }),
      node('cpu', { cpu: '4' }),
      node('none', {}),
    ];
    const pods = [
      pod('gpu', { 'nvidia.com/gpu': 2, cpu: 100 }),
      pod('gpu', { 'nvidia.com/gpu': 4 }),
      pod('gpu', { 'nvidia.com/gpu': 2 }, 'Succeeded'),
      pod('neuron', { 'aws.amazon.com/neuron': 4 }, 'Pending'),
      pod('cpu', { cpu: '500m' }),
      pod('elsewhere', { cpu: 1 }),
      { name: 'waiting', spec: {} },
    ];
    expect([...nodeUse(nodes, pods)]).toEqual([
      ['gpu', 0.75],
      ['neuron', 0.25],
      ['cpu', 0.125],
      ['none', 0],
    ]);
  });

  it('is at most 1, even where more is bound than there is', () => {
    expect(nodeUse([node('a', { cpu: 1 })], [pod('a', { cpu: 3 })]).get('a')).toBe(1);
  });
});
