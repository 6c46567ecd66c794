/** What a job asks for: the options of `salloc`, `sbatch` and `srun` that bear on where it goes. */
export interface SlurmJob {
  /** `-N`: how many nodes. Absent: as many as the tasks need. */
  readonly nodes?: { readonly min: number; readonly max: number };
  /** `--ntasks`, one core each. */
  readonly tasks?: number;
  /** `--ntasks-per-node`. */
  readonly tasksPerNode?: number;
  /** `--gres=gpu:g`: GPUs on every node. */
  readonly gpusPerNode?: number;
  /** `--exclusive`: whole nodes. */
  readonly isExclusive?: boolean;
  /** `--contiguous`: nodes in a row; not together with `nodelist`. */
  readonly isContiguous?: boolean;
  /** `--switches`: most leaf switches; `topology/block` looks past it. */
  readonly maxSwitches?: number;
  /** `--segment`: nodes that must share a base block; `topology/tree` looks past it. */
  readonly segment?: number;
  /** `--exclude`. */
  readonly exclude?: readonly string[];
  /** `--nodelist`: nodes that must be among those given. */
  readonly nodelist?: readonly string[];
}
