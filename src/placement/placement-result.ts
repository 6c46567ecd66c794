import type { TopologyAssignment } from '../model/index.ts';

/** Why a pod set got no place; closed. The message says it in Kueue's words. */
export type RejectionReason =
  /** Not enough room where the request allows. */
  | 'not-fit'
  /** The topology has no domain at the level asked for, because no node carries its labels. */
  | 'no-domains'
  /** The request names no level, an unknown level, or levels or sizes that contradict each other. */
  | 'invalid-topology-request'
  /** Admission checks contradict the pod template or each other. */
  | 'invalid-update'
  /** A node selector or node affinity that Kubernetes would not parse. */
  | 'invalid-node-filter'
  /** The assignment to be mended names a domain that is gone. */
  | 'stale-assignment'
  /** No node can take over from the failed one. */
  | 'no-replacement'
  /** A rule that looks for the best place would take minutes to find it. */
  | 'search-too-large';

/** The algorithm that chose the domains (kueue-tas §9.4). */
export type PlacementProfile = 'BestFit' | 'LeastFreeCapacity' | 'Balanced';

/** A refusal: data, never an exception. */
export interface Rejection {
  readonly state: 'rejected';
  readonly reason: RejectionReason;
  /** Kueue's message, to the letter (kueue-tas §18). */
  readonly message: string;
}

/** Where the pods of one pod set go, or why nowhere. */
export type PodSetPlacement =
  | {
      readonly state: 'placed';
      readonly podSet: string;
      /** Its counts add up to fewer pods than asked where the slice size does not divide them (kueue-tas §9.5). */
      readonly assignment: TopologyAssignment;
      /** How the domains were chosen; absent where an existing assignment was kept or cut. */
      readonly profile?: PlacementProfile;
    }
  | (Rejection & { readonly podSet: string });

/** Makes a {@link Rejection}. */
export function reject(reason: RejectionReason, message: string): Rejection {
  return { state: 'rejected', reason, message };
}
