import type { OwnerReferenceObject } from '../../kubernetes/metadata.ts';
import type { BuiltPodSet } from '../job-object.ts';

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
  readonly status?: {
    readonly conditions?: readonly WorkloadCondition[];
    readonly admission?: { readonly podSetAssignments?: readonly AdmittedCount[] };
  };
}

/** How many pods of a pod set were admitted; absent: all of them. */
export interface AdmittedCount {
  readonly name: string;
  readonly count?: number;
}

/** A condition without times. */
export interface WorkloadCondition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
}

/** `spec.priorityClassRef` of a Workload. */
export interface PriorityClassRef {
  readonly group: string;
  readonly kind: 'WorkloadPriorityClass' | 'PriorityClass';
  readonly name: string;
}

/** Is a condition of a Workload true? */
export function hasCondition({ status }: Pick<WorkloadObject, 'status'>, type: string): boolean {
  return status?.conditions?.some((condition) => condition.type === type && condition.status === 'True') === true;
}
