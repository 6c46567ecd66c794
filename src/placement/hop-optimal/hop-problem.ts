import type { FlatTree } from '../../topology/index.ts';
import type { HopObjective } from './hop-objective.ts';

/** Pods to place on the leaves of a tree. */
export interface HopProblem {
  readonly tree: FlatTree;
  /** Level → pods of one unit; a domain is given whole units. Each divides the one of the level above. */
  readonly units: readonly number[];
  /** Tree index → workers that fit; of inner domains only their order counts, as how roomy they are. */
  readonly pods: Int32Array;
  /** Leaf's tree index → workers that fit beside the leader. */
  readonly podsWithLeader: Int32Array;
  /** Leaf's tree index → does the leader fit? */
  readonly leaders: Int32Array;
  /** Workers; whole units of the top level. */
  readonly count: number;
  /** 0 or 1. */
  readonly leaderCount: number;
  readonly objective: HopObjective;
}

/** Units of a level that the whole request is. */
export function unitLimit({ count, units }: HopProblem, level: number): number {
  return count / (units[level] as number);
}

/** How many units of a level are one of the level above. */
export function unitRatio({ units }: HopProblem, level: number): number {
  return (units[level - 1] as number) / (units[level] as number);
}
