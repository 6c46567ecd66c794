import type { SlurmNodeUse, SlurmUsage } from './slurm-cluster.ts';
import type { SlurmPlacedNode } from './slurm-placement.ts';

/** What a running job holds. */
export interface SlurmHold {
  /** Does it hold its nodes alone? */
  readonly isWhole: boolean;
  readonly nodes: readonly SlurmPlacedNode[];
}

/** What running jobs hold together, node by node. */
export function usageOf(running: Iterable<SlurmHold>): SlurmUsage {
  const usage = new Map<string, SlurmNodeUse>();
  for (const { isWhole, nodes } of running) {
    for (const { name, cpus, gpus } of nodes) {
      const before = usage.get(name) ?? { cpus: 0, gpus: 0, isWhole: false };
      const both = { cpus: before.cpus + cpus, gpus: before.gpus + gpus, isWhole: before.isWhole || isWhole };
      usage.set(name, both);
    }
  }
  return usage;
}
