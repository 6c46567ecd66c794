import { describe, expect, it } from 'vitest';
import { topologyObject } from '../../src/report/index.ts';
import { deriveTopology } from '../../src/topology/index.ts';
import { ec2Instances, FIXTURES } from '../topology/samples.ts';

const LAYER = 'topology.k8s.aws/network-node-layer-';
const seven = ec2Instances(`${FIXTURES}seven-instances.json`);

describe('topologyObject', () => {
  it('is the object that kubectl applies', () => {
    expect(JSON.parse(topologyObject(deriveTopology(seven, 'hyperpod')))).toEqual({
      apiVersion: 'kueue.x-k8s.io/v1beta2',
      kind: 'Topology',
      metadata: { name: 'hyperpod' },
      spec: {
        levels: [
          { nodeLabel: `${LAYER}1` },
          { nodeLabel: `${LAYER}2` },
          { nodeLabel: `${LAYER}3` },
          { nodeLabel: 'kubernetes.io/hostname' },
        ],
      },
    });
  });
});
