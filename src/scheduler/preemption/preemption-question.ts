import type { FlavorResource, FlavorResourceAmounts } from '../../quota/index.ts';
import type { TopologyRequests } from '../flavors/topology-requests.ts';
import type { SchedulerQueue } from '../snapshot/scheduler-queue.ts';
import type { SchedulerSnapshot } from '../snapshot/scheduler-snapshot.ts';
import type { WorkloadInfo } from '../snapshot/workload-info.ts';
import type { CandidateOrder } from './candidate-order.ts';

/** Nothing wants a place. */
export const NO_TOPOLOGY: TopologyRequests = new Map();

/** What a search for victims is told beside the workload and what it wants. */
export type PreemptionOptions = Pick<CandidateOrder, 'nowMs' | 'localQueueUsage'>;

/** Who looks for victims of what, at which state. */
export interface PreemptionQuestion extends PreemptionOptions {
  /** Victims are taken out of it and put back: in the end it is as it was. */
  readonly snapshot: SchedulerSnapshot;
  /** The preemptor's. */
  readonly queue: SchedulerQueue;
  readonly preemptor: WorkloadInfo;
  /** Flavor-resources that are short: a victim has to use one of them. */
  readonly needed: readonly number[];
  /** What has to fit in the end, not only of what is short; without `pods` (kueue-quota Q1). */
  readonly requests: FlavorResourceAmounts;
  /** What has to find a place in the end; empty where the topology does not count. */
  readonly topologyRequests: TopologyRequests;
}

/**
 * Was a workload assigned any of the flavor-resources that are short? What it holds of them does not matter.
 * @see kueue-quota §10.2
 */
export function usesNeeded({ podSets }: WorkloadInfo, { snapshot, needed }: PreemptionQuestion): boolean {
  const { names } = snapshot.quota.quota.flavorResources;
  for (const flavorResource of needed) {
    const { flavor, resource } = names[flavorResource] as FlavorResource;
    for (const { flavors } of podSets) if (flavors?.get(resource) === flavor) return true;
  }
  return false;
}

/** The order in which a question's candidates are taken. */
export function candidateOrder({ queue, nowMs, localQueueUsage }: PreemptionQuestion): CandidateOrder {
  return { clusterQueue: queue.name, nowMs, localQueueUsage };
}
