import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fnv64a } from '../../../src/base/index.ts';
import {
  detectLabelFamily,
  instancesFromLabels,
  LABEL_FAMILIES,
  labelLevels,
  labelsOfFamily,
} from '../../../src/formats/index.ts';
import type { Instance, Node } from '../../../src/model/index.ts';

function node(name: string, labels: Record<string, string>): Node {
  return { name, labels, allocatable: {}, isReady: true };
}

describe('labels of a family', () => {
  const instance: Instance = {
    id: 'i-1',
    networkNodes: ['core', 'spine', 'leaf'],
    ultraServerId: 'nvl-1',
    subDomainId: 'rack01',
  };

  it.each([
    [
      'aws',
      {
        'topology.k8s.aws/network-node-layer-1': 'core',
        'topology.k8s.aws/network-node-layer-2': 'spine',
        'topology.k8s.aws/network-node-layer-3': 'leaf',
        'topology.k8s.aws/ultraserver-id': 'nvl-1',
      },
    ],
    [
      'topograph',
      {
        'fabric.topograph.run/tier-0': 'leaf',
        'fabric.topograph.run/tier-1': 'spine',
        'fabric.topograph.run/tier-2': 'core',
        'accelerator.topograph.run/domain': 'nvl-1',
        'accelerator.topograph.run/sub-domain': 'rack01',
      },
    ],
    [
      'nvidia',
      {
        'network.topology.nvidia.com/leaf': 'leaf',
        'network.topology.nvidia.com/spine': 'spine',
        'network.topology.nvidia.com/core': 'core',
        'network.topology.nvidia.com/accelerator': 'nvl-1',
      },
    ],
    [
      'nvidia-block',
      {
        'network.topology.nvidia.com/block': 'leaf',
        'network.topology.nvidia.com/spine': 'spine',
        'network.topology.nvidia.com/datacenter': 'core',
        'network.topology.nvidia.com/accelerator': 'nvl-1',
      },
    ],
  ] as const)('%s count layers as that tool does', (family, labels) => {
    expect(labelsOfFamily(instance, family)).toEqual(labels);
  });

  it('leave out what a family has no label for: the top for NVIDIA, the bottom for AWS', () => {
    const deep = { id: 'i-1', networkNodes: ['1', '2', '3', '4', '5'] };
    expect(Object.values(labelsOfFamily(deep, 'nvidia'))).toEqual(['5', '4', '3']);
    expect(Object.values(labelsOfFamily(deep, 'aws'))).toEqual(['1', '2', '3', '4']);
  });

  it('hash values of more than 63 bytes as topograph does, and only those', () => {
    const value = (name: string): string | undefined =>
      labelsOfFamily({ id: 'i-1', networkNodes: [name] }, 'topograph')['fabric.topograph.run/tier-0'];
    expect(value('a'.repeat(63))).toBe('a'.repeat(63));
    expect(value('a'.repeat(64))).toBe(`x${fnv64a('a'.repeat(64)).toString(16)}`);
    expect(value('ä'.repeat(32))).toMatch(/^x[0-9a-f]{1,16}$/);
    expect(labelsOfFamily({ id: 'i-1', networkNodes: ['a'.repeat(64)] }, 'aws')).toEqual({
      'topology.k8s.aws/network-node-layer-1': 'a'.repeat(64),
    });
  });

  it('without an accelerator domain have no part of one', () => {
    expect(labelsOfFamily({ id: 'i-1', networkNodes: [], subDomainId: 'rack01' }, 'topograph')).toEqual({});
  });
});

describe('reading labels', () => {
  it('detects the family that most nodes carry, the earlier on ties, none without any', () => {
    const aws = node('a', { 'topology.k8s.aws/network-node-layer-1': 'x' });
    const topograph = node('b', { 'fabric.topograph.run/tier-0': 'x' });
    const old = node('c', { 'network.topology.nvidia.com/block': 'x', 'network.topology.nvidia.com/spine': 'y' });
    expect(detectLabelFamily([topograph, aws])).toBe('aws');
    expect(detectLabelFamily([topograph, aws, topograph])).toBe('topograph');
    expect(detectLabelFamily([old])).toBe('nvidia-block');
    expect(detectLabelFamily([node('d', { 'network.topology.nvidia.com/leaf': 'x' })])).toBe('nvidia');
    expect(detectLabelFamily([node('e', { 'fabric.topograph.run/tier-0': '' }), node('f', {})])).toBeUndefined();
  });

  it("ends a path at the first label that is missing, counted from the family's own end", () => {
    const topograph = node('a', { 'fabric.topograph.run/tier-0': 'leaf', 'fabric.topograph.run/tier-2': 'core' });
    expect(instancesFromLabels([topograph])[0]?.networkNodes).toEqual(['leaf']);
    const aws = node('b', {
      'topology.k8s.aws/network-node-layer-1': 'top',
      'topology.k8s.aws/network-node-layer-3': 'leaf',
    });
    expect(instancesFromLabels([aws])[0]?.networkNodes).toEqual(['top']);
  });

  it('gives nodes of different depth their own layers', () => {
    const nodes = [
      node('a', { 'fabric.topograph.run/tier-0': 'l1', 'fabric.topograph.run/tier-1': 's' }),
      node('b', {
        'fabric.topograph.run/tier-0': 'l2',
        'fabric.topograph.run/tier-1': 's',
        'fabric.topograph.run/tier-2': 'core',
      }),
    ];
    expect(instancesFromLabels(nodes).map(({ networkNodes }) => networkNodes)).toEqual([
      ['s', 'l1'],
      ['core', 's', 'l2'],
    ]);
    expect(labelLevels(nodes, 'topograph')).toEqual([
      'fabric.topograph.run/tier-2',
      'fabric.topograph.run/tier-1',
      'fabric.topograph.run/tier-0',
    ]);
  });

  it('reads back what was written, in every family that has enough labels', () => {
    const value = fc.stringMatching(/^[a-z0-9](?:[-a-z0-9]{0,10}[a-z0-9])?$/);
    const instance = fc.record(
      {
        networkNodes: fc.array(value, { minLength: 1, maxLength: 4 }),
        ultraServerId: value,
        subDomainId: value,
      },
      { requiredKeys: ['networkNodes'] },
    );
    fc.assert(
      fc.property(
        fc.array(instance, { minLength: 1, maxLength: 8 }),
        fc.constantFrom(...LABEL_FAMILIES),
        (drawn, family) => {
          const instances = drawn.map(({ networkNodes, ultraServerId, subDomainId }, i): Instance => {
            const hasPart =
              family.subDomainKey !== undefined && ultraServerId !== undefined && subDomainId !== undefined;
            return {
              id: `n${i}`,
              nodeName: `n${i}`,
              networkNodes: networkNodes.slice(-Math.min(4, family.keys.length)),
              ...(ultraServerId === undefined ? {} : { ultraServerId }),
              ...(hasPart ? { subDomainId } : {}),
            };
          });
          const nodes = instances.map((one) => node(one.id, labelsOfFamily(one, family.name)));
          expect(detectLabelFamily(nodes)).toBe(family.name);
          expect(instancesFromLabels(nodes)).toEqual(instances);
        },
      ),
      { seed: 1, numRuns: 400 },
    );
  });
});
