import { describe, expect, it } from 'vitest';
import { hyperPodNodes } from '../../src/report/index.ts';

const TYPE = 'node.kubernetes.io/instance-type';
const LAYER = 'topology.k8s.aws/network-node-layer-';

describe('hyperPodNodes', () => {
  it('names and labels instances as HyperPod does, and keeps names that are known', () => {
    const instances = [
      { id: 'i-1', type: 'p5.48xlarge', networkNodes: ['nn-1'], ultraServerId: 'us-1' },
      { id: 'i-2', type: 'ml.trn1.2xlarge', nodeName: 'ip-10-0-0-1', networkNodes: [] },
      { id: 'i-3', networkNodes: [] },
    ];
    expect(hyperPodNodes(instances).map(({ name, labels }) => [name, labels])).toEqual([
      [
        'hyperpod-i-1',
        {
          'kubernetes.io/hostname': 'hyperpod-i-1',
          [TYPE]: 'ml.p5.48xlarge',
          [`${LAYER}1`]: 'nn-1',
          'topology.k8s.aws/ultraserver-id': 'us-1',
        },
      ],
      ['ip-10-0-0-1', { 'kubernetes.io/hostname': 'ip-10-0-0-1', [TYPE]: 'ml.trn1.2xlarge' }],
      ['hyperpod-i-3', { 'kubernetes.io/hostname': 'hyperpod-i-3', [TYPE]: '' }],
    ]);
  });
});
