export { holdOnNodes, placeSlurmJob } from './place-slurm-job.ts';
export type { SlurmCluster, SlurmNode, SlurmNodeUse, SlurmUsage } from './slurm-cluster.ts';
export type { SlurmJob } from './slurm-job.ts';
export type { SlurmPlacedNode, SlurmPlacement, SlurmRejection } from './slurm-placement.ts';
export type { SlurmBlock, SlurmBlocks, SlurmSwitch, SlurmTopology, SlurmTree } from './slurm-topology.ts';
export { type SlurmHold, usageOf } from './slurm-usage.ts';
