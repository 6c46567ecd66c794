import { describe, expect, it } from 'vitest';
import { compileNetwork, groupsByLayer, sharedNode, sharingLayer } from '../../src/topology/index.ts';
import { instancesAt } from './samples.ts';

const network = compileNetwork(
  instancesAt({
    four: ['n1', 'n2', 'n3', 'n4'],
    three: ['n1', 'n2', 'm3'],
    one: ['n1'],
    twin: ['n1', 'p2', 'm3'],
    other: ['q1', 'n2'],
    alone: [],
  }),
);
const idsOf = (instances: readonly { readonly id: string }[]): string[] => instances.map(({ id }) => id);

describe('groupsByLayer', () => {
  it('groups by place, not by id, at every layer that any instance has', () => {
    const found = groupsByLayer(network).map((groups) =>
      groups.map(({ path, instances }) => [path.join('/'), idsOf(instances).sort()]),
    );
    expect(found).toEqual([
      [
        ['n1', ['four', 'one', 'three', 'twin']],
        ['q1', ['other']],
      ],
      [
        ['n1/n2', ['four', 'three']],
        ['n1/p2', ['twin']],
        ['q1/n2', ['other']],
      ],
      [
        ['n1/n2/m3', ['three']],
        ['n1/n2/n3', ['four']],
        ['n1/p2/m3', ['twin']],
      ],
      [['n1/n2/n3/n4', ['four']]],
    ]);
  });

  it('has no layers where nothing is known', () => {
    expect(groupsByLayer(compileNetwork(instancesAt({ alone: [] })))).toEqual([]);
  });
});

describe('sharingLayer', () => {
  const cases: [layer: number, name: string, others: string[]][] = [
    [1, 'four', ['one', 'three', 'twin']],
    [2, 'four', ['three']],
    [3, 'four', []],
    [4, 'four', []],
    [5, 'four', []],
    [0, 'four', []],
    [2, 'one', []],
    [1, 'alone', []],
    [3, 'twin', []],
  ];
  it.each(cases)('layer %i of %s is shared by %j', (layer, name, others) => {
    expect(idsOf(sharingLayer(network, layer, name)).sort()).toEqual(others);
  });

  it('refuses an unknown instance', () => {
    expect(() => sharingLayer(network, 1, 'n1')).toThrow('no instance "n1"');
  });
});

describe('sharedNode', () => {
  const cases: [names: string[], shared: { node: string; layer: number } | undefined][] = [
    [['four', 'three'], { node: 'n2', layer: 2 }],
    [['three', 'four', 'four'], { node: 'n2', layer: 2 }],
    [['twin', 'three'], { node: 'n1', layer: 1 }],
    [['one', 'four', 'twin'], { node: 'n1', layer: 1 }],
    [['four'], { node: 'n4', layer: 4 }],
    [['one'], { node: 'n1', layer: 1 }],
    [['four', 'other'], undefined],
    [['alone'], undefined],
    [[], undefined],
  ];
  it.each(cases)('of %j is %j', (names, shared) => {
    expect(sharedNode(network, names)).toEqual(shared);
  });
});
