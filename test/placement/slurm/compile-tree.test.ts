import { describe, expect, it } from 'vitest';
import { HopwiseError } from '../../../src/base/index.ts';
import type { SlurmSwitch } from '../../../src/placement/index.ts';
import { compileTree, switchDistance } from '../../../src/placement/slurm/compile-tree.ts';

const above = (name: string, ...switches: string[]): SlurmSwitch => ({ name, switches, nodes: [] });
const leaf = (name: string, ...nodes: string[]): SlurmSwitch => ({ name, switches: [], nodes });
const NODES = new Map(['a', 'b', 'c', 'd'].map((name, i) => [name, i]));

describe('compileTree', () => {
  // root ─ pod ─ x, y;  root ─ z;  apart: w.
  const switches = [
    above('root', 'pod', 'z'),
    leaf('x', 'b', 'a'),
    leaf('y', 'c'),
    above('pod', 'x', 'y'),
    leaf('z', 'd'),
  ];
  const tree = compileTree({ kind: 'tree', switches: [...switches, leaf('w', 'elsewhere')] }, NODES);

  it('knows levels, nodes below and leaves, in any order of lines', () => {
    expect(tree.level).toEqual([2, 0, 0, 1, 0, 0]);
    expect(tree.nodes).toEqual([[0, 1, 2, 3], [0, 1], [2], [0, 1, 2], [3], []]);
    expect(tree.leaves).toEqual([1, 2, 4, 5]);
    expect(tree.chains[1]).toEqual([1, 3, 0]);
  });

  it.each<[a: number, b: number, distance: number]>([
    [1, 1, 0],
    [1, 2, 2],
    [1, 4, 3],
    [3, 4, 2],
    [0, 1, 2],
    [1, 5, Number.POSITIVE_INFINITY],
  ])('counts the links between switches %i and %i: %i', (a, b, distance) => {
    expect(switchDistance(tree, a, b)).toBe(distance);
    expect(switchDistance(tree, b, a)).toBe(distance);
  });

  it.each<[title: string, switches: SlurmSwitch[]]>([
    ['a switch without a line', [above('root', 'x')]],
    ['two lines of one name', [leaf('x', 'a'), leaf('x', 'b')]],
    ['a circle', [above('p', 'q'), above('q', 'p')]],
  ])('refuses %s', (_, wrong) => {
    expect(() => compileTree({ kind: 'tree', switches: wrong }, NODES)).toThrow(HopwiseError);
  });
});
