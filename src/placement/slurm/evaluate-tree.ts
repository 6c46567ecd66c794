import type { CompiledTree } from './compile-tree.ts';
import { type Demand, isEnough } from './demand.ts';
import type { Evaluation } from './evaluation.ts';
import { findLeaf, type LeafSearch, startLeafSearch, useLeaf } from './find-leaf.ts';
import type { Supply } from './supply.ts';
import { emptyTally, isAcceptable, isMet, type Tally, take, takeEach } from './tally.ts';

/**
 * Chooses nodes under `topology/tree` (slurm.md, "topology/tree"; slurmctld: `_eval_nodes_topo`).
 *
 * 1. The top is a switch with enough free nodes and cores below it: the highest level, then the last line. It only says
 *    which tree of a forest is used.
 * 2. Leaf switches below it are used up one after another, each found by {@link findLeaf}; of a leaf the nodes that come
 *    first in node order.
 * 3. `--nodelist`: those nodes come first and their highest switch is the top; then what is free on their leaf switches
 *    in file order, then as above.
 */
export function evaluateTree(
  tree: CompiledTree,
  supply: Supply,
  demand: Demand,
  nodelist: readonly number[],
): Evaluation {
  const tally = emptyTally(demand, Math.max(demand.minNodes, demand.wantedNodes));
  for (const node of nodelist) take(tally, supply, demand, node);
  const free = tree.nodes.map((nodes) => nodes.filter((node) => (supply.cpus[node] as number) > 0));
  const cpus = free.map((nodes) => nodes.reduce((sum, node) => sum + (supply.cpus[node] as number), 0));
  const touched = free.map((nodes) => nodelist.some((node) => nodes.includes(node)));
  const top =
    nodelist.length > 0
      ? highest(tree, (i) => touched[i] === true, 'first')
      : highest(tree, (i) => isEnough(nodesIn(free, i), tally.nodes, demand) && (cpus[i] ?? 0) >= tally.cpus, 'last');
  if (top === undefined || !nodelist.every((node) => free[top]?.includes(node))) return { state: 'off-topology' };
  if (isMet(tally)) return { state: 'met', taken: tally.taken };
  if (!isEnough(nodesIn(free, top) - nodelist.length, tally.nodes, demand)) return { state: 'unmet' };
  const search = startLeafSearch(tree, free, cpus, top);
  const takeFrom = (leaf: number): void => takeEach(tally, supply, demand, free[leaf] as number[]);
  fillTouched(search, touched, tally, takeFrom);
  fillLeaves(search, tally, takeFrom);
  return isAcceptable(tally) ? { state: 'met', taken: tally.taken } : { state: 'unmet' };
}

function nodesIn(free: readonly (readonly number[])[], i: number): number {
  return (free[i] as readonly number[]).length;
}

/** The highest switch that will do; of several the first or the last line. */
function highest(tree: CompiledTree, willDo: (i: number) => boolean, ties: 'first' | 'last'): number | undefined {
  let top: number | undefined;
  for (const [i, level] of tree.level.entries()) {
    if (!willDo(i)) continue;
    const best = top === undefined ? -1 : (tree.level[top] as number);
    if (ties === 'first' ? level > best : level >= best) top = i;
  }
  return top;
}

/** The leaves that hold nodes of the list; the switches above them count as used, too, when distances are summed. */
function fillTouched(
  search: LeafSearch,
  touched: readonly boolean[],
  tally: Tally,
  takeFrom: (leaf: number) => void,
): void {
  for (const [i, isTouched] of touched.entries()) {
    if (!isTouched) continue;
    const before = tally.taken.size;
    if (search.tree.level[i] === 0) takeFrom(i);
    useLeaf(search, i, tally.taken.size - before);
  }
}

function fillLeaves(search: LeafSearch, tally: Tally, takeFrom: (leaf: number) => void): void {
  while (!isMet(tally)) {
    const leaf = findLeaf(search, tally.nodes, tally.cpus);
    if (leaf === undefined) return;
    const before = tally.taken.size;
    takeFrom(leaf);
    useLeaf(search, leaf, search.counts[leaf] as number);
    if (tally.taken.size === before) return;
  }
}
