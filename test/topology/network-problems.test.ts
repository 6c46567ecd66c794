import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findNetworkProblems, findParentConflicts } from '../../src/topology/index.ts';
import { twoOrders } from './arbitrary-instances.ts';
import { ec2Instances, FIXTURES, instancesAt, readJson } from './samples.ts';

const EDGES = `${FIXTURES}documentation-examples/edge-cases`;

describe('findNetworkProblems', () => {
  it('finds what the edge cases were written for', () => {
    const { withoutTopology } = readJson<{ withoutTopology: string[] }>(`${EDGES}.expected.json`);
    const found = findNetworkProblems(ec2Instances(`${EDGES}.json`));
    expect(found.map(({ kind, names }) => [kind, names])).toEqual([
      ['no-network-nodes', withoutTopology],
      ['several-parents', ['nn-e5']],
    ]);
    expect(found[1]?.message).toBe(
      'nn-e5 is reported below nn-e1/nn-e2 (i-edge0000000000002) and below nn-e1/nn-e9 (i-edge0000000000007): ' +
        'taken as 2 different network nodes',
    );
  });

  it('finds nothing wrong with the seven instances', () => {
    expect(findNetworkProblems(ec2Instances(`${FIXTURES}seven-instances.json`))).toEqual([]);
  });

  it('names a type whose instances differ in depth, but not a cluster whose types do', () => {
    const instances = [
      { id: 'a', type: 'p5.48xlarge', networkNodes: ['1', '2', '3'] },
      { id: 'b', type: 'p6-b200.48xlarge', networkNodes: ['1', '2', '3', '4'] },
    ];
    expect(findNetworkProblems(instances)).toEqual([]);
    const shallow = { id: 'c', type: 'p6-b200.48xlarge', networkNodes: ['1', '2'] };
    const unsaid = { id: 'd', type: 'p6-b200.48xlarge', networkNodes: [] };
    expect(findNetworkProblems([...instances, shallow, unsaid])).toEqual([
      expect.objectContaining({ kind: 'no-network-nodes', names: ['d'] }),
      {
        kind: 'mixed-depth',
        names: ['p6-b200.48xlarge'],
        message: 'instances of type p6-b200.48xlarge report 2 and 4 layers',
      },
    ]);
  });

  it('names types in byte order', () => {
    const instances = ['b', 'a'].flatMap((type) => [
      { id: `${type}-1`, type, networkNodes: ['x'] },
      { id: `${type}-2`, type, networkNodes: ['x', 'y'] },
    ]);
    expect(findNetworkProblems(instances).map(({ kind, names }) => [kind, names])).toEqual([
      ['mixed-depth', ['a']],
      ['mixed-depth', ['b']],
    ]);
  });

  it('lists five names in a message and counts the others, but keeps all in the data', () => {
    const ids = ['i-7', 'i-6', 'i-5', 'i-4', 'i-3', 'i-2', 'i-1'];
    const [problem] = findNetworkProblems(ids.map((id) => ({ id, networkNodes: [] })));
    expect(problem?.names).toEqual(ids.toReversed());
    expect(problem?.message).toContain('known of i-1, i-2, i-3, i-4, i-5 and 2 more:');
  });

  it('says the same of the same instances in any order', () => {
    fc.assert(
      fc.property(twoOrders, ([instances, shuffled]) => {
        expect(findNetworkProblems(shuffled)).toEqual(findNetworkProblems(instances));
      }),
      { seed: 29, numRuns: 200 },
    );
  });
});

describe('findParentConflicts', () => {
  it('finds a network node at two layers, even of one path', () => {
    expect(findParentConflicts(instancesAt({ b: ['x', 'y', 'x'], a: ['x'] }))).toEqual([
      { node: 'x', parentPaths: [[], ['x', 'y']], instances: [['a', 'b'], ['b']] },
    ]);
  });

  it('tells paths apart whose names only look alike when joined', () => {
    expect(findParentConflicts(instancesAt({ a: ['x/y', 'z'], b: ['x', 'y', 'z'] }))).toEqual([
      { node: 'z', parentPaths: [['x/y'], ['x', 'y']], instances: [['a'], ['b']] },
    ]);
  });

  it('finds everything below a misplaced network node misplaced as well', () => {
    const found = findParentConflicts(instancesAt({ a: ['t', 'l', 'n', 'm'], b: ['t', 'r', 'n', 'm'] }));
    expect(found.map(({ node }) => node)).toEqual(['m', 'n']);
  });

  it('finds exactly the names with more than one path above', () => {
    fc.assert(
      fc.property(twoOrders, ([instances]) => {
        const places = new Map<string, Set<string>>();
        for (const { networkNodes } of instances) {
          for (const [i, node] of networkNodes.entries()) {
            places.set(node, (places.get(node) ?? new Set()).add(JSON.stringify(networkNodes.slice(0, i))));
          }
        }
        const expected = [...places].filter(([, above]) => above.size > 1).map(([node]) => node);
        const found = findParentConflicts(instances);
        expect(found.map(({ node }) => node)).toEqual(expected.sort());
        for (const { node, parentPaths, instances: ids } of found) {
          expect(new Set(parentPaths.map((path) => JSON.stringify(path)))).toEqual(places.get(node));
          for (const [i, path] of parentPaths.entries()) {
            const reporting = instances.filter(({ networkNodes }) => {
              const above = networkNodes.slice(0, path.length);
              return networkNodes[path.length] === node && JSON.stringify(above) === JSON.stringify(path);
            });
            expect(ids[i]).toEqual(reporting.map(({ id }) => id).sort());
          }
        }
      }),
      { seed: 31, numRuns: 200 },
    );
  });
});
