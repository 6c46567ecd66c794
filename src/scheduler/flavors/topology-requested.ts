import type { PodSet } from '../../model/index.ts';
import { isExplicitRequest } from '../../placement/index.ts';
import type { SchedulerQueue } from '../snapshot/scheduler-queue.ts';

/** Does a pod set ask for a place without saying so, because its queue has only flavors with a topology? */
export function isTopologyImplied({ topologyRequest }: PodSet, queue: SchedulerQueue): boolean {
  return queue.isTopologyOnly && !isExplicitRequest(topologyRequest);
}

/**
 * Does a pod set ask for a place in the topology, by itself or by its queue?
 * @see kueue-tas §2.3
 */
export function isTopologyRequested(podSet: PodSet, queue: SchedulerQueue): boolean {
  return queue.isTopologyOnly || isExplicitRequest(podSet.topologyRequest);
}
