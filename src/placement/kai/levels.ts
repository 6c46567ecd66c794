import type { KaiConstraint } from './kai-question.ts';

/** Depths in the tree of domains whose domains are candidates: `deepest` first, up to and including `highest`. */
export interface DepthRange {
  readonly deepest: number;
  readonly highest: number;
}

/** What is wrong with the levels of a constraint. */
export type LevelMistake = 'unknown-level' | 'no-level' | 'required-below-preferred';

/**
 * The levels that a constraint lets KAI look at (kai.md A6): the preferred one, each above it, and the root; ending with
 * the required one where there is one; the required one alone where none is preferred.
 * @param levels of the topology, coarsest first
 */
export function depthsToTry(levels: readonly string[], constraint: KaiConstraint): DepthRange | LevelMistake {
  const required = depthOfLevel(levels, constraint.required);
  const preferred = depthOfLevel(levels, constraint.preferred);
  const deepest = preferred ?? required;
  if (deepest === undefined) return 'no-level';
  if (required === 0 || preferred === 0) return 'unknown-level';
  const highest = required ?? 0;
  return highest > deepest ? 'required-below-preferred' : { deepest, highest };
}

/** Depth of a level in the tree of domains: 1 for the coarsest, 0 for a name that is no level, undefined for none. */
export function depthOfLevel(levels: readonly string[], level: string | undefined): number | undefined {
  return level === undefined ? undefined : levels.indexOf(level) + 1;
}
