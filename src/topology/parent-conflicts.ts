import { compareStrings } from '../base/index.ts';
import type { Instance } from '../model/index.ts';
import { compilePaths, type FlatTree, pathOf } from './flat-tree.ts';
import { uniqueInstances } from './unique-instances.ts';

/** A network node that is reported in more than one place. */
export interface ParentConflict {
  readonly node: string;
  /** The different paths above it, each from layer 1 down; higher places first, then in path order. */
  readonly parentPaths: readonly (readonly string[])[];
  /** Ids of the instances that report each path, in byte order. */
  readonly instances: readonly (readonly string[])[];
}

/**
 * Network nodes that stand below several parents, or at several layers, in byte order of ids. The order in which the
 * instances are listed does not matter.
 *
 * @see ec2-hyperpod §8.3
 */
export function findParentConflicts(instances: readonly Instance[]): ParentConflict[] {
  const unique = uniqueInstances(instances);
  const { tree, nodeOfPath } = compilePaths(unique.map(({ networkNodes }) => networkNodes));
  const conflicts = [...placesByNode(tree)]
    .filter(([, places]) => places.length > 1)
    .sort(([a], [b]) => compareStrings(a, b));
  const idsBelow = new Map(conflicts.flatMap(([, places]) => places.map((d): [number, string[]] => [d, []])));
  for (const [i, { id }] of unique.entries()) {
    for (let d = nodeOfPath[i] as number; d >= 0; d = tree.parent[d] as number) idsBelow.get(d)?.push(id);
  }
  return conflicts.map(([node, places]) => ({
    node,
    parentPaths: places.map((d) => pathOf(tree, tree.parent[d] as number)),
    instances: places.map((d) => (idsBelow.get(d) ?? []).sort(compareStrings)),
  }));
}

/** Network node id → tree indices, ascending: a place is a whole path. */
function placesByNode(tree: FlatTree): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [d, node] of tree.label.entries()) {
    const ofNode = places.get(node);
    if (ofNode === undefined) places.set(node, [d]);
    else ofNode.push(d);
  }
  return places;
}
