import type { FairSharing } from './fair-sharing.ts';
import type { ResourceGroup } from './resource-group.ts';

/** Queues, and cohorts below it, that lend each other what they don't use (kueue-quota §3.2). */
export interface Cohort {
  readonly name: string;
  readonly parentName?: string;
  /** Quota of the cohort itself, beside that of its members. */
  readonly resourceGroups: readonly ResourceGroup[];
  readonly fairSharing?: FairSharing;
}
