export {
  decideNodeFailure,
  NODE_FAILURE_DELAY_MS,
  type NodeFailureCase,
  type NodeFailureDecision,
  POD_TERMINATION,
} from './node-failure.ts';
export {
  assignRanks,
  type NoRanksReason,
  type RankedPodSet,
  type RankRange,
  type Ranks,
  rankOffsets,
  rankOrder,
} from './ranks.ts';
export { type PodSetStart, startOf } from './start.ts';
export { type GreedyReason, type PodHold, type PodRelease, type UngatePlan, ungate } from './ungate.ts';
export { countsAsNonTopologyUsage, isFinished } from './usage-pods.ts';
