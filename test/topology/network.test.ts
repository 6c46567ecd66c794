import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileNetwork, pathOf } from '../../src/topology/index.ts';
import { anyInstances, twoOrders } from './arbitrary-instances.ts';
import { ec2Instances, FIXTURES, instancesAt } from './samples.ts';

const RUNS = { seed: 11, numRuns: 300 };

describe('compileNetwork', () => {
  it('numbers hosts depth-first, so that those below a network node are one range', () => {
    const network = compileNetwork(ec2Instances(`${FIXTURES}seven-instances.json`));
    expect(network.instances.map(({ id }) => id.slice(-3))).toEqual(['0b2', '0d4', '0f6', '0c3', '107', '0e5', '118']);
    const ranges = network.tree.label.map((label, d) => [label, network.hostStart[d], network.hostEnd[d]]);
    expect(ranges.slice(0, 7)).toEqual([
      ['nn-11111example', 0, 7],
      ['nn-22222example', 0, 5],
      ['nn-55555example', 5, 7],
      ['nn-33333example', 0, 3],
      ['nn-44444example', 3, 5],
      ['nn-66666example', 5, 6],
      ['nn-77777example', 6, 7],
    ]);
  });

  it('takes the first of several instances with one id', () => {
    const network = compileNetwork([
      { id: 'i-1', networkNodes: ['first'] },
      { id: 'i-1', networkNodes: ['second', 'third'] },
    ]);
    expect(network.instances).toEqual([{ id: 'i-1', networkNodes: ['first'] }]);
    expect(network.tree.label).toEqual(['first', 'i-1']);
  });

  it('keeps an instance apart from a network node of the same name', () => {
    const { tree, isHost } = compileNetwork(instancesAt({ same: ['same'], other: ['same', 'same'] }));
    expect(tree.label).toEqual(['same', 'same', 'same', 'other']);
    expect([...isHost]).toEqual([0, 1, 0, 1]);
  });

  it.each(['\u0000', '\u0001', '\u0002', 'host:', 'node:'])('is not misled by names that begin with %j', (mark) => {
    const paths = { 'i-1': ['top'], 'i-2': ['top', `${mark}i-1`], [`${mark}i-1`]: ['top'] };
    const { tree, instances, hosts } = compileNetwork(instancesAt(paths));
    expect(tree.size).toBe(1 + 1 + 3);
    for (const [host, { id }] of instances.entries()) {
      expect(pathOf(tree, hosts[host] as number)).toEqual([...(paths[id] ?? []), id]);
    }
  });

  it('knows instances by id and by node name, and lets the id win', () => {
    const { hostOfName, instances } = compileNetwork([
      { id: 'a', nodeName: 'b', networkNodes: ['n'] },
      { id: 'b', nodeName: 'c', networkNodes: ['n'] },
    ]);
    expect(instances.map(({ id }) => id)).toEqual(['a', 'b']);
    expect([...hostOfName].sort()).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 1],
    ]);
  });

  it('compiles no instances to an empty network', () => {
    expect(compileNetwork([])).toMatchObject({ tree: { size: 0, height: 0 }, instances: [] });
  });

  it('holds every instance once, below its own path', () => {
    fc.assert(
      fc.property(anyInstances, (input) => {
        const network = compileNetwork(input);
        expect(new Set(network.instances)).toEqual(new Set(input));
        expect(network.instances).toHaveLength(input.length);
        for (const [host, { id, networkNodes }] of network.instances.entries()) {
          expect(pathOf(network.tree, network.hosts[host] as number)).toEqual([...networkNodes, id]);
          expect(network.hostOfName.get(id)).toBe(host);
        }
      }),
      RUNS,
    );
  });

  it('gives every tree index the range of exactly the hosts below it', () => {
    fc.assert(
      fc.property(anyInstances, (input) => {
        const { tree, hosts, hostStart, hostEnd, isHost } = compileNetwork(input);
        const below: number[][] = Array.from({ length: tree.size }, () => []);
        for (const [host, leaf] of hosts.entries()) {
          expect(isHost[leaf]).toBe(1);
          for (let d = leaf; d >= 0; d = tree.parent[d] as number) below[d]?.push(host);
        }
        for (const [d, expected] of below.entries()) {
          const [start, end] = [hostStart[d] as number, hostEnd[d] as number];
          expect(Array.from({ length: end - start }, (_, i) => start + i)).toEqual(expected);
        }
      }),
      RUNS,
    );
  });

  it('compiles the same instances in any order to the same network', () => {
    fc.assert(
      fc.property(twoOrders, ([instances, shuffled]) => {
        expect(compileNetwork(shuffled)).toEqual(compileNetwork(instances));
      }),
      RUNS,
    );
  });
});
