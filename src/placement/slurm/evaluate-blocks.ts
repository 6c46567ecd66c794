import type { CompiledBlocks } from './compile-blocks.ts';
import { type Demand, isEnough } from './demand.ts';
import type { Evaluation } from './evaluation.ts';
import { type BlockSearch, findBlock } from './find-block.ts';
import { type GroupPlan, partOf, planGroups } from './group-plan.ts';
import type { Supply } from './supply.ts';
import { emptyTally, isAcceptable, isMet, type Tally, take, takeEach } from './tally.ts';

/**
 * Chooses nodes under `topology/block` (slurm.md, "topology/block"; slurmctld: `eval_nodes_block`).
 *
 * 1. The group: of the groups that {@link planGroups} looks at, the one with the fewest free nodes that has enough in
 *    the parts that may be used; ties: the last.
 * 2. In it base blocks are used up one after another, each found by {@link findBlock}; of a block the nodes that come
 *    first in node order. No further part is begun when as many as allowed are in use.
 * 3. `--nodelist`: the group is the one that holds the list.
 *
 * A range of nodes gets its lower end.
 */
export function evaluateBlocks(
  blocks: CompiledBlocks,
  supply: Supply,
  demand: Demand,
  nodelist: readonly number[],
): Evaluation {
  const plan = planGroups(blocks, demand.minNodes);
  const tally = emptyTally(demand, demand.minNodes);
  for (const node of nodelist) take(tally, supply, demand, node);
  const free = blocks.nodes.map((nodes) => nodes.filter((node) => (supply.cpus[node] as number) > 0));
  const group =
    nodelist.length > 0 ? groupOf(free, plan, nodelist[0] as number) : findGroup(free, plan, supply, demand, tally);
  if (group === undefined) return { state: 'unmet' };
  const members = [...free.keys()].filter((block) => Math.floor(block / plan.outerSpan) === group);
  const pool = new Set(members.flatMap((block) => free[block] as number[]));
  if (!nodelist.every((node) => pool.has(node))) return { state: 'unmet' };
  if (isMet(tally)) return { state: 'met', taken: tally.taken };
  if (pool.size - nodelist.length < tally.nodes) return { state: 'unmet' };
  const listed = members.filter((block) => plan.isLimited && nodelist.some((node) => free[block]?.includes(node)));
  const search = startSearch(free, members, plan, tally, listed);
  if (search.innerLeft < 0) return { state: 'off-topology' };
  for (const block of listed) takeEach(tally, supply, demand, free[block] as number[]);
  fillBlocks(search, tally, (block) => takeEach(tally, supply, demand, free[block] as number[]));
  return isAcceptable(tally) ? { state: 'met', taken: tally.taken } : { state: 'unmet' };
}

function groupOf(free: readonly number[][], { outerSpan }: GroupPlan, node: number): number | undefined {
  const block = free.findIndex((nodes) => nodes.includes(node));
  return block < 0 ? undefined : Math.floor(block / outerSpan);
}

function findGroup(
  free: readonly number[][],
  plan: GroupPlan,
  supply: Supply,
  demand: Demand,
  tally: Tally,
): number | undefined {
  let best: number | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (let start = 0; start < free.length; start += plan.outerSpan) {
    const members = free.slice(start, start + plan.outerSpan);
    const nodes = members.flat();
    const cpus = nodes.reduce((sum, node) => sum + (supply.cpus[node] as number), 0);
    if (!isEnough(usableNodes(members, plan), tally.nodes, demand) || cpus < tally.cpus) continue;
    if (nodes.length > fewest) continue;
    best = start / plan.outerSpan;
    fewest = nodes.length;
  }
  return best;
}

/** Free nodes in the fullest parts, as many of those as may be used. */
function usableNodes(members: readonly number[][], { innerSpan, maxInner, isLimited }: GroupPlan): number {
  if (!isLimited) return members.flat().length;
  const parts: number[] = [];
  for (let i = 0; i < members.length; i += innerSpan) parts.push(members.slice(i, i + innerSpan).flat().length);
  return parts
    .sort((a, b) => b - a)
    .slice(0, maxInner)
    .reduce((sum, count) => sum + count, 0);
}

function startSearch(
  free: readonly number[][],
  members: readonly number[],
  plan: GroupPlan,
  tally: Tally,
  listed: readonly number[],
): BlockSearch {
  const counts = free.map((nodes) => nodes.filter((node) => !tally.taken.has(node)).length);
  const partCounts = free.map(() => 0);
  for (const block of members) {
    if (!listed.includes(block)) partCounts[partOf(plan, block)]! += counts[block] as number;
  }
  const search = { members, counts, partCounts, plan, used: new Set<number>(), innerLeft: plan.maxInner };
  for (const block of listed) begin(search, block);
  return search;
}

/** Marks a block as used, which may begin a part. */
function begin(search: BlockSearch, block: number): void {
  const { plan, used } = search;
  if (![...used].some((other) => partOf(plan, other) === partOf(plan, block))) search.innerLeft--;
  used.add(block);
}

function fillBlocks(search: BlockSearch, tally: Tally, takeAll: (block: number) => void): void {
  while (!isMet(tally)) {
    const found = findBlock(search, tally.nodes);
    if (found === undefined) return;
    if (search.plan.isLimited && !found.isBegun && search.innerLeft <= 0) return;
    const before = tally.nodes;
    begin(search, found.block);
    takeAll(found.block);
    if (tally.nodes === before) return;
  }
}
