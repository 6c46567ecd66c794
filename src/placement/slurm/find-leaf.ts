import { type CompiledTree, switchDistance } from './compile-tree.ts';

/** The leaf switches while nodes are taken from them. */
export interface LeafSearch {
  readonly tree: CompiledTree;
  /** Switch → free nodes below it and below the top; those of leaf switches used up are taken off. */
  readonly counts: number[];
  /** Switch → cores that were free below it at the start. */
  readonly cpus: readonly number[];
  /** Switch → sum of its distances to the leaf switches used. */
  readonly distance: number[];
  /** Switches used. */
  readonly used: Set<number>;
}

/** Nothing is used yet. */
export function startLeafSearch(
  tree: CompiledTree,
  free: readonly (readonly number[])[],
  cpus: readonly number[],
  top: number,
): LeafSearch {
  const reachable = new Set(free[top]);
  const counts = free.map((nodes) => nodes.filter((node) => reachable.has(node)).length);
  return { tree, counts, cpus, distance: tree.level.map(() => 0), used: new Set() };
}

/** Marks a switch as used, and takes nodes off its count and the counts above. */
export function useLeaf({ tree, counts, distance, used }: LeafSearch, leaf: number, nodeCount: number): void {
  for (const i of distance.keys()) distance[i] = (distance[i] as number) + switchDistance(tree, i, leaf);
  for (const i of tree.chains[leaf] as readonly number[]) counts[i] = Math.max(0, (counts[i] as number) - nodeCount);
  used.add(leaf);
}

/**
 * Which leaf switch is used next (slurmctld: `_topo_choose_best_switch`, `_topo_compare_switches`)?
 *
 * The leaves with free nodes are gone through in file order, and each one challenges the best so far. Climb from both in
 * step until a switch of one of the two climbs can hold all that is missing, or until they have the same parent. The
 * challenger wins the climb if only its switch holds the rest, or both do and its switch has fewer free nodes; where
 * none holds it, if its switch has more. Ties: the lower level, else nobody wins. It replaces the best if
 * - it is as near to the leaves used (sum of distances) and wins the climb, or
 * - it is nearer and its climb ended at a switch that holds the rest.
 *
 * So the first leaf is sought in the tightest pod that holds the job, and later ones near those used. `undefined` when
 * no leaf is left.
 */
export function findLeaf(search: LeafSearch, missingNodes: number, missingCpus: number): number | undefined {
  const { tree, counts, distance, used } = search;
  const holds = (i: number): boolean =>
    (counts[i] as number) >= missingNodes && (search.cpus[i] as number) >= missingCpus;
  let best: number | undefined;
  for (const leaf of tree.leaves) {
    if (used.has(leaf) || counts[leaf] === 0 || distance[leaf] === Number.POSITIVE_INFINITY) continue;
    if (best === undefined) {
      best = leaf;
      continue;
    }
    const nearer = (distance[best] as number) - (distance[leaf] as number);
    if (nearer < 0) continue;
    const { isHolder, order } = climb(search, holds, leaf, best);
    if (nearer > 0 ? isHolder : order < 0) best = leaf;
  }
  return best;
}

/** How a climb from leaf a and leaf b ended; order < 0: a wins. */
function climb(
  { tree, counts }: LeafSearch,
  holds: (i: number) => boolean,
  a: number,
  b: number,
): { readonly isHolder: boolean; readonly order: number } {
  const chainA = tree.chains[a] as readonly number[];
  const chainB = tree.chains[b] as readonly number[];
  let step = 0;
  let [atA, atB] = [a, b];
  while (!holds(atA) && !holds(atB)) {
    step++;
    const [nextA, nextB] = [chainA[step], chainB[step]];
    if (nextA === nextB || nextA === undefined || nextB === undefined) break;
    [atA, atB] = [nextA, nextB];
  }
  const isHolder = holds(atA);
  const byLevel = (tree.level[atA] as number) - (tree.level[atB] as number);
  const fewer = (counts[atA] as number) - (counts[atB] as number);
  if (isHolder !== holds(atB)) return { isHolder, order: isHolder ? -1 : 1 };
  return { isHolder, order: (isHolder ? fewer : -fewer) || byLevel };
}
