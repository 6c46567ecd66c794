import type { PodSet, TopologyAssignment } from '../../model/index.ts';
import type { RequestVector } from '../snapshot/request-vector.ts';
import type { FlavorAssignment, FlavorAttempt } from './assignment.ts';

/**
 * A flavor assignment while it is being worked on. Members of a pod set group share these: what is changed for one is
 * changed for all that got the resource.
 */
type FlavorDraft = { -readonly [K in keyof FlavorAssignment]: FlavorAssignment[K] };

/** Resource → its flavor. */
export type FlavorDrafts = Map<string, FlavorDraft>;

/** A pod set while flavors are being found for it. */
export interface PodSetDraft {
  /** Of the pod set in the workload. */
  readonly index: number;
  readonly podSet: PodSet;
  readonly name: string;
  readonly count: number;
  readonly requests: RequestVector;
  flavors: FlavorDrafts;
  reasons: readonly string[];
  error: string | undefined;
  /** Shared by the members of a group, as their flavors are. */
  attempts: FlavorAttempt[];
  topologyAssignment: TopologyAssignment | undefined;
  delayedTopologyRequest: 'Pending' | 'Ready' | undefined;
}
