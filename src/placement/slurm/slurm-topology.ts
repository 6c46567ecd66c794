/** A switch of `topology/tree`. It has children of one kind: switches, or (a leaf switch) nodes. */
export interface SlurmSwitch {
  readonly name: string;
  /** Names of the switches below; empty for a leaf switch. */
  readonly switches: readonly string[];
  /** Names of the nodes below; empty for all other switches. */
  readonly nodes: readonly string[];
  /** Slurm keeps it and takes no decision by it. */
  readonly linkSpeed?: number;
  /** Text of the comment line right above. */
  readonly comment?: string;
}

/** What `topology/tree` knows. The order of the switches counts: ties go by it. */
export interface SlurmTree {
  readonly kind: 'tree';
  readonly switches: readonly SlurmSwitch[];
}

/** A base block of `topology/block`. */
export interface SlurmBlock {
  readonly name: string;
  readonly nodes: readonly string[];
  /** Text of the comment line right above. */
  readonly comment?: string;
}

/** What `topology/block` knows. The order of the blocks counts: neighbours form the larger blocks. */
export interface SlurmBlocks {
  readonly kind: 'block';
  readonly blocks: readonly SlurmBlock[];
  /** Nodes planned for a base block, then the larger sizes, each a power of two of the first; empty: Slurm's default. */
  readonly blockSizes: readonly number[];
}

/** The network as Slurm is told of it. */
export type SlurmTopology = SlurmTree | SlurmBlocks;
