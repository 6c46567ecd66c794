import { type GroupPlan, partOf } from './group-plan.ts';

/** The base blocks of one group while nodes are taken from them. */
export interface BlockSearch {
  /** Base blocks of the group, in file order. */
  readonly members: readonly number[];
  /** Base block → free nodes at the start. */
  readonly counts: readonly number[];
  /** Part → free nodes at the start, without those of blocks that a node list had used up before. */
  readonly partCounts: readonly number[];
  readonly plan: GroupPlan;
  /** Base blocks used up. */
  readonly used: Set<number>;
  /** Parts that may still be begun. */
  innerLeft: number;
}

/**
 * Which base block is used next (slurmctld: `_choose_best_bblock`)?
 *
 * The unused blocks are gone through in file order, and each one challenges the best so far. Where the number of parts is
 * limited and the two lie in different parts, the part decides if it can: one already begun before a new one; one with
 * room for the rest before one without; of two with room the one with fewer free nodes, of two without the one with more.
 * Else the block decides by the same rule: room first, then fewer or more free nodes; ties: the later block.
 *
 * The counts are those at the start: what was used of a part in the meantime is not taken off (so does Slurm).
 */
export function findBlock(
  search: BlockSearch,
  missing: number,
): { readonly block: number; readonly isBegun: boolean } | undefined {
  const { members, counts, partCounts, plan, used } = search;
  const begun = new Set([...used].map((block) => partOf(plan, block)));
  let best: number | undefined;
  for (const block of members) {
    if (used.has(block)) continue;
    if (best === undefined || isBetter(block, best)) best = block;
  }
  return best === undefined ? undefined : { block: best, isBegun: begun.has(partOf(plan, best)) };

  function isBetter(block: number, rival: number): boolean {
    const [part, rivalPart] = [partOf(plan, block), partOf(plan, rival)];
    if (plan.isLimited && part !== rivalPart) {
      if (begun.has(part) !== begun.has(rivalPart)) return begun.has(part);
      const order = compareRoom(partCounts[part] as number, partCounts[rivalPart] as number, missing);
      if (order !== 0) return order < 0;
    }
    return compareRoom(counts[block] as number, counts[rival] as number, missing) <= 0;
  }
}

/** Room for all that is missing first; then the tighter of two with room, the larger of two without. */
function compareRoom(a: number, b: number, missing: number): number {
  if (a >= missing !== b >= missing) return a >= missing ? -1 : 1;
  return a >= missing ? a - b : b - a;
}
