import { describe, expect, it } from 'vitest';
import { flavorObjects } from '../../../src/analysis/governance/flavors.ts';
import { nodesOutsideTopology } from '../../../src/analysis/governance/nodes-outside-topology.ts';
import { HopwiseError } from '../../../src/base/index.ts';
import { node } from './quota.ts';

const HOST = 'kubernetes.io/hostname';
const LAYERS = [1, 2, 3].map((layer) => `topology.k8s.aws/network-node-layer-${layer}`);
const ULTRASERVER = 'topology.k8s.aws/ultraserver-id';

describe('the flavors', () => {
  it('are called like the instance types, whose nodes they are, once each and in order', () => {
    const { resourceFlavors } = flavorObjects(['ml.m5.xlarge', 'ml.g5.8xlarge', 'ml.m5.xlarge'], [], undefined);
    expect(resourceFlavors).toEqual(
      ['ml.g5.8xlarge', 'ml.m5.xlarge'].map((name) => ({
        name,
        nodeLabels: { 'node.kubernetes.io/instance-type': name },
        topologyName: 'hyperpod-default',
      })),
    );
  });

  it.each([
    ['ml.m5.xlarge', 'hyperpod-default', [HOST]],
    ['ml.g5.48xlarge', 'hyperpod-default', [HOST]],
    ['ml.p5.48xlarge', 'hyperpod', [...LAYERS, HOST]],
    ['ml.trn1.32xlarge', 'hyperpod', [...LAYERS, HOST]],
    ['ml.p6e-gb200.36xlarge', 'hyperpod-ultraserver', [...LAYERS, ULTRASERVER, HOST]],
  ])('of %s are placed by %s', (type, name, levels) => {
    const { resourceFlavors, topologies } = flavorObjects([type], [], undefined);
    expect(resourceFlavors[0]?.topologyName).toBe(name);
    expect(topologies).toEqual([{ name, levels }]);
  });

  it('take the levels of Topology objects that are known by name', () => {
    const known = [
      { name: 'hyperpod', levels: ['rack', HOST] },
      { name: 'other', levels: ['row'] },
    ];
    expect(flavorObjects(['ml.p5.48xlarge', 'ml.m5.xlarge'], known, undefined).topologies).toEqual([
      { name: 'hyperpod', levels: ['rack', HOST] },
      { name: 'hyperpod-default', levels: [HOST] },
    ]);
  });

  it('all share one topology when its levels are given', () => {
    const { resourceFlavors, topologies } = flavorObjects(['ml.p5.48xlarge', 'ml.m5.xlarge'], [], ['zone', HOST]);
    expect(resourceFlavors.map(({ topologyName }) => topologyName)).toEqual(['hyperpod-default', 'hyperpod-default']);
    expect(topologies).toEqual([{ name: 'hyperpod-default', levels: ['zone', HOST] }]);
  });

  it.each([[[]], [['a', 'a']], [[HOST, 'a']], [['a b']], [Array.from({ length: 17 }, (_, i) => `level-${i}`)]])(
    'cannot have the levels %j',
    (levels) => {
      expect(() => flavorObjects(['ml.m5.xlarge'], [], levels)).toThrow(HopwiseError);
    },
  );
});

describe('nodes outside of the topology of their flavor', () => {
  it('are those that lack the label of a level; others, and those that do not count, are not told', () => {
    const labels = Object.fromEntries(LAYERS.map((layer) => [layer, 'nn-1']));
    const nodes = [
      node('in', 'ml.p5.48xlarge', { labels }),
      node('bare', 'ml.p5.48xlarge'),
      node('short', 'ml.p5.48xlarge', { labels: { [LAYERS[0] as string]: 'nn-1' } }),
      node('gone', 'ml.p5.48xlarge', { isReady: false }),
      node('plain', 'ml.m5.xlarge'),
    ];
    const flavors = flavorObjects(['ml.p5.48xlarge', 'ml.m5.xlarge'], [], undefined);
    expect(nodesOutsideTopology(nodes, flavors)).toEqual([
      { flavor: 'ml.p5.48xlarge', topology: 'hyperpod', nodeCount: 2, ofNodeCount: 3 },
    ]);
  });
});
