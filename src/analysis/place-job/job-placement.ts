import type { RejectionReason } from '../../placement/index.ts';
import type { PlacedPodSet } from './placed-pod-set.ts';

/** Why a job got no place. `inadmissible`: whatever the cluster looks like, Kueue does not admit its workload. */
export type JobRejectionReason = RejectionReason | 'no-topology-flavor' | 'inadmissible';

/** Where a job lands, or why nowhere. */
export type JobPlacement =
  | {
      readonly state: 'placed';
      /** Name of the rule that chose the nodes. */
      readonly algorithm: string;
      readonly flavor: string;
      /** In the order of the job; pod sets without pods are left out. */
      readonly podSets: readonly PlacedPodSet[];
    }
  | {
      readonly state: 'rejected';
      readonly reason: JobRejectionReason;
      /** The rule's message about the first pod set that found no place, in the first flavor tried; or Kueue's. */
      readonly message: string;
      readonly podSet?: string;
      readonly flavor?: string;
    };
