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

/** The pod sets of a workload with a failed node, as it holds them. */
export interface HeldPodSets {
  /** Those without a pod on an unhealthy node stay as they are. */
  readonly kept: readonly FlavoredPlacement[];
  /** The others, by the flavor that they hold: replacements are looked for there. */
  readonly broken: ReadonlyMap<string, readonly PodSetRequest[]>;
  /** Flavors that are held, and that the cluster does not have as topology flavors. */
  readonly unknownFlavors: readonly string[];
}

/**
 * Which pod sets need a replacement (kueue-tas §7.1)? Pod sets that topology did not place are left out.
 */
export function heldPodSets(
  { admission, unhealthyNodes = [] }: Workload,
  requests: readonly PodSetRequest[],
  isTopologyFlavor: (flavor: string) => boolean,
): HeldPodSets {
  const kept: FlavoredPlacement[] = [];
  const broken = new Map<string, PodSetRequest[]>();
  const unknownFlavors: string[] = [];
  for (const request of requests) {
    const { podSet } = request;
    const held = admission?.podSetAssignments.find(({ name }) => name === podSet);
    const assignment = held?.topologyAssignment;
    if (held === undefined || assignment === undefined) continue;
    const flavors = Object.values(held.flavors ?? {});
    const flavor = flavors.find(isTopologyFlavor);
    const isBroken = assignment.domains.some(({ values }) => unhealthyNodes.includes(values.at(-1) ?? ''));
    if (flavor === undefined) unknownFlavors.push(...flavors);
    else if (!isBroken) kept.push({ state: 'placed', podSet, flavor, assignment });
    else broken.set(flavor, [...(broken.get(flavor) ?? []), { ...request, count: held.count ?? request.count }]);
  }
  return { kept, broken, unknownFlavors };
}
