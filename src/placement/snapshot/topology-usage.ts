import {
  type PodSetAssignment,
  podRequests,
  type ResourceAmounts,
  toAmounts,
  type Workload,
} from '../../model/index.ts';

/** Pods of an admitted workload in one domain. */
export interface TopologyUsage {
  readonly flavor: string;
  /** Level values as in a stored assignment: only the host name where host-exact. */
  readonly values: readonly string[];
  /** Pods. */
  readonly count: number;
  /** Of one pod. */
  readonly requests: ResourceAmounts;
}

/**
 * What a workload holds in the topology: nothing unless it has an admission with topology assignments.
 *
 * Requests come from the pod spec, not from quota usage; reclaimable pods keep their place (kueue-tas §4.4).
 */
export function topologyUsage(workload: Workload): TopologyUsage[] {
  const usage: TopologyUsage[] = [];
  for (const held of workload.admission?.podSetAssignments ?? []) {
    if (held.topologyAssignment === undefined) continue;
    const requests = requestsOfOnePod(workload, held);
    for (const flavor of new Set(Object.values(held.flavors ?? {}))) {
      for (const { values, count } of held.topologyAssignment.domains) usage.push({ flavor, values, count, requests });
    }
  }
  return usage;
}

function requestsOfOnePod(workload: Workload, held: PodSetAssignment): ResourceAmounts {
  const podSet = workload.podSets.find(({ name }) => name === held.name);
  if (podSet !== undefined) return podRequests(podSet.template.spec ?? {});
  const count = BigInt(Math.max(1, held.count ?? 1));
  return new Map([...toAmounts(held.resourceUsage ?? {})].map(([resource, total]) => [resource, total / count]));
}
