import { describe, expect, it } from 'vitest';
import { KAI_GPU_RESOURCE } from '../../../src/placement/kai/index.ts';
import { binpackPoints, nodeOrder, topologyPoints } from '../../../src/placement/kai/node-score.ts';
import { gangOf, nodesOf } from './make-kai.ts';

describe('points for the preferred domain', () => {
  const cases: [domains: number, tenThousands: number[]][] = [
    [1, [10]],
    [2, [5, 10]],
    // 3.33, 6.67 and 10, cut.
    [3, [3, 6, 10]],
    [10, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
    // 0.83, 1.67, 2.5, 3.33, 4.17, 5, 5.83, 6.67, 7.5, 8.33, 9.17 and 10, cut.
    [12, [0, 1, 2, 3, 4, 5, 5, 6, 7, 8, 9, 10]],
  ];
  it.each(cases)('of %i domains rise to the last in cut tenths: %j', (count, tenThousands) => {
    const nodes = Array.from({ length: count }, (_, i) => nodesOf(`n${i}=8`));
    expect([...topologyPoints(nodes).values()]).toEqual(tenThousands.map((step) => step * 10_000));
  });

  it('are those of all nodes of the domain', () => {
    expect(topologyPoints([nodesOf('a=1 b=2'), nodesOf('c=8')])).toEqual(
      new Map([
        ['a', 50_000],
        ['b', 50_000],
        ['c', 100_000],
      ]),
    );
  });
});

describe('points for being full', () => {
  const cases: [what: string, nodes: string, points: number[]][] = [
    ['go from 9 for the fullest to 0 for the emptiest', 'a=2 b=5 c=8', [9, 4.5, 0]],
    ['are 9 for all that are equally full', 'a=5 b=5', [9, 9]],
    ['are 0 when nothing is free', 'a=0 b=0', [0, 0]],
    ['are 0 for nodes without the resource, which do not stretch the scale', 'a=- b=4 c=8', [0, 9, 0]],
    ['take cordoned nodes into the scale', 'a=0! b=4 c=8', [9, 4.5, 0]],
  ];
  it.each(cases)('%s (%s)', (_, text, points) => {
    const nodes = nodesOf(text);
    expect(nodes.map(binpackPoints(nodes, KAI_GPU_RESOURCE))).toEqual(points);
  });
});

describe('nodes are tried', () => {
  const names = (text: string, gang: string, points: Record<string, number> = {}): string => {
    const nodes = nodesOf(text);
    return nodes
      .toSorted(nodeOrder(nodes, gangOf(gang), new Map(Object.entries(points))))
      .map(({ name }) => name)
      .join(' ');
  };

  it('by their preferred domain before anything else', () => {
    expect(names('a=1 b=8 c=4', '1x1', { a: 10_000, b: 20_000, c: 20_000 })).toBe('c b a');
  });

  it('without GPUs before the fullest for pods without GPUs', () => {
    expect(names('a=8,1 b=-,64', '1x0')).toBe('b a');
  });

  it('by fullness alone for pods with GPUs', () => {
    expect(names('a=8,1 b=4,64', '1x1')).toBe('b a');
    expect(names('a=- b=8', '1x1')).toBe('b a');
  });

  it('by name in byte order at last', () => {
    expect(names('b=4 B=4 a10=4 a2=4', '1x1')).toBe('B a10 a2 b');
  });
});
