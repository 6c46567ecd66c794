import type { CompiledBlocks } from './compile-blocks.ts';

/** In which groups of neighbouring base blocks a job is sought. */
export interface GroupPlan {
  /** Base blocks of the group that must hold all. */
  readonly outerSpan: number;
  /** Base blocks of the parts of which few may be used. */
  readonly innerSpan: number;
  /** Parts that may be used. */
  readonly maxInner: number;
  /** Is `maxInner` a limit: has the outer group more parts? */
  readonly isLimited: boolean;
}

/**
 * Which groups are looked at for so many nodes (slurmctld: `eval_nodes_block`)? The outer group is the smallest
 * configured size that holds them, or all blocks when none does; the parts are of the largest configured size that does
 * not (a base block at least), and no more of them are used than full ones would need.
 */
export function planGroups({ nodes, baseSize, spans }: CompiledBlocks, nodeCount: number): GroupPlan {
  const needed = Math.max(1, Math.ceil(nodeCount / baseSize));
  const outerSpan = spans.find((span) => span >= needed) ?? nodes.length;
  const innerSpan = spans.findLast((span) => span < needed) ?? 1;
  const maxInner = Math.ceil(nodeCount / (innerSpan * baseSize));
  return { outerSpan, innerSpan, maxInner, isLimited: outerSpan !== innerSpan * maxInner };
}

/** Number of the part in which a base block lies. */
export function partOf({ innerSpan }: GroupPlan, block: number): number {
  return Math.floor(block / innerSpan);
}
