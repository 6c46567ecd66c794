import type { OwnerReferenceObject } from '../../kubernetes/metadata.ts';
import type { BuiltPodSet } from '../job-kind.ts';
import type { AdmittedJob } from './admit-job.ts';
import type { PriorityClassRef } from './priority.ts';

/** What came of one job, or of the jobs that make up one workload, when Kueue's controller looked at it. */
export interface Reconciliation {
  /** In the order they were given. */
  readonly members: readonly AdmittedJob[];
  /** Name of the group that the members are; absent for a job by itself. */
  readonly groupName?: string;
  /** Empty when there is none. */
  readonly workloads: readonly WorkloadObject[];
  /** What the workload would have had, where all but the workload could be made. */
  readonly podSets?: readonly BuiltPodSet[];
  /** Why there is no workload; absent when there is one. */
  readonly reason?: NoWorkloadReason;
  /** What the controller failed with; it tries again. */
  readonly error?: string;
  /** What the controller only logs: trying again would not help. */
  readonly unretryableError?: string;
  readonly events?: readonly WarningEvent[];
}

/** Why Kueue makes no workload of a job. */
export type NoWorkloadReason =
  /** It names no queue, and jobs without a queue are not managed. */
  | 'no-queue'
  /** Its namespace is not one of those that Kueue manages. */
  | 'namespace-not-managed'
  /** It belongs to a job that has the workload. */
  | 'owned-by-managed-job'
  /** Kueue leaves such jobs alone, or asks for no pods now. */
  | 'left-alone'
  /** Its pod sets, priority or prebuilt workload could not be had; the error says more. */
  | 'failed';

/** A warning that `kubectl describe` shows. */
export interface WarningEvent {
  readonly reason: string;
  readonly message: string;
}

/** A Workload as Kueue writes it, `kueue.x-k8s.io/v1beta2`. */
export interface WorkloadObject {
  readonly apiVersion: 'kueue.x-k8s.io/v1beta2';
  readonly kind: 'Workload';
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly finalizers?: readonly string[];
    readonly ownerReferences?: readonly OwnerReferenceObject[];
  };
  readonly spec: {
    readonly queueName?: string;
    readonly podSets: readonly BuiltPodSet[];
    readonly priority?: number;
    readonly priorityClassRef?: PriorityClassRef;
    readonly active?: boolean;
    readonly maximumExecutionTimeSeconds?: number;
  };
  readonly status?: { readonly conditions?: readonly WorkloadCondition[]; readonly admission?: object };
}

/** A condition without times. */
export interface WorkloadCondition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
}
