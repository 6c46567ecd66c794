import type { TopologyAssignment } from '../../model/index.ts';
import type { RequestVector } from '../snapshot/request-vector.ts';
import type { WorkloadUsage } from '../snapshot/workload-info.ts';
import type { AssignmentMode } from './modes.ts';
import type { PreemptionPossibility } from './preemption-oracle.ts';
import type { ScanProgress } from './scan-progress.ts';

/** Why a workload got no flavors; closed. From the most to the least severe. */
export type NoFitReason =
  /** No flavor is for such pods, or none was looked at. */
  | 'NoMatchingFlavor'
  /** More than the queue could ever have. */
  | 'ExceedsMaxQuota'
  /** More than there is now, and nobody may be preempted for it. */
  | 'WaitingForQuota'
  /** There is quota, but no place in the topology, even if it were empty. */
  | 'TopologyPlacementFailed';

/** The flavor that one resource of a pod set gets. */
export interface FlavorAssignment {
  readonly flavor: string;
  readonly mode: AssignmentMode;
  /** Where the scan of the group's flavors stopped; -1: it came to the end (kueue-quota §8.6). */
  readonly triedIndex: number;
  /** 0: nothing is borrowed; more is farther (kueue-quota §6.6). */
  readonly borrowingLevel: number;
}

/** One flavor that was looked at for a pod set, over all resources it was looked at for (kueue-quota §8.13). */
export interface FlavorAttempt {
  readonly flavor: string;
  readonly mode: AssignmentMode;
  readonly borrowingLevel: number;
  /** What the preemption oracle said, where it was asked; the worst answer. */
  readonly possibility?: PreemptionPossibility;
  /** Each once, in byte order. */
  readonly reasons: readonly string[];
  /** Why not, if the mode is `NoFit`. */
  readonly noFitReason?: NoFitReason;
}

/** What one pod set gets. */
export interface PodSetOutcome {
  readonly name: string;
  /** Pods that are assigned for. */
  readonly count: number;
  /** Totals that were looked at, `pods` among them where the queue counts pods. */
  readonly requests: RequestVector;
  /** The worst of its flavors' modes; `Fit` whenever there is neither a reason nor an error. */
  readonly mode: AssignmentMode;
  /** Resource → flavor. Empty if none was found. */
  readonly flavors: ReadonlyMap<string, FlavorAssignment>;
  /** Why it can't start now, of every flavor that was looked at; may repeat. Empty: it can. */
  readonly reasons: readonly string[];
  /** What ended the assignment, in Kueue's words. */
  readonly error?: string;
  /** In byte order of flavors. */
  readonly attempts: readonly FlavorAttempt[];
  readonly topologyAssignment?: TopologyAssignment;
  readonly delayedTopologyRequest?: 'Pending' | 'Ready';
}

/**
 * Which flavor every resource of a workload gets, and what has to happen first.
 * @see kueue-quota §8.2
 */
export interface Assignment {
  readonly mode: AssignmentMode;
  /** In the order of groups; up to the first group that got nothing. */
  readonly podSets: readonly PodSetOutcome[];
  /** The highest of all. After preemption where the mode is `Preempt`. */
  readonly borrowingLevel: number;
  /** What the workload would take; of a replacing slice, what it takes beyond the replaced one. */
  readonly usage: WorkloadUsage;
  /** Where the next attempt at this workload goes on. */
  readonly progress: ScanProgress;
  /** The blocker to be told of, if the mode is `NoFit`; may be missing even then (kueue-quota §22.1). */
  readonly noFitReason?: NoFitReason;
}
