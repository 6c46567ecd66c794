import type { Cluster, Configuration, FeatureGates, Governance, Workload } from '../../model/index.ts';
import type { AssignedPodSet, PreemptionPolicy, PreemptionReason, WorkloadEvent } from '../../scheduler/index.ts';
import type { StatusChanges } from './status-changes.ts';

/** A recorded question: whom would this workload preempt for the flavors that it was assigned, at this state? */
export interface PreemptionRecording {
  readonly id: string;
  readonly kind: 'preemption';
  readonly gates: FeatureGates;
  readonly configuration: Configuration;
  readonly nowMs: number;
  readonly cluster: Cluster;
  readonly governance: Governance;
  readonly workload: Workload;
  readonly clusterQueue: string;
  /** Pod set → what it was assigned. */
  readonly assignment: ReadonlyMap<string, AssignedPodSet>;
  readonly expected: PreemptionAnswer;
}

/** What Kueue answered. */
export interface PreemptionAnswer {
  /** In byte order of workloads. */
  readonly targets: readonly { readonly workload: string; readonly reason: PreemptionReason }[];
  /** What came of it, where the preemptions were issued. */
  readonly issued?: {
    readonly preempted: number;
    /** Workload → what changed in its status. */
    readonly workloads: Readonly<Record<string, StatusChanges>>;
    /** In byte order of workload, type, reason and message. */
    readonly events: readonly WorkloadEvent[];
  };
}

/** A recorded question: does a policy let one workload preempt another? */
export interface PolicyRecording {
  readonly id: string;
  readonly kind: 'policy';
  readonly gates: FeatureGates;
  readonly policy: PreemptionPolicy;
  readonly preemptor: Workload;
  readonly candidate: Workload;
  readonly expected: { readonly allowed: boolean };
}

/** A recorded question about an order. */
export type OrderRecording = {
  readonly id: string;
  readonly kind: 'order';
  readonly gates: FeatureGates;
  readonly nowMs: number;
  readonly cluster: Cluster;
  readonly governance: Governance;
  /** The preemptor's. */
  readonly clusterQueue: string;
  readonly expected: { readonly order: readonly string[] };
} & (
  | {
      /** In which order are workloads preempted? */
      readonly what: 'preemptionCandidates';
      /** Present: Admission Fair Sharing is on. Workload → usage of its LocalQueue. */
      readonly localQueueUsage?: ReadonlyMap<string, number>;
    }
  | {
      /** From which queue does Fair Sharing take the next victim, turn by turn? */
      readonly what: 'fairTargets';
      /** Queues whose workloads may be taken. */
      readonly candidates: readonly string[];
      /** What is done in each turn: one workload is taken, or the queue struck off. */
      readonly actions: readonly ('pop' | 'drop')[];
    }
);
