import type { TopologyDomainAssignment, Workload } from '../../model/index.ts';
import type { FlavoredPlacement, PodSetRequest } from '../../placement/index.ts';
import type { JobToPlace } from './question.ts';

/** What becomes of the pods of a node that failed below an admitted workload. */
export interface NodeReplacement {
  /** The first of the workload's unhealthy nodes: Kueue replaces one at a time (kueue-tas §12). */
  readonly failedNode: string;
  /** Pods that get another node, in the order of pod sets and nodes; empty when none is found. */
  readonly moved: readonly { readonly podSet: string; readonly node: string; readonly count: number }[];
}

/** The admitted workload behind a job whose nodes failed; undefined for a job that wants its first place. */
export function replacedWorkload({ workload }: JobToPlace): Workload | undefined {
  return (workload?.unhealthyNodes ?? []).length > 0 ? workload : undefined;
}

/** Which pods get another node? The others stay where the workload holds them. */
export function nodeReplacement(workload: Workload, parts: readonly FlavoredPlacement[]): NodeReplacement {
  const moved = parts.flatMap((part) =>
    newDomains(workload, part).map(({ values, count }) => ({ podSet: part.podSet, node: values.join(','), count })),
  );
  return { failedNode: workload.unhealthyNodes?.[0] ?? '', moved };
}

/** Domains of a placement with the pods that the workload does not hold there already. */
export function newDomains(workload: Workload | undefined, part: FlavoredPlacement): TopologyDomainAssignment[] {
  if (part.state === 'rejected') return [];
  const { domains } = part.assignment;
  const before = workload?.admission?.podSetAssignments.find(({ name }) => name === part.podSet)?.topologyAssignment;
  if (before === undefined) return [...domains];
  const held = new Map(before.domains.map(({ values, count }) => [values.join(','), count]));
  return domains
    .map(({ values, count }) => ({ values, count: count - (held.get(values.join(',')) ?? 0) }))
    .filter(({ count }) => count > 0);
}

/** Pod sets by the flavor in which the workload holds them: that is where replacements are looked for. */
export function requestsByHeldFlavor(
  { admission }: Workload,
  requests: readonly PodSetRequest[],
  isTopologyFlavor: (flavor: string) => boolean,
): Map<string, PodSetRequest[]> {
  const byFlavor = new Map<string, PodSetRequest[]>();
  for (const request of requests) {
    const held = admission?.podSetAssignments.find(({ name }) => name === request.podSet);
    const flavor = Object.values(held?.flavors ?? {}).find(isTopologyFlavor);
    if (flavor !== undefined) byFlavor.set(flavor, [...(byFlavor.get(flavor) ?? []), request]);
  }
  return byFlavor;
}
