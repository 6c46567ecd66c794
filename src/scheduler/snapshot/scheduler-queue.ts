import type { ClusterQueue, ResourceFlavor } from '../../model/index.ts';

/** A ClusterQueue that takes workloads, compiled: what usage does not change. */
export interface SchedulerQueue {
  readonly name: string;
  /** Its node in the quota tree. */
  readonly node: number;
  /** As it was written: preemption, fungibility, namespaceSelector, queueingStrategy … */
  readonly spec: ClusterQueue;
  /** In the order of the spec. */
  readonly resourceGroups: readonly QueueResourceGroup[];
  /** Resource → the first group that covers it. */
  readonly groupOf: ReadonlyMap<string, QueueResourceGroup>;
  /** Flavors of it that have a topology snapshot. */
  readonly topologyFlavors: ReadonlySet<string>;
  /** Do all its flavors name a topology? Then every pod set asks for a place, whether it says so or not (kueue-tas §2.3). */
  readonly isTopologyOnly: boolean;
  /** Admission check → flavors that it is required for. */
  readonly admissionChecks: ReadonlyMap<string, ReadonlySet<string>>;
  /** Are its workloads sent on to other clusters? */
  readonly hasMultiKueueCheck: boolean;
  /** Flavors whose nodes are provisioned on request, by an admission check. */
  readonly provisionedFlavors: ReadonlySet<string>;
}

/** Resources that a queue gives out of the same flavors. */
export interface QueueResourceGroup {
  /** Position among the queue's groups. */
  readonly index: number;
  readonly coveredResources: ReadonlySet<string>;
  /** In the order of preference. */
  readonly flavors: readonly QueueFlavor[];
}

/** A flavor of a resource group. */
export interface QueueFlavor {
  readonly name: string;
  /** The flavor itself; undefined if there is none of the name. */
  readonly spec: ResourceFlavor | undefined;
  /** Covered resource → number of the flavor-resource. */
  readonly flavorResources: ReadonlyMap<string, number>;
}
