import { describe, expect, it } from 'vitest';
import { joinInstances } from '../../../src/formats/index.ts';
import type { Node } from '../../../src/model/index.ts';

const LAYER = 'topology.k8s.aws/network-node-layer';

function node(name: string, more: Partial<Node> = {}): Node {
  return { name, labels: {}, allocatable: {}, isReady: true, ...more };
}

function instance(id: string) {
  return { id, networkNodes: ['nn-1', 'nn-2'] };
}

describe('joinInstances', () => {
  it.each([
    ['the HyperPod name', node('hyperpod-i-0a')],
    ['the providerID', node('ip-10-0-0-1.ec2.internal', { providerId: 'aws:///us-west-2a/i-0a' })],
    [
      'HyperPod\u2019s providerID',
      node('x', { providerId: 'aws:///usw2-az2/sagemaker/cluster/hyperpod-example-i-0a' }),
    ],
  ])('knows a machine by %s', (_, given) => {
    const { instances, nodes, problems } = joinInstances([instance('i-0a'), instance('i-0b')], [given]);
    expect(instances.map(({ nodeName }: { nodeName?: string }) => nodeName)).toEqual([given.name, undefined]);
    expect(nodes[0]?.labels).toEqual({ [`${LAYER}-1`]: 'nn-1', [`${LAYER}-2`]: 'nn-2' });
    expect(problems).toEqual([]);
  });

  it('takes no instance for another whose id it ends with', () => {
    const { nodes } = joinInstances([instance('i-0a')], [node('hyperpod-i-00a', { providerId: 'aws:///z/xi-0a' })]);
    expect(nodes[0]?.labels).toEqual({});
  });

  it('never overwrites a label, and warns where it differs', () => {
    const given = node('hyperpod-i-0a', { labels: { [`${LAYER}-1`]: 'nn-9', [`${LAYER}-3`]: 'nn-3' } });
    const { nodes, problems } = joinInstances([instance('i-0a')], [given]);
    expect(nodes[0]?.labels).toEqual({ [`${LAYER}-1`]: 'nn-9', [`${LAYER}-2`]: 'nn-2', [`${LAYER}-3`]: 'nn-3' });
    expect(
      problems.map(({ severity, code, message }) => [
        severity,
        code,
        message.includes('nn-9') || message.includes('nn-3'),
      ]),
    ).toEqual([
      ['warning', 'conflict', true],
      ['warning', 'conflict', true],
    ]);
  });

  it('brings the UltraServer to the instance', () => {
    const given = node('hyperpod-i-0a', { labels: { 'topology.k8s.aws/ultraserver-id': 'us-1' } });
    expect(joinInstances([instance('i-0a')], [given]).instances[0]).toMatchObject({ ultraServerId: 'us-1' });
  });
});
