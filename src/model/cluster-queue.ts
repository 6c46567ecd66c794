import type { FairSharing } from './fair-sharing.ts';
import type { LabelSelector } from './label-selector.ts';
import type { ResourceGroup } from './resource-group.ts';

export type QueueingStrategy = 'BestEffortFIFO' | 'StrictFIFO';
export type StopPolicy = 'None' | 'Hold' | 'HoldAndDrain';
export type FungibilityPolicy = 'MayStopSearch' | 'TryNextFlavor';
export type FungibilityPreference = 'BorrowingOverPreemption' | 'PreemptionOverBorrowing';
/** `''` stands only where no API server has seen the queue: it lets nothing be taken, yet is not `Never` (kueue-quota Q25). */
export type ReclaimPolicy = 'Never' | 'LowerPriority' | 'Any' | '';
export type WithinQueuePolicy = 'Never' | 'LowerPriority' | 'LowerOrNewerEqualPriority' | '';
export type BorrowWithinCohortPolicy = 'Never' | 'LowerPriority' | '';

/** Where the search for a flavor stops before its last one. */
export interface FlavorFungibility {
  readonly whenCanBorrow: FungibilityPolicy;
  readonly whenCanPreempt: FungibilityPolicy;
  readonly preference?: FungibilityPreference;
}

/** Whom workloads of a queue may preempt. */
export interface ClusterQueuePreemption {
  readonly reclaimWithinCohort: ReclaimPolicy;
  readonly withinClusterQueue: WithinQueuePolicy;
  /** Absent is as `Never`. */
  readonly borrowWithinCohort?: {
    readonly policy: BorrowWithinCohortPolicy;
    /** Highest priority of a victim; int32, inclusive. */
    readonly maxPriorityThreshold?: number;
  };
}

/** An admission check of a queue; of all its flavors if none is named. */
export interface QueueAdmissionCheck {
  readonly name: string;
  readonly onFlavors?: readonly string[];
}

/** Quota and policies of one team: Kueue's ClusterQueue with the API's defaults filled in (kueue-quota §3.1). */
export interface ClusterQueue {
  readonly name: string;
  readonly cohortName?: string;
  readonly resourceGroups: readonly ResourceGroup[];
  readonly queueingStrategy: QueueingStrategy;
  /** Namespaces whose workloads are taken; absent matches none, `{}` all. */
  readonly namespaceSelector?: LabelSelector;
  readonly flavorFungibility: FlavorFungibility;
  readonly preemption: ClusterQueuePreemption;
  readonly admissionChecks?: readonly QueueAdmissionCheck[];
  readonly stopPolicy: StopPolicy;
  readonly fairSharing?: FairSharing;
  readonly admissionScope?: { readonly admissionMode: 'UsageBasedAdmissionFairSharing' | 'NoAdmissionFairSharing' };
}
