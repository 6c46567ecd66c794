import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileNetwork, hopHistogram } from '../../src/topology/index.ts';
import { anyInstances, hopsByPaths, pairsOf } from './arbitrary-instances.ts';
import { instancesAt } from './samples.ts';

describe('hopHistogram', () => {
  it('counts pairs by hops, ascending, and pairs that share nothing apart', () => {
    const network = compileNetwork(
      instancesAt({ a: ['n1', 'n2'], b: ['n1', 'n2'], c: ['n1', 'n3', 'n4'], d: ['n1'], alone: [] }),
    );
    const { pairsByHops, unreachablePairs } = hopHistogram(network);
    // a-b 2; d-a and d-b 3, d-c 4; c-a and c-b: three links up to n1, two down.
    expect([...pairsByHops]).toEqual([
      [2, 1],
      [3, 2],
      [4, 1],
      [5, 2],
    ]);
    expect(unreachablePairs).toBe(4);
  });

  it('has nothing to count in networks of no and of one instance', () => {
    for (const instances of [[], instancesAt({ a: ['n1'] })]) {
      expect(hopHistogram(compileNetwork(instances))).toEqual({ pairsByHops: new Map(), unreachablePairs: 0 });
    }
  });

  it('equals counting pair by pair, and holds every pair once', () => {
    fc.assert(
      fc.property(anyInstances, (instances) => {
        const counted = new Map<number | null, number>();
        for (const [a, b] of pairsOf(instances)) {
          const hops = hopsByPaths(a, b);
          counted.set(hops, (counted.get(hops) ?? 0) + 1);
        }
        const { pairsByHops, unreachablePairs } = hopHistogram(compileNetwork(instances));
        const found = new Map<number | null, number>(pairsByHops);
        if (unreachablePairs > 0) found.set(null, unreachablePairs);
        expect(found).toEqual(counted);
        expect([...pairsByHops.keys()]).toEqual([...pairsByHops.keys()].sort((a, b) => a - b));
        const sum = [...found.values()].reduce((a, b) => a + b, 0);
        expect(sum).toBe((instances.length * (instances.length - 1)) / 2);
      }),
      { seed: 19, numRuns: 300 },
    );
  });
});
