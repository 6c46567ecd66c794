import type { Node } from './node.ts';
import type { Pod } from './pod.ts';
import type { ResourceFlavor } from './resource-flavor.ts';
import type { Topology } from './topology.ts';
import type { Workload } from './workload.ts';

/** Everything that is known of a cluster. The order in each list never matters. */
export interface Cluster {
  readonly nodes: readonly Node[];
  readonly pods: readonly Pod[];
  readonly topologies: readonly Topology[];
  readonly resourceFlavors: readonly ResourceFlavor[];
  /** Those with an admission hold capacity. */
  readonly workloads: readonly Workload[];
}
