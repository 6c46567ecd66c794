export type { HopObjective } from './hop-objective.ts';
export { type HopOptimalOptions, hopOptimalRule } from './hop-optimal-rule.ts';
export { type HopRegret, hopRegrets, type KnownBests } from './regret.ts';
export { type TreeHops, treeHops } from './tree-hops.ts';
