import { describe, expect, it } from 'vitest';
import { capacityTable, hopCostTable, hyperPodNodes } from '../../src/report/index.ts';
import { compileNetwork, instancesFromNodes } from '../../src/topology/index.ts';
import { FIXTURES, kubernetesNodes } from '../topology/samples.ts';

const INSTANCES = [
  { id: 'i-a', type: 'p5.48xlarge', networkNodes: ['nn-1', 'nn-2'], nodeName: 'a' },
  { id: 'i-b', networkNodes: ['nn-1', 'nn-3'] },
];

const nodes = kubernetesNodes(`${FIXTURES}seven-instances.nodes.json`);
const seven = compileNetwork(instancesFromNodes(nodes));

function rows(table: string): string[][] {
  return table.split('\n').map((line) => line.split(/\s{2,}/));
}

describe('capacityTable', () => {
  it('sums what nodes can allocate below every network node, and leaves out what none has', () => {
    const nodes = [
      { name: 'a', labels: {}, allocatable: { cpu: '1500m', memory: '1Gi', 'nvidia.com/gpu': 8 }, isReady: true },
      { name: 'i-b', labels: {}, allocatable: { cpu: 2, memory: '3Gi', 'nvidia.com/gpu': 1 }, isReady: true },
    ];
    expect(rows(capacityTable(compileNetwork(INSTANCES), nodes))).toEqual([
      ['LAYER', 'NETWORK NODE', 'INSTANCES', 'NVIDIA.COM/GPU', 'CPU', 'MEMORY'],
      ['1', 'nn-1', '2', '9', '3500m', '4Gi'],
      ['2', 'nn-2', '1', '8', '1500m', '1Gi'],
      ['2', 'nn-3', '1', '1', '2', '3Gi'],
    ]);
  });

  it('sums up the seven nodes, layer by layer', () => {
    // Per node: 8 GPUs, 32 EFA interfaces, 192 cpu, 2,083,840 MiB = 2,035 GiB.
    expect(capacityTable(seven, nodes).split('\n')).toEqual([
      'LAYER   NETWORK NODE      INSTANCES   NVIDIA.COM/GPU   VPC.AMAZONAWS.COM/EFA   CPU    MEMORY',
      '1       nn-11111example   7           56               224                     1344   14245Gi',
      '2       nn-22222example   5           40               160                     960    10175Gi',
      '2       nn-55555example   2           16               64                      384    4070Gi',
      '3       nn-33333example   3           24               96                      576    6105Gi',
      '3       nn-44444example   2           16               64                      384    4070Gi',
      '3       nn-66666example   1           8                32                      192    2035Gi',
      '3       nn-77777example   1           8                32                      192    2035Gi',
    ]);
  });

  it('has no column for what no node has, and counts an unknown node as nothing', () => {
    const some = nodes.slice(0, 1).map((node) => ({ ...node, allocatable: { cpu: '1500m', memory: 0 } }));
    expect(capacityTable(seven, some).split('\n').slice(0, 3)).toEqual([
      'LAYER   NETWORK NODE      INSTANCES   CPU',
      '1       nn-11111example   7           1500m',
      '2       nn-22222example   5           1500m',
    ]);
  });

  it('counts instances where no node is known', () => {
    expect(rows(capacityTable(compileNetwork(INSTANCES), []))[1]).toEqual(['1', 'nn-1', '2']);
  });
});

describe('hyperPodNodes', () => {
  it('names and types instances as HyperPod does', () => {
    const [a, b] = hyperPodNodes(INSTANCES);
    expect([a?.name, b?.name]).toEqual(['a', 'hyperpod-i-b']);
    expect(a?.labels).toEqual({
      'kubernetes.io/hostname': 'a',
      'node.kubernetes.io/instance-type': 'ml.p5.48xlarge',
      'topology.k8s.aws/network-node-layer-1': 'nn-1',
      'topology.k8s.aws/network-node-layer-2': 'nn-2',
    });
    expect(b?.labels['node.kubernetes.io/instance-type']).toBe('');
  });
});

describe('hopCostTable', () => {
  it('rounds for people and marks what is unknown', () => {
    const known = { max: 4, mean: 10 / 3, total: 10, ring: 10, unreachablePairs: 0 };
    expect(rows(hopCostTable(known))[1]).toEqual(['4', '3.33', '10', '10', '0']);
    const unknown = { max: null, mean: null, total: null, ring: null, unreachablePairs: 1 };
    expect(rows(hopCostTable(unknown))[1]).toEqual(['-', '-', '-', '-', '1']);
  });
});
