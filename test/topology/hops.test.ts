import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HopwiseError } from '../../src/base/index.ts';
import type { Instance } from '../../src/model/index.ts';
import { compileNetwork, hopPairs, hops, type Network } from '../../src/topology/index.ts';
import { anyInstances, arbitraryInstances, hopsByPaths, pairsOf } from './arbitrary-instances.ts';
import { ec2Instances, FIXTURES, instancesAt, readJson } from './samples.ts';

const RUNS = { seed: 13, numRuns: 200 };
const DOCUMENTED = `${FIXTURES}documentation-examples/`;

function hopsOf(network: Network, a: string, b: string): number | null {
  const answer = hops(network, a, b);
  return answer.state === 'reachable' ? answer.hops : answer.state === 'same' ? 0 : null;
}

describe('hops', () => {
  it('counts as the worked example of four instances does', () => {
    const network = compileNetwork(ec2Instances(`${DOCUMENTED}ec2-four-instances.json`));
    const { pairs } = readJson<{ pairs: { a: string; b: string; lowestSharedLayer: number; hops: number }[] }>(
      `${DOCUMENTED}expected-ec2-four-instances.json`,
    );
    expect(pairs).toHaveLength(6);
    for (const { a, b, lowestSharedLayer, hops: expected } of pairs) {
      expect(hops(network, a, b)).toMatchObject({ hops: expected, sharedLayer: lowestSharedLayer });
      expect(hops(network, b, a)).toEqual(hops(network, a, b));
    }
  });

  it('names the lowest shared network node', () => {
    const network = compileNetwork(ec2Instances(`${DOCUMENTED}ec2-four-instances.json`));
    const shared = (a: string, b: string): unknown => {
      const answer = hops(network, a, b);
      return answer.state === 'reachable' ? answer.sharedNode : answer.state;
    };
    expect(shared('i-1111111111example', 'i-2222222222example')).toBe('nn-4444444444example');
    expect(shared('i-1111111111example', 'i-3333333333example')).toBe('nn-2222222222example');
    expect(shared('i-1111111111example', 'i-444444444example')).toBe('nn-1111111111example');
    expect(shared('i-444444444example', 'i-444444444example')).toBe('same');
  });

  it('adds two ways of different length where instances hang at different depths', () => {
    const network = compileNetwork(
      instancesAt({ four: ['n1', 'n2', 'n3', 'n4'], three: ['n1', 'n2', 'm3'], two: ['n1', 'k2'], one: ['n1'] }),
    );
    // Up from `four`: n4, n3, n2 (3 links); down to `three`: m3, itself (2 links).
    expect(hops(network, 'four', 'three')).toEqual({
      state: 'reachable',
      hops: 5,
      sharedLayer: 2,
      sharedNode: 'n2',
    });
    expect(hopsOf(network, 'four', 'two')).toBe(6);
    expect(hopsOf(network, 'four', 'one')).toBe(5);
    expect(hopsOf(network, 'three', 'one')).toBe(4);
    expect(hopsOf(network, 'two', 'one')).toBe(3);
  });

  it('has no number for instances that share nothing', () => {
    const network = compileNetwork(instancesAt({ a: ['n1'], b: ['n2'], alone: [], solitary: [] }));
    for (const [a, b] of pairsOf(['a', 'b', 'alone', 'solitary'])) {
      expect(hops(network, a, b)).toEqual({ state: 'unreachable' });
    }
    expect(hops(network, 'alone', 'alone')).toEqual({ state: 'same' });
  });

  it('takes one id below two parents for two network nodes', () => {
    const network = compileNetwork(ec2Instances(`${DOCUMENTED}edge-cases.json`));
    // nn-e5 is below nn-e2 and below nn-e9: both instances hang on a node of that name, and share only nn-e1.
    expect(hops(network, 'i-edge0000000000002', 'i-edge0000000000007')).toEqual({
      state: 'reachable',
      hops: 6,
      sharedLayer: 1,
      sharedNode: 'nn-e1',
    });
  });

  it('answers for every placeable edge case, and unreachable for those without topology', () => {
    const network = compileNetwork(ec2Instances(`${DOCUMENTED}edge-cases.json`));
    const { placeable, withoutTopology } = readJson<{ placeable: string[]; withoutTopology: string[] }>(
      `${DOCUMENTED}edge-cases.expected.json`,
    );
    for (const [a, b] of pairsOf(placeable)) expect(hops(network, a, b).state).toBe('reachable');
    for (const a of withoutTopology) {
      for (const b of [...placeable, ...withoutTopology]) {
        expect(hops(network, a, b).state).toBe(a === b ? 'same' : 'unreachable');
      }
    }
  });

  it('refuses a name that the network does not have', () => {
    const network = compileNetwork(instancesAt({ a: ['n1'] }));
    const attempt = (): unknown => hops(network, 'a', 'n1');
    expect(attempt).toThrow(HopwiseError);
    expect(attempt).toThrow('no instance "n1" in the network');
  });

  it('is the way through the longest common beginning of both paths', () => {
    fc.assert(
      fc.property(anyInstances, (instances) => {
        const network = compileNetwork(instances);
        for (const a of instances) {
          for (const b of instances) expect(hopsOf(network, a.id, b.id)).toBe(hopsByPaths(a, b));
        }
      }),
      RUNS,
    );
  });

  it('is an ultrametric where all instances hang equally deep: a detour never shortens the longer leg', () => {
    const uniform = fc
      .integer({ min: 1, max: 4 })
      .chain((depth) => arbitraryInstances({ minDepth: depth, maxDepth: depth, maxCount: 10 }));
    fc.assert(
      fc.property(uniform, (instances) => {
        const far = distances(instances);
        for (const x of far.keys()) {
          for (const y of far.keys()) {
            expect(far[x]?.[y]).toBe(far[y]?.[x]);
            expect(far[x]?.[y] === 0).toBe(x === y);
            for (const z of far.keys())
              expect(at(far, x, z)).toBeLessThanOrEqual(Math.max(at(far, x, y), at(far, y, z)));
          }
        }
      }),
      RUNS,
    );
  });

  it('is a tree metric at mixed depth: of the three pairings of four instances the two longest are equal', () => {
    fc.assert(
      fc.property(arbitraryInstances({ minDepth: 0, maxDepth: 3, maxCount: 7, isOneTree: true }), (instances) => {
        const far = distances(instances);
        const all = [...far.keys()];
        for (const [w, x] of pairsOf(all)) {
          for (const [y, z] of pairsOf(all)) {
            const sums = [
              at(far, w, x) + at(far, y, z),
              at(far, w, y) + at(far, x, z),
              at(far, w, z) + at(far, x, y),
            ].sort((a, b) => a - b);
            expect(sums[1]).toBe(sums[2]);
          }
        }
      }),
      RUNS,
    );
  });

  it('only relabels its answers when names are changed', () => {
    fc.assert(
      fc.property(anyInstances, (instances) => {
        const rename = renaming(instances);
        const renamed = instances.map(({ id, networkNodes }) => ({
          id: rename(id),
          networkNodes: networkNodes.map(rename),
        }));
        const [network, other] = [compileNetwork(instances), compileNetwork(renamed)];
        for (const [a, b] of pairsOf(instances)) {
          const answer = hops(network, a.id, b.id);
          const expected = answer.state === 'reachable' ? { ...answer, sharedNode: rename(answer.sharedNode) } : answer;
          expect(hops(other, rename(a.id), rename(b.id))).toEqual(expected);
        }
      }),
      RUNS,
    );
  });
});

describe('hopPairs', () => {
  it('lists every pair once, in the order given, under the names given', () => {
    const network = compileNetwork([
      { id: 'i-1', nodeName: 'node-1', networkNodes: ['n1', 'n2'] },
      { id: 'i-2', networkNodes: ['n1', 'n3'] },
      { id: 'i-3', networkNodes: [] },
    ]);
    expect(hopPairs(network, ['i-2', 'node-1', 'i-1', 'i-3'])).toEqual([
      { a: 'i-2', b: 'node-1', hops: 4, sharedLayer: 1, sharedNode: 'n1' },
      { a: 'i-2', b: 'i-1', hops: 4, sharedLayer: 1, sharedNode: 'n1' },
      { a: 'i-2', b: 'i-3', hops: null, sharedLayer: null, sharedNode: null },
      { a: 'node-1', b: 'i-1', hops: 0, sharedLayer: null, sharedNode: null },
      { a: 'node-1', b: 'i-3', hops: null, sharedLayer: null, sharedNode: null },
      { a: 'i-1', b: 'i-3', hops: null, sharedLayer: null, sharedNode: null },
    ]);
  });

  it('lists all instances depth-first by default', () => {
    const network = compileNetwork(instancesAt({ z: ['n1', 'n2'], a: ['n1', 'n3'], m: ['n1', 'n2'] }));
    expect(hopPairs(network).map(({ a, b, hops: far }) => [a, b, far])).toEqual([
      ['m', 'z', 2],
      ['m', 'a', 4],
      ['z', 'a', 4],
    ]);
  });
});

function distances(instances: readonly Instance[]): number[][] {
  const network = compileNetwork(instances);
  return instances.map((a) => instances.map((b) => hopsOf(network, a.id, b.id) ?? Number.POSITIVE_INFINITY));
}

function at(far: readonly (readonly number[])[], a: number, b: number): number {
  return far[a]?.[b] as number;
}

/** Gives every name of the instances a new one, and turns their order around. */
function renaming(instances: readonly Instance[]): (name: string) => string {
  const names = [...new Set(instances.flatMap(({ id, networkNodes }) => [id, ...networkNodes]))].sort();
  const renamed = new Map(names.map((name, i) => [name, `renamed-${names.length + 1000 - i}`]));
  return (name) => renamed.get(name) as string;
}
