import type { PodSet } from './pod-set.ts';
import type { PodSetUpdate } from './pod-set-update.ts';
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
  /** Is the topology assigned only once the admission checks are ready? */
  readonly delayedTopologyRequest?: 'Pending' | 'Ready';
}

/** A condition of an object's status; times in milliseconds since 1970. */
export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason?: string;
  readonly message?: string;
  readonly lastTransitionMs?: number;
  readonly observedGeneration?: number;
}

/** State of one admission check of a workload. */
export interface AdmissionCheckState {
  readonly name: string;
  readonly state: 'Pending' | 'Ready' | 'Retry' | 'Rejected';
  readonly message?: string;
  readonly lastTransitionMs?: number;
  readonly requeueAfterSeconds?: number;
  readonly retryCount?: number;
  /** What the check adds to pod sets once it is ready. */
  readonly podSetUpdates?: readonly (PodSetUpdate & { readonly podSet: string })[];
}

/** How often a workload was evicted for one reason. */
export interface EvictionCount {
  readonly reason: string;
  /** Empty where nothing more is known. */
  readonly underlyingCause: string;
  readonly count: number;
}

/** One job as Kueue sees it. */
export interface Workload {
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly ownerReferences?: readonly OwnerReference[];
  readonly generation?: number;
  /** `metadata.creationTimestamp` in milliseconds since 1970; absent is older than all others. */
  readonly creationMs?: number;
  readonly queueName?: string;
  /** int32; 0 if absent. */
  readonly priority?: number;
  readonly priorityClass?: {
    readonly kind: 'WorkloadPriorityClass' | 'PriorityClass';
    readonly name: string;
  };
  /** `false`: neither admitted nor kept. */
  readonly isActive?: boolean;
  readonly maximumExecutionTimeSeconds?: number;
  readonly preemptionGates?: readonly string[];
  readonly podSets: readonly PodSet[];
  /** Present while the workload holds quota. */
  readonly admission?: { readonly clusterQueue: string; readonly podSetAssignments: readonly PodSetAssignment[] };
  readonly conditions?: readonly Condition[];
  readonly requeueState?: { readonly count?: number; readonly requeueAtMs?: number };
  /** Pod set → pods that are done and need no quota any more. */
  readonly reclaimablePods?: Readonly<Record<string, number>>;
  readonly admissionChecks?: readonly AdmissionCheckState[];
  /** Names of nodes that failed under the admitted workload, the first to be replaced first. */
  readonly unhealthyNodes?: readonly string[];
  /** Of the past, one entry for each reason and cause. */
  readonly evictions?: readonly EvictionCount[];
}
