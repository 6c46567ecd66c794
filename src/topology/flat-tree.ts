import { compareStrings } from '../base/index.ts';

/**
 * A forest in flat arrays: what every kernel reads instead of a graph.
 *
 * Nodes are numbered level by level, and within a level in byte order of their whole path. So a level is one range, the
 * children of a node are one range, the index order of a level *is* the order of paths, a sweep from the last index
 * down visits children before parents, and ancestors are a walk through `parent`.
 */
export interface FlatTree {
  /** Number of nodes over all levels. */
  readonly size: number;
  /** Number of levels; 0 for an empty tree. */
  readonly height: number;
  /** `height + 1` entries: level k is `levelStart[k]` up to but not including `levelStart[k + 1]`. */
  readonly levelStart: Int32Array;
  /** Index of the parent, -1 for a root. */
  readonly parent: Int32Array;
  /** `size + 1` entries: the children of d are `childStart[d]` up to but not including `childStart[d + 1]`. */
  readonly childStart: Int32Array;
  /** Last element of each node's path. */
  readonly label: readonly string[];
}

/** A compiled forest, and where each input path ended in it. */
export interface CompiledPaths {
  readonly tree: FlatTree;
  /** For each input path the index of its last node, -1 for an empty path. Equal paths share a node. */
  readonly nodeOfPath: Int32Array;
}

interface Building {
  readonly label: string;
  children: Map<string, Building> | undefined;
  index: number;
}

const NONE: readonly Building[] = [];

/**
 * Compiles paths (root first, lengths may differ) to a flat forest.
 *
 * The order of `paths` has no influence on the tree. O(total path length + sorting of siblings).
 */
export function compilePaths(paths: readonly (readonly string[])[]): CompiledPaths {
  const top: Building = { label: '', children: undefined, index: -1 };
  const ends = paths.map((path) => insert(top, path));
  const parents: number[] = [];
  const labels: string[] = [];
  const childCounts: number[] = [];
  const levelStart = [0];
  let level: readonly Building[] = sortedChildren(top);
  for (const _root of level) parents.push(-1);
  while (level.length > 0) {
    const next: Building[] = [];
    for (const node of level) {
      node.index = labels.length;
      labels.push(node.label);
      const children = sortedChildren(node);
      childCounts.push(children.length);
      for (const child of children) {
        next.push(child);
        parents.push(node.index);
      }
    }
    levelStart.push(labels.length);
    level = next;
  }
  const tree: FlatTree = {
    size: labels.length,
    height: levelStart.length - 1,
    levelStart: Int32Array.from(levelStart),
    parent: Int32Array.from(parents),
    childStart: childStarts(childCounts, levelStart[1] ?? 0),
    label: labels,
  };
  return { tree, nodeOfPath: Int32Array.from(ends, (end) => end.index) };
}

/** Labels from the root down to node d. O(depth). */
export function pathOf(tree: FlatTree, d: number): string[] {
  const path: string[] = [];
  for (let node = d; node >= 0; node = tree.parent[node] as number) path.push(tree.label[node] as string);
  return path.reverse();
}

/** Level of node d, 0 for a root. O(height). */
export function levelOf(tree: FlatTree, d: number): number {
  let level = 0;
  while (d >= (tree.levelStart[level + 1] as number)) level++;
  return level;
}

function insert(top: Building, path: readonly string[]): Building {
  let node = top;
  for (const label of path) {
    node.children ??= new Map();
    let child = node.children.get(label);
    if (child === undefined) {
      child = { label, children: undefined, index: -1 };
      node.children.set(label, child);
    }
    node = child;
  }
  return node;
}

function sortedChildren({ children }: Building): readonly Building[] {
  return children === undefined ? NONE : [...children.values()].sort((a, b) => compareStrings(a.label, b.label));
}

function childStarts(childCounts: readonly number[], rootCount: number): Int32Array {
  const starts = new Int32Array(childCounts.length + 1);
  let next = rootCount;
  for (let d = 0; d < childCounts.length; d++) {
    starts[d] = next;
    next += childCounts[d] as number;
  }
  starts[childCounts.length] = next;
  return starts;
}
