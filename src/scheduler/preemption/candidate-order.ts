import { compareStrings } from '../../base/index.ts';
import type { WorkloadInfo } from '../snapshot/workload-info.ts';

/** Usage of the LocalQueue of a workload, as Admission Fair Sharing measures it; undefined where it does not count. */
export type LocalQueueUsage = (workload: WorkloadInfo) => number | undefined;

/** What the order of candidates depends on beside them. */
export interface CandidateOrder {
  /** Name of the preemptor's ClusterQueue. */
  readonly clusterQueue: string;
  /** A candidate that nobody knows the reservation of counts as reserved now. */
  readonly nowMs: number;
  /** Present: Admission Fair Sharing is on (kueue-quota §12.2). */
  readonly localQueueUsage?: LocalQueueUsage | undefined;
}

/**
 * Candidates in the order in which they are preempted: those that are evicted already, then those of other queues; of one
 * queue's those of the LocalQueue that used most, where Admission Fair Sharing is on; the lowest priority; those that got
 * their quota last. What is left is decided by UID, then by key.
 * @see kueue-quota §10.3
 */
export function sortCandidates<T extends { readonly workload: WorkloadInfo }>(
  candidates: readonly T[],
  order: CandidateOrder,
): T[] {
  const sorted = candidates.toSorted((a, b) => compareCandidates(a.workload, b.workload, order));
  const { localQueueUsage } = order;
  if (localQueueUsage === undefined) return sorted;
  // Usage counts only between candidates of one queue, and of LocalQueues of different names, so that the order may go in
  // circles (kueue-quota §22.3): from a sorted list the outcome is the same whatever order the candidates came in.
  return sorted.sort((a, b) => compareWithUsage(a.workload, b.workload, order, localQueueUsage));
}

/**
 * Which of two candidates is preempted first, Admission Fair Sharing aside? Negative: the first. 0 only for a workload and
 * itself.
 * @see kueue-quota §10.3
 */
export function compareCandidates(
  a: WorkloadInfo,
  b: WorkloadInfo,
  { clusterQueue, nowMs }: Pick<CandidateOrder, 'clusterQueue' | 'nowMs'>,
): number {
  return (
    compareStanding(a, b, clusterQueue) ||
    a.priority - b.priority ||
    (b.reservedMs ?? nowMs) - (a.reservedMs ?? nowMs) ||
    compareStrings(a.uid, b.uid) ||
    compareStrings(a.key, b.key)
  );
}

/** Evicted ones first, then those of other queues than the preemptor's. */
function compareStanding(a: WorkloadInfo, b: WorkloadInfo, clusterQueue: string): number {
  if (a.isEvicted !== b.isEvicted) return a.isEvicted ? -1 : 1;
  const isOwnA = a.clusterQueue === clusterQueue;
  const isOwnB = b.clusterQueue === clusterQueue;
  return isOwnA === isOwnB ? 0 : isOwnA ? 1 : -1;
}

/** Kueue takes the LocalQueue with the higher usage first, whatever its comment says (kueue-quota Q19). */
function compareWithUsage(a: WorkloadInfo, b: WorkloadInfo, order: CandidateOrder, usageOf: LocalQueueUsage): number {
  const byStanding = compareStanding(a, b, order.clusterQueue);
  if (byStanding !== 0) return byStanding;
  const isComparable = a.clusterQueue === b.clusterQueue && a.workload.queueName !== b.workload.queueName;
  const usageA = isComparable ? usageOf(a) : undefined;
  const usageB = isComparable ? usageOf(b) : undefined;
  if (usageA === undefined || usageB === undefined || usageA === usageB) return compareCandidates(a, b, order);
  return usageA > usageB ? -1 : 1;
}
