import type { SlurmTopology } from './slurm-topology.ts';

/** A node of the partition. One thread a core: `cpus` are cores. */
export interface SlurmNode {
  readonly name: string;
  readonly cpus: number;
  /** GPUs (`gres` of kind `gpu`). */
  readonly gpus: number;
}

/** What a job is placed on: one partition of nodes of equal weight. */
export interface SlurmCluster {
  readonly topology: SlurmTopology;
  /** In Slurm's order, which is the order of names. */
  readonly nodes: readonly SlurmNode[];
}

/** What running jobs hold of one node. */
export interface SlurmNodeUse {
  readonly cpus: number;
  readonly gpus: number;
  /** Does a job hold the node alone? */
  readonly isWhole: boolean;
}

/** Node name → what is held of it; a node without an entry is idle. */
export type SlurmUsage = ReadonlyMap<string, SlurmNodeUse>;
