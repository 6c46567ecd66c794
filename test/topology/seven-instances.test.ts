import { describe, expect, it } from 'vitest';
import {
  compileNetwork,
  groupsByLayer,
  hopCost,
  hopHistogram,
  hops,
  instancesFromNodes,
  sharedNode,
  sharingLayer,
} from '../../src/topology/index.ts';
import { ec2Instances, FIXTURES, kubernetesNodes, readJson } from './samples.ts';

interface Expected {
  readonly instances: Readonly<Record<string, string>>;
  readonly depth: number;
  readonly layers: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
  readonly pairs: Readonly<Record<string, readonly (readonly [number, number])[]>>;
  readonly pairCounts: Readonly<Record<string, number>>;
  readonly meanPairHops: number;
  readonly bestCaseMaxHopsByPodCount: Readonly<Record<string, number>>;
}

const expected = readJson<Expected>(`${FIXTURES}seven-instances.expected.json`);
const idOf = (n: number): string => expected.instances[n] as string;
const ids = Object.values(expected.instances);
const sources = {
  "EC2's answer": ec2Instances(`${FIXTURES}seven-instances.json`),
  'the labels of its Kubernetes nodes': instancesFromNodes(kubernetesNodes(`${FIXTURES}seven-instances.nodes.json`)),
};

describe.each(Object.entries(sources))('the seven instances, read from %s', (_, instances) => {
  const network = compileNetwork(instances);

  it('are those of the description, in its order, three layers deep', () => {
    expect(instances.map(({ id }) => id)).toEqual(ids);
    expect(new Set(instances.map(({ networkNodes }) => networkNodes.length))).toEqual(new Set([expected.depth]));
  });

  it('share layers as described', () => {
    const found = groupsByLayer(network).map((groups) =>
      Object.fromEntries(groups.map((group) => [group.node, group.instances.map(({ id }) => id).sort()])),
    );
    const described = Object.values(expected.layers).map((layer) =>
      Object.fromEntries(Object.entries(layer).map(([node, members]) => [node, members.map(idOf).sort()])),
    );
    expect(found).toEqual(described);
  });

  it('know who shares a layer with whom', () => {
    for (const [layer, groups] of Object.entries(expected.layers)) {
      for (const [node, members] of Object.entries(groups)) {
        for (const member of members) {
          const others = members.filter((other) => other !== member).map(idOf);
          const found = sharingLayer(network, Number(layer), idOf(member)).map(({ id }) => id);
          expect(found.sort()).toEqual(others.sort());
        }
        const lowest = sharedNode(network, members.map(idOf));
        expect(lowest?.layer).toBeGreaterThanOrEqual(Number(layer));
        if (members.length > 1) expect(lowest).toEqual({ node, layer: Number(layer) });
      }
    }
  });

  it('are as many hops apart as described', () => {
    const described = Object.entries(expected.pairs).flatMap(([name, pairs]) => {
      const [, layer, count] = /^lowestSharedLayer(\d)_hops(\d)$/.exec(name) as RegExpExecArray;
      return pairs.map(([a, b]) => ({ a: idOf(a), b: idOf(b), layer: Number(layer), count: Number(count) }));
    });
    expect(described).toHaveLength(21);
    for (const { a, b, layer, count } of described) {
      expect(hops(network, a, b)).toMatchObject({ hops: count, sharedLayer: layer });
    }
  });

  it('have the described histogram and mean', () => {
    const { pairsByHops, unreachablePairs } = hopHistogram(network);
    const { total, ...counts } = expected.pairCounts;
    expect(Object.fromEntries(pairsByHops)).toEqual(counts);
    expect([...pairsByHops.values()].reduce((a, b) => a + b) + unreachablePairs).toBe(total);
    expect(hopCost(network, ids).mean).toBeCloseTo(expected.meanPairHops, 6);
  });

  it('reach the described best case for every number of pods', () => {
    for (const [count, best] of Object.entries(expected.bestCaseMaxHopsByPodCount)) {
      const sets = subsets(ids).filter((set) => set.length === Number(count));
      expect(Math.min(...sets.map((set) => hopCost(network, set).max as number))).toBe(best);
    }
  });
});

function subsets<T>(items: readonly T[]): T[][] {
  return Array.from({ length: 1 << items.length }, (_, mask) => items.filter((_item, i) => (mask >> i) & 1));
}
