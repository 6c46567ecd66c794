import { podRequests, type Workload } from '../../model/index.ts';
import type { TopologyUsage } from '../../placement/index.ts';
import type { SchedulerQueue } from '../snapshot/scheduler-queue.ts';
import { onlyTopologyFlavor, type PlaceablePodSet } from './topology-requests.ts';

/**
 * What places take of the topology beyond what the workload holds there already: by domain, so that a node replaced by
 * another is counted in full. Domains that hold fewer pods than before give nothing back.
 * @param held the admission that the snapshot counts; none for a workload that holds nothing
 * @see kueue-quota §9.6, kueue-tas §15.5
 */
export function topologyNetUsage(
  podSets: readonly PlaceablePodSet[],
  workload: Workload,
  queue: SchedulerQueue,
  held?: Workload['admission'],
): TopologyUsage[] {
  return podSets.flatMap(({ name, flavors, topologyAssignment }) => {
    const podSet = workload.podSets.find((candidate) => candidate.name === name);
    const flavor = onlyTopologyFlavor(flavors, queue);
    if (topologyAssignment === undefined || podSet === undefined || typeof flavor !== 'string') return [];
    const requests = podRequests(podSet.template.spec ?? {});
    const counted = heldCounts(held, name);
    return topologyAssignment.domains
      .map(({ values, count }) => ({ flavor, values, requests, count: count - (counted.get(values.join(',')) ?? 0) }))
      .filter(({ count }) => count > 0);
  });
}

/** Domain → pods that the admission has there. */
function heldCounts(held: Workload['admission'], podSet: string): ReadonlyMap<string, number> {
  const assignment = held?.podSetAssignments.find(({ name }) => name === podSet)?.topologyAssignment;
  const counts = new Map<string, number>();
  for (const { values, count } of assignment?.domains ?? []) {
    const domain = values.join(',');
    counts.set(domain, (counts.get(domain) ?? 0) + count);
  }
  return counts;
}
