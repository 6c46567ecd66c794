import type { Quantity } from '../../../base/index.ts';
import type { StoredMetadata } from '../../api-server/object-meta.ts';
import type { WorkloadStatusObject } from '../workload-status.ts';

/** A Workload, as far as the webhook looks at it. */
export interface CheckedWorkload {
  readonly metadata?: StoredMetadata;
  readonly spec?: { readonly podSets?: readonly CheckedPodSet[] };
  readonly status?: WorkloadStatusObject;
}

export type Amounts = Readonly<Record<string, Quantity>>;

export interface Resources {
  readonly requests?: Amounts;
  readonly limits?: Amounts;
}

/** `spec.podSets[]`, as far as the webhook looks at it. */
export interface CheckedPodSet {
  readonly name: string;
  readonly count: number;
  readonly minCount?: number;
  readonly template: {
    readonly metadata?: {
      readonly labels?: Readonly<Record<string, string>>;
      readonly annotations?: Readonly<Record<string, string>>;
    };
    readonly spec?: {
      readonly containers?: readonly { readonly resources?: Resources }[];
      readonly initContainers?: readonly { readonly resources?: Resources }[];
      readonly resources?: Resources;
    };
  };
  readonly topologyRequest?: {
    readonly podSetSliceRequiredTopology?: string;
    readonly podSetSliceSize?: number;
  };
}
