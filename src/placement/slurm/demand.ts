import type { SlurmJob } from './slurm-job.ts';

/** A job in the numbers that the node search counts with. */
export interface Demand {
  readonly minNodes: number;
  readonly maxNodes: number;
  /** Nodes to try for: the upper end of a range. */
  readonly wantedNodes: number;
  /** Cores over all nodes. */
  readonly cpus: number;
  readonly isWhole: boolean;
}

/**
 * What a job asks for, counted (slurmctld: `_pick_best_nodes`, `common_topo_choose_nodes`): without `-N` one node or
 * more, never more nodes than tasks.
 */
export function demandOf(job: SlurmJob, nodeCount: number): Demand {
  const { nodes, tasks, tasksPerNode, nodelist } = job;
  const fewest = Math.max(1, nodes?.min ?? 1, nodelist?.length ?? 0);
  const minNodes = tasks === undefined ? fewest : Math.min(fewest, tasks);
  const mostTasks = tasksPerNode === undefined ? (tasks ?? nodeCount) : nodeCount;
  const maxNodes = Math.max(Math.min(nodes?.max ?? nodeCount, mostTasks), minNodes);
  return {
    minNodes,
    maxNodes,
    wantedNodes: nodes === undefined ? minNodes : maxNodes,
    cpus: tasks ?? minNodes * (tasksPerNode ?? 1),
    isWhole: job.isExclusive === true,
  };
}

/** Would so many nodes do, when `missing` are still wanted? A range is content with its lower end. */
export function isEnough(nodeCount: number, missing: number, { minNodes, wantedNodes }: Demand): boolean {
  return nodeCount >= missing - Math.max(0, wantedNodes - minNodes);
}
