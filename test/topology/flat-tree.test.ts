import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareStrings } from '../../src/base/index.ts';
import { compilePaths, type FlatTree, levelOf, pathOf } from '../../src/topology/index.ts';
import { HOSTILE_NAMES } from './arbitrary-instances.ts';

const RUNS = { seed: 7, numRuns: 300 };
const label = fc.oneof(fc.constantFrom('a', 'b', 'c'), fc.constantFrom(...HOSTILE_NAMES));
const paths = fc.array(fc.array(label, { maxLength: 4 }), { maxLength: 30 });

describe('compilePaths', () => {
  it('numbers level by level, and within a level by whole paths', () => {
    const { tree, nodeOfPath } = compilePaths([['b', 'x'], ['a', 'y', 'deep'], ['a', 'x'], ['c']]);
    //                    0    1    2    3    4    5    6
    expect(tree.label).toEqual(['a', 'b', 'c', 'x', 'y', 'x', 'deep']);
    expect([...tree.parent]).toEqual([-1, -1, -1, 0, 0, 1, 4]);
    expect([...tree.levelStart]).toEqual([0, 3, 6, 7]);
    expect([...tree.childStart]).toEqual([3, 5, 6, 6, 6, 7, 7, 7]);
    expect(tree.size).toBe(7);
    expect(tree.height).toBe(3);
    expect([...nodeOfPath]).toEqual([5, 6, 3, 2]);
  });

  it('makes an empty tree of no paths, and of empty ones', () => {
    const none = compilePaths([]);
    expect(none.tree).toMatchObject({ size: 0, height: 0, label: [] });
    expect([...none.tree.levelStart]).toEqual([0]);
    expect([...none.tree.childStart]).toEqual([0]);
    expect([...compilePaths([[], []]).nodeOfPath]).toEqual([-1, -1]);
  });

  it('gives equal paths one node, and the same label below two parents two', () => {
    const { tree, nodeOfPath } = compilePaths([['a', 'x'], ['a', 'x'], ['b', 'x'], ['a']]);
    expect([...nodeOfPath]).toEqual([2, 2, 3, 0]);
    expect(tree.size).toBe(4);
  });

  it('has one node per different beginning of a path, and pathOf leads back to each', () => {
    fc.assert(
      fc.property(paths, (input) => {
        const { tree, nodeOfPath } = compilePaths(input);
        const beginnings = new Set(input.flatMap((path) => path.map((_, i) => JSON.stringify(path.slice(0, i + 1)))));
        expect(allPaths(tree).map((path) => JSON.stringify(path))).toHaveLength(beginnings.size);
        expect(new Set(allPaths(tree).map((path) => JSON.stringify(path)))).toEqual(beginnings);
        for (const [i, path] of input.entries()) expect(pathOf(tree, nodeOfPath[i] as number)).toEqual(path);
      }),
      RUNS,
    );
  });

  it('keeps levels and children in ranges without gaps', () => {
    fc.assert(
      fc.property(paths, (input) => {
        const { tree } = compilePaths(input);
        expect(tree.levelStart).toHaveLength(tree.height + 1);
        expect(tree.levelStart[tree.height]).toBe(tree.size);
        expect(tree.childStart[0] ?? tree.size).toBe(tree.levelStart[1] ?? 0);
        expect(tree.childStart[tree.size]).toBe(tree.size);
        for (let d = 0; d < tree.size; d++) {
          expect(levelOf(tree, d)).toBe(pathOf(tree, d).length - 1);
          for (let child = tree.childStart[d] as number; child < (tree.childStart[d + 1] as number); child++) {
            expect(tree.parent[child]).toBe(d);
          }
        }
      }),
      RUNS,
    );
  });

  it('orders a level by paths, label by label', () => {
    fc.assert(
      fc.property(paths, (input) => {
        const { tree } = compilePaths(input);
        const all = allPaths(tree);
        for (let d = 1; d < tree.size; d++) {
          const [before, after] = [all[d - 1] as string[], all[d] as string[]];
          expect(before.length < after.length || comparePaths(before, after) < 0).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it('makes the same tree of the same paths in any order', () => {
    const twoOrders = paths.chain((input) =>
      fc
        .shuffledSubarray(input, { minLength: input.length, maxLength: input.length })
        .map((shuffled) => [input, shuffled] as const),
    );
    fc.assert(
      fc.property(twoOrders, ([input, shuffled]) => {
        expect(compilePaths(shuffled).tree).toEqual(compilePaths(input).tree);
      }),
      RUNS,
    );
  });
});

function allPaths(tree: FlatTree): string[][] {
  return Array.from({ length: tree.size }, (_, d) => pathOf(tree, d));
}

function comparePaths(a: readonly string[], b: readonly string[]): number {
  const differing = a.findIndex((part, i) => part !== b[i]);
  return differing < 0 ? 0 : compareStrings(a[differing] as string, b[differing] as string);
}
