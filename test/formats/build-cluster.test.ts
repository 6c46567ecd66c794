import { describe, expect, it } from 'vitest';
import { buildCluster, collectInstances, emptyInputs, type Inputs } from '../../src/formats/index.ts';
import type { Node } from '../../src/model/index.ts';

const LAYER_1 = 'topology.k8s.aws/network-node-layer-1';
const NOTHING: Inputs = emptyInputs();

function node(name: string, labels: Record<string, string> = {}): Node {
  return { name, labels, allocatable: { pods: 10 }, isReady: true };
}

describe('buildCluster', () => {
  it('takes Node objects as the cluster, and adds the layers that EC2 knows', () => {
    const instances = [
      { id: 'i-0a', type: 'p5.48xlarge', networkNodes: ['nn-1'] },
      { id: 'i-0b', type: 'p5.48xlarge', networkNodes: ['nn-1'] },
    ];
    const { cluster, problems } = buildCluster({ ...NOTHING, instances, nodes: [node('hyperpod-i-0a')] });
    expect(problems).toEqual([]);
    expect(cluster.nodes.map(({ name, labels }) => [name, labels[LAYER_1]])).toEqual([['hyperpod-i-0a', 'nn-1']]);
  });

  it('makes nodes of instances when there are no Node objects', () => {
    const instances = [{ id: 'i-0a', type: 'p5.48xlarge', networkNodes: ['nn-1'] }];
    const { cluster } = buildCluster({ ...NOTHING, instances });
    expect(cluster.nodes[0]).toMatchObject({ name: 'i-0a', labels: { [LAYER_1]: 'nn-1' }, isReady: true });
  });

  it('calls an instance without known resources an error', () => {
    const { problems } = buildCluster({ ...NOTHING, instances: [{ id: 'i-0a', type: 'x9.huge', networkNodes: [] }] });
    expect(problems.map(({ severity }) => severity)).toEqual(['error']);
  });

  it('leaves out workloads that hold nothing', () => {
    const waiting = { name: 'waiting', podSets: [] };
    const admitted = { name: 'admitted', podSets: [], admission: { clusterQueue: 'q', podSetAssignments: [] } };
    const { cluster } = buildCluster({ ...NOTHING, workloads: [waiting, admitted] });
    expect(cluster.workloads).toEqual([admitted]);
  });
});

describe('collectInstances', () => {
  it('names each machine once: by EC2, then nodes that EC2 does not name', () => {
    const instances = [{ id: 'i-0a', networkNodes: ['nn-1'] }];
    const nodes = [node('hyperpod-i-0a'), node('other', { [LAYER_1]: 'nn-2' })];
    expect(collectInstances({ ...NOTHING, instances, nodes }).instances).toEqual([
      { id: 'i-0a', networkNodes: ['nn-1'], nodeName: 'hyperpod-i-0a' },
      { id: 'other', networkNodes: ['nn-2'], nodeName: 'other' },
    ]);
  });

  it('places nodes by other labels when asked', () => {
    const nodes = [node('a', { rack: 'r1', [LAYER_1]: 'nn-1' })];
    expect(collectInstances({ ...NOTHING, nodes }, ['rack']).instances[0]?.networkNodes).toEqual(['r1']);
  });
});
