import {
  HOSTNAME_LABEL,
  POD_SET_LABEL,
  type Pod,
  TOPOLOGY_SCHEDULING_GATE,
  type TopologyAssignment,
  type Workload,
} from '../../../model/index.ts';
import { assignRanks, type NoRanksReason, type RankedPodSet, type RankRange, rankOffsets, rankOrder } from './ranks.ts';
import { isFinished } from './usage-pods.ts';

/** One gated pod, and what to do with it. */
export interface PodRelease {
  /** Name of the pod. */
  readonly pod: string;
  /** Labels to put into the pod's node selector while its gate is taken away. */
  readonly nodeSelector: Readonly<Record<string, string>>;
}

/** Why a pod keeps its gate: its host has failed, or the assignment has no place left. */
export interface PodHold {
  readonly pod: string;
  readonly reason: 'unhealthy-node' | 'no-place';
}

/** Why pods are handed out in list order instead of by rank. */
export type GreedyReason = NoRanksReason | 'rank-beyond-assignment' | 'pod-elsewhere';

/** What happens to the gated pods of one pod set; pods come in the order they were given. */
export type UngatePlan =
  | {
      readonly state: 'planned';
      readonly podSet: string;
      readonly by: 'rank' | 'list-order';
      /** Only when `by` is `list-order`. */
      readonly greedyReason?: GreedyReason;
      readonly released: readonly PodRelease[];
      readonly held: readonly PodHold[];
    }
  /** The offset annotation of the first pod is no integer: nothing is done. */
  | { readonly state: 'bad-offset'; readonly podSet: string; readonly value: string };

/**
 * Tells the gated pods of an admitted workload their places: one plan per pod set with a topology assignment.
 *
 * @param pods the workload's own; they belong to the pod set that their label `kueue.x-k8s.io/podset` names
 * @see kueue-tas §17
 */
export function ungate(workload: Workload, pods: readonly Pod[]): UngatePlan[] {
  const assignments = workload.admission?.podSetAssignments ?? [];
  const podSets = assignments.map(({ name, count }): RankedPodSet => {
    const spec = workload.podSets.find((podSet) => podSet.name === name);
    const request = spec?.topologyRequest;
    return { name, count: count ?? spec?.count ?? 0, ...(request === undefined ? {} : { topologyRequest: request }) };
  });
  const ranges = rankOffsets(podSets);
  return assignments.flatMap(({ topologyAssignment }, i) => {
    const podSet = podSets[i] as RankedPodSet;
    if (topologyAssignment === undefined) return [];
    const own = pods.filter((pod) => pod.labels?.[POD_SET_LABEL] === podSet.name && !isFinished(pod));
    const range = ranges.get(podSet.name) as RankRange;
    return [ungatePodSet(podSet, topologyAssignment, own, range, workload.unhealthyNodes ?? [])];
  });
}

function ungatePodSet(
  podSet: RankedPodSet,
  assignment: TopologyAssignment,
  pods: readonly Pod[],
  range: RankRange,
  unhealthyNodes: readonly string[],
): UngatePlan {
  const ranks = assignRanks(podSet, pods, range);
  if (ranks.state === 'bad-offset') return { state: 'bad-offset', podSet: podSet.name, value: ranks.value };
  const ranked = ranks.state === 'ranked' ? placesByRank(assignment, pods, ranks.ranks) : ranks.reason;
  const places = typeof ranked === 'string' ? placesInListOrder(assignment, pods) : ranked;
  const released: PodRelease[] = [];
  const held: PodHold[] = [];
  for (const pod of pods.filter(isGated)) {
    const values = places.get(pod);
    const nodeSelector = values === undefined ? undefined : selectorOf(assignment.levels, values);
    if (nodeSelector === undefined) held.push({ pod: pod.name, reason: 'no-place' });
    else if (unhealthyNodes.includes(nodeSelector[HOSTNAME_LABEL] ?? '')) {
      held.push({ pod: pod.name, reason: 'unhealthy-node' });
    } else released.push({ pod: pod.name, nodeSelector });
  }
  const how =
    typeof ranked === 'string' ? ({ by: 'list-order', greedyReason: ranked } as const) : { by: 'rank' as const };
  return { state: 'planned', podSet: podSet.name, ...how, released, held };
}

/** Domain values per pod. */
type Places = ReadonlyMap<Pod, readonly string[]>;

function placesByRank(
  assignment: TopologyAssignment,
  pods: readonly Pod[],
  ranks: readonly number[],
): Places | GreedyReason {
  const order = rankOrder(assignment);
  if (ranks.some((rank) => rank >= order.length)) return 'rank-beyond-assignment';
  const places = new Map(pods.map((pod, i) => [pod, order[ranks[i] as number] as readonly string[]]));
  for (const [pod, values] of places) {
    if (!isGated(pod) && domainKey(selectedValues(pod, assignment.levels)) !== domainKey(values))
      return 'pod-elsewhere';
  }
  return places;
}

function placesInListOrder(assignment: TopologyAssignment, pods: readonly Pod[]): Places {
  const settled = new Map<string, number>();
  for (const pod of pods) {
    if (isGated(pod)) continue;
    const key = domainKey(selectedValues(pod, assignment.levels));
    settled.set(key, (settled.get(key) ?? 0) + 1);
  }
  const waiting = pods.filter(isGated);
  const places = new Map<Pod, readonly string[]>();
  let next = 0;
  for (const { values, count } of assignment.domains) {
    const free = count - (settled.get(domainKey(values)) ?? 0);
    for (const pod of waiting.slice(next, next + Math.max(0, free))) places.set(pod, values);
    next += Math.max(0, free);
  }
  return places;
}

function isGated(pod: Pod): boolean {
  return pod.spec?.schedulingGates?.some(({ name }) => name === TOPOLOGY_SCHEDULING_GATE) ?? false;
}

function selectedValues(pod: Pod, levels: readonly string[]): string[] {
  return levels.map((level) => pod.spec?.nodeSelector?.[level] ?? '');
}

function selectorOf(levels: readonly string[], values: readonly string[]): Record<string, string> {
  return Object.fromEntries(levels.map((level, i) => [level, values[i] ?? '']));
}

/** Label values hold no comma, so that joined values name a domain. */
function domainKey(values: readonly string[]): string {
  return values.join(',');
}
