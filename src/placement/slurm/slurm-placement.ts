/** A node given to a job, and what of it. */
export interface SlurmPlacedNode {
  readonly name: string;
  readonly cpus: number;
  readonly gpus: number;
}

/** Why Slurm will never run a job, in the words that `salloc` prints. */
export type SlurmRejection =
  | 'Requested node configuration is not available'
  | 'Requested topology configuration is not available';

/** What Slurm does with a job at submission. */
export type SlurmPlacement =
  /** In Slurm's node order. */
  | { readonly state: 'placed'; readonly nodes: readonly SlurmPlacedNode[] }
  /** It could run on the empty cluster. */
  | { readonly state: 'pending'; readonly reason: 'Resources' }
  | { readonly state: 'rejected'; readonly reason: SlurmRejection };
