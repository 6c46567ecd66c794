import { compareStrings } from '../base/index.ts';
import type { Instance } from '../model/index.ts';

/** A network node that is reported in more than one place. */
export interface ParentConflict {
  readonly node: string;
  /** The different paths above it, each from layer 1 down; in byte order. */
  readonly parentPaths: readonly (readonly string[])[];
  /** Ids of the instances that report each path. */
  readonly instances: readonly (readonly string[])[];
}

/** Network nodes that stand below several parents, or at several layers, in byte order of ids. */
export function findParentConflicts(instances: readonly Instance[]): ParentConflict[] {
  const places = new Map<string, Map<string, { path: readonly string[]; ids: string[] }>>();
  for (const { id, networkNodes } of instances) {
    for (const [i, node] of networkNodes.entries()) {
      const path = networkNodes.slice(0, i);
      const ofNode = places.get(node) ?? new Map<string, { path: readonly string[]; ids: string[] }>();
      places.set(node, ofNode);
      const key = path.join('/');
      const place = ofNode.get(key);
      if (place === undefined) ofNode.set(key, { path, ids: [id] });
      else place.ids.push(id);
    }
  }
  return [...places]
    .filter(([, ofNode]) => ofNode.size > 1)
    .sort(([a], [b]) => compareStrings(a, b))
    .map(([node, ofNode]) => {
      const sorted = [...ofNode].sort(([a], [b]) => compareStrings(a, b)).map(([, place]) => place);
      return { node, parentPaths: sorted.map(({ path }) => path), instances: sorted.map(({ ids }) => ids) };
    });
}
