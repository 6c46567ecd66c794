import type { SlurmCluster, SlurmUsage } from './slurm-cluster.ts';
import type { SlurmJob } from './slurm-job.ts';

/** What the nodes can give one job; indexed like the cluster's nodes. */
export interface Supply {
  /** Cores that the job could get there, 0 where it cannot run. */
  readonly cpus: Int32Array;
  /** Free GPUs, as far as the job asks for any. */
  readonly gpus: Int32Array;
}

/**
 * Which nodes can take a part of the job, and how many cores of each (slurmctld: `_verify_node_state`, `_allocate_sc`)?
 * A whole-node job needs idle nodes; others share with their like.
 */
export function supplyFor({ nodes }: SlurmCluster, usage: SlurmUsage, job: SlurmJob): Supply {
  const excluded = new Set(job.exclude);
  const cpus = new Int32Array(nodes.length);
  const gpus = new Int32Array(nodes.length);
  for (const [i, node] of nodes.entries()) {
    const used = usage.get(node.name);
    if (excluded.has(node.name) || used?.isWhole === true) continue;
    if (job.isExclusive === true && used !== undefined) continue;
    const freeGpus = node.gpus - (used?.gpus ?? 0);
    if (freeGpus < (job.gpusPerNode ?? 0)) continue;
    cpus[i] = usableCpus(job, node.cpus - (used?.cpus ?? 0));
    gpus[i] = job.gpusPerNode === undefined ? 0 : freeGpus;
  }
  return { cpus, gpus };
}

function usableCpus(job: SlurmJob, free: number): number {
  if (free < cpusNeeded(job)) return 0;
  return job.isExclusive === true ? free : Math.min(free, job.tasksPerNode ?? free);
}

/** Fewest free cores with which a node is of use. */
function cpusNeeded({ tasksPerNode, tasks, nodes }: SlurmJob): number {
  return Math.max(1, tasksPerNode ?? (nodes?.max === 1 ? (tasks ?? 1) : 1));
}
