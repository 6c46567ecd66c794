import { describe, expect, it } from 'vitest';
import { nodesFromInstances, nominalResources } from '../../../src/formats/index.ts';

describe('nominalResources', () => {
  it.each([
    ['p5.48xlarge', { cpu: 192, memory: '2048Gi', 'nvidia.com/gpu': 8, 'vpc.amazonaws.com/efa': 32, pods: 110 }],
    ['ml.p4d.24xlarge', { cpu: 96, memory: '1152Gi', 'nvidia.com/gpu': 8, 'vpc.amazonaws.com/efa': 4, pods: 110 }],
    ['ml.trn1.2xlarge', { cpu: 8, memory: '32Gi', 'aws.amazon.com/neuron': 1, pods: 110 }],
    [
      'trn2u.48xlarge',
      { cpu: 192, memory: '2048Gi', 'aws.amazon.com/neuron': 16, 'vpc.amazonaws.com/efa': 16, pods: 110 },
    ],
    ['ml.m5.xlarge', { cpu: 4, memory: '16Gi', pods: 110 }],
    ['x9.xlarge', undefined],
    ['constructor', undefined],
    ['ml.', undefined],
  ])('%s', (type, expected) => {
    expect(nominalResources(type)).toEqual(expected);
  });
});

describe('nodesFromInstances', () => {
  it('gives ready nodes with the labels that EC2 knows', () => {
    const instance = {
      id: 'i-1',
      type: 'p5.48xlarge',
      networkNodes: ['nn-1', 'nn-2', 'nn-3'],
      availabilityZone: 'us-west-2a',
      zoneId: 'usw2-az2',
      ultraServerId: 'us-1',
    };
    const { nodes, problems } = nodesFromInstances([instance, { ...instance, nodeName: 'hyperpod-i-1' }]);
    expect(problems).toEqual([]);
    expect(nodes.map(({ name }) => name)).toEqual(['i-1', 'hyperpod-i-1']);
    expect(nodes[0]).toMatchObject({
      isReady: true,
      labels: {
        'kubernetes.io/hostname': 'i-1',
        'node.kubernetes.io/instance-type': 'p5.48xlarge',
        'topology.k8s.aws/network-node-layer-1': 'nn-1',
        'topology.k8s.aws/network-node-layer-2': 'nn-2',
        'topology.k8s.aws/network-node-layer-3': 'nn-3',
        'topology.kubernetes.io/zone': 'us-west-2a',
        'topology.k8s.aws/zone-id': 'usw2-az2',
        'topology.k8s.aws/ultraserver-id': 'us-1',
      },
    });
    expect(Object.keys(nodes[0]?.labels ?? {})).toHaveLength(8);
  });

  it('says once for each unknown type that Node objects are needed', () => {
    const instances = ['x9.large', 'x9.large', undefined].map((type, index) => ({
      id: `i-${index}`,
      networkNodes: [],
      ...(type === undefined ? {} : { type }),
    }));
    const { nodes, problems } = nodesFromInstances(instances, { file: 'a.json', line: 3, column: 2 });
    expect(nodes).toEqual([]);
    expect(problems).toMatchObject([
      {
        file: 'a.json',
        line: 3,
        severity: 'error',
        message: expect.stringContaining('"x9.large" are not known (i-0, i-1)'),
      },
      { message: expect.stringContaining('give Node objects instead') },
    ]);
  });
});
