import type { CohortForest } from './cohort-forest.ts';

/**
 * Where amounts are kept: one cell per node and flavor-resource that the node has anything to do with, numbered node by
 * node. A cohort has a cell for everything that is below it, so the way from a cell to the root is a walk in `parents`.
 */
export interface QuotaCells {
  readonly count: number;
  /** Node → its first cell; with the end of the last node's. */
  readonly starts: Int32Array;
  /** Cell → flavor-resource; ascending within a node. */
  readonly flavorResources: Int32Array;
  /** Cell → the parent's cell of the same flavor-resource; -1 at a root. */
  readonly parents: Int32Array;
  /** 1 where the node or one below it lists a quota; 0 where there can be no more than usage. */
  readonly hasQuota: Uint8Array;
}

export const NO_CELL = -1;

/** The cell of a node for a flavor-resource, or {@link NO_CELL}: all its amounts are zero and it has no limits. */
export function cellOf({ starts, flavorResources }: QuotaCells, node: number, flavorResource: number): number {
  let low = starts[node] as number;
  let high = (starts[node + 1] as number) - 1;
  // Most nodes have a run of neighbouring numbers.
  const guess = low + flavorResource - (flavorResources[low] as number);
  if (guess >= low && guess <= high && flavorResources[guess] === flavorResource) return guess;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = flavorResources[middle] as number;
    if (found === flavorResource) return middle;
    if (found < flavorResource) low = middle + 1;
    else high = middle - 1;
  }
  return NO_CELL;
}

/**
 * The cell of a node, or of the nearest node above that has one: without a cell a node keeps nothing and has no limits, so
 * that what its parent can have it can have too.
 */
export function nearestCell(
  cells: QuotaCells,
  { parents }: CohortForest,
  node: number,
  flavorResource: number,
): number {
  for (let at = node; at >= 0; at = parents[at] as number) {
    const cell = cellOf(cells, at, flavorResource);
    if (cell !== NO_CELL) return cell;
  }
  return NO_CELL;
}

/**
 * Gives out the cells.
 * @param own node → flavor-resources that it lists a quota for
 * @param held node → those that it may hold without
 */
export function buildQuotaCells(
  forest: CohortForest,
  own: readonly Iterable<number>[],
  held: ReadonlyMap<number, Iterable<number>>,
): QuotaCells {
  const lists = cellLists(forest, own, held);
  const starts = new Int32Array(forest.nodeCount + 1);
  for (const [node, list] of lists.entries()) starts[node + 1] = (starts[node] as number) + list.size;
  const count = starts[forest.nodeCount] as number;
  const cells = {
    count,
    starts,
    flavorResources: new Int32Array(count),
    parents: new Int32Array(count).fill(NO_CELL),
    hasQuota: new Uint8Array(count),
  };
  for (const [node, list] of lists.entries()) fillNode(cells, forest, node, list);
  return cells;
}

/** Node → its flavor-resources, each with: is it part of the quota? */
function cellLists(
  forest: CohortForest,
  own: readonly Iterable<number>[],
  held: ReadonlyMap<number, Iterable<number>>,
): readonly Map<number, boolean>[] {
  const lists = Array.from({ length: forest.nodeCount }, () => new Map<number, boolean>());
  for (let node = forest.nodeCount - 1; node >= 0; node--) {
    const list = lists[node] as Map<number, boolean>;
    for (const flavorResource of held.get(node) ?? []) if (!list.has(flavorResource)) list.set(flavorResource, false);
    for (const flavorResource of own[node] ?? []) list.set(flavorResource, true);
    const above = lists[forest.parents[node] as number];
    if (above === undefined) continue;
    for (const [flavorResource, hasQuota] of list) {
      if (hasQuota || !above.has(flavorResource)) above.set(flavorResource, hasQuota);
    }
  }
  return lists;
}

function fillNode(cells: QuotaCells, forest: CohortForest, node: number, list: ReadonlyMap<number, boolean>): void {
  const start = cells.starts[node] as number;
  const parent = forest.parents[node] as number;
  const sorted = Int32Array.from(list.keys()).sort();
  cells.flavorResources.set(sorted, start);
  for (const [i, flavorResource] of sorted.entries()) {
    cells.hasQuota[start + i] = list.get(flavorResource) === true ? 1 : 0;
    if (parent >= 0) cells.parents[start + i] = cellOf(cells, parent, flavorResource);
  }
}
