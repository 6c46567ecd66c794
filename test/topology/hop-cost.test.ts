import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instance } from '../../src/model/index.ts';
import { compileNetwork, type HopCost, hopCost, hopCostOfHosts } from '../../src/topology/index.ts';
import { anyInstances, arbitraryInstances, hopsByPaths, pairsOf } from './arbitrary-instances.ts';
import { ec2Instances, FIXTURES, instancesAt } from './samples.ts';

describe('hopCost', () => {
  const seven = ec2Instances(`${FIXTURES}seven-instances.json`);
  const network = compileNetwork(seven);
  const ranks = (...positions: number[]): string[] => positions.map((n) => seven[n - 1]?.id as string);

  // Pairs by hand from the expected hops: 1-3, 1-5, 3-5 and 2-6 are 2; 4-7, 1-2, 2-3 are 4; 1-4 and the like are 6.
  const cases: [why: string, ranks: string[], cost: Partial<HopCost>][] = [
    ['nothing', [], { max: 0, mean: 0, total: 0, ring: 0 }],
    ['one rank, which is its own neighbour', ranks(1), { max: 0, mean: 0, total: 0, ring: 0 }],
    ['two ranks: the ring goes there and back', ranks(1, 4), { max: 6, mean: 6, total: 6, ring: 12 }],
    ['one leaf', ranks(1, 3, 5), { max: 2, mean: 2, total: 6, ring: 6 }],
    ['two ranks of each of two leaves, side by side', ranks(1, 3, 2, 6), { max: 4, mean: 20 / 6, total: 20, ring: 12 }],
    ['the same in turns: only the ring is longer', ranks(1, 2, 3, 6), { max: 4, mean: 20 / 6, total: 20, ring: 16 }],
    ['two ranks on one host', ranks(1, 1, 3), { max: 2, mean: 4 / 3, total: 4, ring: 4 }],
    ['all ranks on one host', ranks(4, 4, 4, 4), { max: 0, mean: 0, total: 0, ring: 0 }],
    ['everything', ranks(1, 2, 3, 4, 5, 6, 7), { max: 6, mean: 96 / 21, total: 96, ring: 36 }],
  ];
  it.each(cases)('of %s', (_, of, cost) => {
    expect(hopCost(network, of)).toEqual({ ...cost, unreachablePairs: 0 });
  });

  it('has no numbers but a count where pairs share nothing', () => {
    const split = compileNetwork(instancesAt({ a: ['n1'], b: ['n1'], c: ['n2'], alone: [] }));
    const unknown = { max: null, mean: null, total: null, ring: null };
    expect(hopCost(split, ['a', 'b', 'c'])).toEqual({ ...unknown, unreachablePairs: 2 });
    expect(hopCost(split, ['a', 'a', 'c', 'alone'])).toEqual({ ...unknown, unreachablePairs: 5 });
    expect(hopCost(split, ['alone', 'alone'])).toEqual({ max: 0, mean: 0, total: 0, ring: 0, unreachablePairs: 0 });
  });

  it('takes ids, node names and host numbers alike', () => {
    const named = compileNetwork([
      { id: 'i-1', nodeName: 'x', networkNodes: ['n1', 'n2'] },
      { id: 'i-2', nodeName: 'y', networkNodes: ['n1', 'n3'] },
    ]);
    expect(hopCost(named, ['x', 'i-2'])).toEqual(hopCostOfHosts(named, [0, 1]));
    expect(hopCost(named, ['x', 'i-2']).total).toBe(4);
    expect(() => hopCost(named, ['x', 'z'])).toThrow('no instance "z" in the network');
  });

  it('equals counting pair by pair, repeated ranks included', () => {
    const instances = fc.oneof(anyInstances, arbitraryInstances({ minDepth: 0, maxDepth: 3, isOneTree: true }));
    const asked = instances.chain((all) =>
      fc.tuple(fc.constant(all), fc.array(fc.constantFrom(...all), { maxLength: 12 })),
    );
    fc.assert(
      fc.property(asked, ([all, of]) => {
        const found = hopCost(
          compileNetwork(all),
          of.map(({ id }) => id),
        );
        expect(found).toEqual(costPairByPair(of));
      }),
      { seed: 17, numRuns: 500 },
    );
  });
});

function costPairByPair(ranks: readonly Instance[]): HopCost {
  const far = pairsOf(ranks).map(([a, b]) => hopsByPaths(a, b));
  const unreachablePairs = far.filter((hops) => hops === null).length;
  if (unreachablePairs > 0) return { max: null, mean: null, total: null, ring: null, unreachablePairs };
  const sum = (numbers: readonly (number | null)[]): number => numbers.reduce<number>((a, b) => a + (b ?? 0), 0);
  const ring = ranks.map((rank, i) => hopsByPaths(rank, ranks[(i + 1) % ranks.length] as Instance));
  const total = sum(far);
  const max = far.reduce<number>((a, b) => Math.max(a, b ?? 0), 0);
  return { max, mean: far.length === 0 ? 0 : total / far.length, total, ring: sum(ring), unreachablePairs };
}
