import type { ClusterQueue, Cohort } from '../model/index.ts';
import type { FlavorResource } from './flavor-resources.ts';

/** What a quota tree is made of. The order in the lists never matters. */
export interface QuotaSource {
  readonly clusterQueues: readonly ClusterQueue[];
  readonly cohorts: readonly Cohort[];
  /** What queues hold, or may come to hold, of flavor-resources that they list no quota for (any more). */
  readonly held?: readonly HeldFlavorResource[];
  /** Queues that take no workloads now. Their quota and usage count all the same; only `heights` pass over them. */
  readonly inactiveQueues?: ReadonlySet<string>;
}

/** A flavor-resource that a queue holds. */
export interface HeldFlavorResource extends FlavorResource {
  readonly clusterQueue: string;
}
