import type { PodSet } from './pod-set.ts';
import type { ResourceList } from './resources.ts';
import type { TopologyAssignment } from './topology-assignment.ts';

export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid?: string;
}

/** What an admitted workload holds for one pod set. */
export interface PodSetAssignment {
  readonly name: string;
  /** Resource → flavor. */
  readonly flavors?: Readonly<Record<string, string>>;
  /** Totals over all pods. */
  readonly resourceUsage?: ResourceList;
  readonly count?: number;
  readonly topologyAssignment?: TopologyAssignment;
}

/** One job as Kueue sees it. */
export interface Workload {
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly ownerReferences?: readonly OwnerReference[];
  readonly queueName?: string;
  readonly podSets: readonly PodSet[];
  /** Present while the workload holds quota. */
  readonly admission?: { readonly clusterQueue: string; readonly podSetAssignments: readonly PodSetAssignment[] };
  /** Names of nodes that failed under the admitted workload, the first to be replaced first. */
  readonly unhealthyNodes?: readonly string[];
}
