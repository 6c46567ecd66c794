import type { SlurmCluster, SlurmJob } from '../../placement/index.ts';

/** A recorded question to Slurm: where would this job go when it is submitted, after all that came before? */
export interface SlurmRecording {
  /** `SCENARIO#JOB`: every submission of a scenario is a recording of its own. */
  readonly id: string;
  readonly kind: 'slurm';
  readonly cluster: SlurmCluster;
  /** From the empty cluster on. */
  readonly earlier: readonly SlurmEvent[];
  readonly job: SlurmJob;
  readonly expected: SlurmAnswer;
}

/** What happened before. */
export type SlurmEvent =
  /** `nodes`: where Slurm put the job; empty when it did not. */
  | { readonly kind: 'submit'; readonly number: number; readonly job: SlurmJob; readonly nodes: readonly string[] }
  | { readonly kind: 'end'; readonly number: number };

/** What Slurm answered. */
export type SlurmAnswer =
  /** In Slurm's node order. */
  | { readonly state: 'placed'; readonly nodes: readonly string[] }
  | { readonly state: 'pending' | 'rejected'; readonly reason: string };
