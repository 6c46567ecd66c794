import { describe, expect, it } from 'vitest';
import type { Node } from '../../src/model/index.ts';
import { deriveTopology, instanceIdOf, instancesFromNodes } from '../../src/topology/index.ts';
import { FIXTURES, instancesAt, kubernetesNodes } from './samples.ts';

const LAYER = 'topology.k8s.aws/network-node-layer-';

function node(name: string, labels: Record<string, string>, providerId?: string): Node {
  return { name, labels, allocatable: {}, isReady: true, ...(providerId !== undefined && { providerId }) };
}

describe('instanceIdOf', () => {
  const cases: [id: string | undefined, name: string, providerId: string | undefined][] = [
    ['i-076a8fd1fb47273d2', 'hyperpod-i-076a8fd1fb47273d2', undefined],
    ['i-0c0ffee00000000b2', 'x', 'aws:///usw2-az2/sagemaker/cluster/hyperpod-example-i-0c0ffee00000000b2'],
    ['i-0abc', 'ip-10-192-7-11.ec2.internal', 'aws:///us-west-2a/i-0abc'],
    ['mi-0abc', 'x', 'aws:///us-west-2a/mi-0abc'],
    ['i-1', 'hyperpod-i-1', 'aws:///us-west-2a/i-2'],
    [undefined, 'ip-10-192-7-11.ec2.internal', undefined],
    [undefined, 'i-0abc', undefined],
    [undefined, 'x', 'gce://project/zone/pool-i-0abc'],
    [undefined, 'x', 'aws:///us-west-2a/i-0abc/'],
    [undefined, 'hyperpod-i-', undefined],
  ];
  it.each(cases)('is %s of node %s with providerID %s', (id, name, providerId) => {
    expect(instanceIdOf(node(name, {}, providerId))).toBe(id);
  });
});

describe('instancesFromNodes', () => {
  it('reads the layers of documented nodes, and calls them by name where no id is known', () => {
    const instances = instancesFromNodes(kubernetesNodes(`${FIXTURES}documentation-examples/aws-node-labels.json`));
    expect(instances).toEqual([
      {
        id: 'ip-10-192-7-11.ec2.internal',
        nodeName: 'ip-10-192-7-11.ec2.internal',
        networkNodes: ['nn-a29d806520fbf708b', 'nn-57b8dbe21569e0155', 'nn-4ff6cc69685dce646'],
      },
      {
        id: 'sample-p4d-ap-northeast-2b',
        nodeName: 'sample-p4d-ap-northeast-2b',
        networkNodes: ['nn-c79422f4e61deb9ca', 'nn-6ff5053c3a4d86db7', 'nn-dcbcca51aebf4c95b'],
        type: 'p4d.24xlarge',
        availabilityZone: 'ap-northeast-2b',
      },
      {
        id: 'sample-trn1-us-west-2a',
        nodeName: 'sample-trn1-us-west-2a',
        networkNodes: ['nn-67ec43a6722b34afb', 'nn-39eb76bb31ed2a526', 'nn-d2e25ce93dad9593e'],
        type: 'trn1.2xlarge',
        availabilityZone: 'us-west-2a',
      },
    ]);
  });

  it('ends a path before the first missing or empty label', () => {
    const pathOf = (labels: Record<string, string>): readonly string[] | undefined =>
      instancesFromNodes([node('a', labels)])[0]?.networkNodes;
    expect(pathOf({})).toEqual([]);
    expect(pathOf({ [`${LAYER}1`]: 'x', [`${LAYER}2`]: '' })).toEqual(['x']);
    expect(pathOf({ [`${LAYER}1`]: 'x', [`${LAYER}3`]: 'z' })).toEqual(['x']);
    expect(pathOf({ [`${LAYER}2`]: 'y' })).toEqual([]);
    expect(pathOf({ [`${LAYER}1`]: 'a', [`${LAYER}2`]: 'b', [`${LAYER}3`]: 'c', [`${LAYER}4`]: 'd' })).toEqual([
      'a',
      'b',
      'c',
      'd',
    ]);
  });

  it('takes the levels of any topology, the host name aside', () => {
    const labels = { block: 'b1', rack: 'r1', 'kubernetes.io/hostname': 'a', constructor: 'x' };
    const levels = ['block', 'rack', 'kubernetes.io/hostname'];
    expect(instancesFromNodes([node('a', labels)], levels)[0]?.networkNodes).toEqual(['b1', 'r1']);
    expect(instancesFromNodes([node('a', {})], ['constructor', 'toString'])[0]?.networkNodes).toEqual([]);
  });

  it('carries over zone and UltraServer', () => {
    const labels = { 'topology.k8s.aws/zone-id': 'usw2-az2', 'topology.k8s.aws/ultraserver-id': 'us-1' };
    expect(instancesFromNodes([node('hyperpod-i-1', labels)])).toEqual([
      { id: 'i-1', nodeName: 'hyperpod-i-1', networkNodes: [], zoneId: 'usw2-az2', ultraServerId: 'us-1' },
    ]);
  });
});

describe('deriveTopology', () => {
  const HOST = 'kubernetes.io/hostname';
  const cases: [why: string, paths: Record<string, string[]>, levels: string[]][] = [
    ['three layers', { a: ['x', 'y', 'z'] }, [`${LAYER}1`, `${LAYER}2`, `${LAYER}3`, HOST]],
    ['four layers', { a: ['w', 'x', 'y', 'z'] }, [`${LAYER}1`, `${LAYER}2`, `${LAYER}3`, `${LAYER}4`, HOST]],
    ['mixed depth: the layers that all have', { a: ['x', 'y', 'z'], b: ['x'], c: ['x', 'y'] }, [`${LAYER}1`, HOST]],
    ['instances without layers aside', { a: ['x', 'y'], b: [] }, [`${LAYER}1`, `${LAYER}2`, HOST]],
    ['nothing known', { a: [] }, [HOST]],
    ['nothing at all', {}, [HOST]],
  ];
  it.each(cases)('names %s', (_, paths, levels) => {
    expect(deriveTopology(instancesAt(paths), 'net')).toEqual({ name: 'net', levels });
  });

  it('names the labels that the layers were read from', () => {
    const instances = instancesAt({ a: ['x', 'y'] });
    expect(deriveTopology(instances, 'net', ['block', 'rack', HOST]).levels).toEqual(['block', 'rack', HOST]);
  });
});
