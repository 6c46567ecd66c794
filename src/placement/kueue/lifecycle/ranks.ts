import { isGoUint64, parseGoInt32 } from '../../../base/index.ts';
import {
  POD_INDEX_OFFSET_ANNOTATION,
  type Pod,
  type PodSetTopologyRequest,
  type TopologyAssignment,
} from '../../../model/index.ts';

/** The pods of one pod set that a workload runs with. */
export interface RankedPodSet {
  readonly name: string;
  /** Admitted pods. */
  readonly count: number;
  readonly topologyRequest?: PodSetTopologyRequest;
}

/** Which indices the pods of a pod set carry: `offset` up to but not including `maxRank`. */
export interface RankRange {
  readonly offset: number;
  readonly maxRank: number;
}

/** Why the pods of a pod set get no ranks. */
export type NoRanksReason =
  | 'no-index-label'
  | 'bad-pod-index'
  | 'bad-job-index'
  | 'no-sub-groups'
  | 'rank-out-of-range'
  | 'duplicate-rank';

/** Ranks in the order of the pods; or why there are none. */
export type Ranks =
  | { readonly state: 'ranked'; readonly ranks: readonly number[] }
  | { readonly state: 'unranked'; readonly reason: NoRanksReason }
  | { readonly state: 'bad-offset'; readonly value: string };

/**
 * Where the pod indices of each pod set start, by name.
 *
 * Of a group of two the smaller (the first, if equal) comes first, as leaders do; every other pod set starts at 0.
 * @see kueue-tas §17
 */
export function rankOffsets(podSets: readonly RankedPodSet[]): Map<string, RankRange> {
  const ranges = new Map(podSets.map(({ name, count }) => [name, { offset: 0, maxRank: count }]));
  for (const [first, second, third] of groupsOf(podSets)) {
    if (first === undefined || second === undefined || third !== undefined) continue;
    const [leader, workers] = second.count < first.count ? [second, first] : [first, second];
    ranges.set(workers.name, { offset: leader.count, maxRank: leader.count + workers.count });
  }
  return ranges;
}

/**
 * The rank of each pod, from the labels that the pod set's topology request names; one violation, and none has a rank.
 *
 * @param pods unfinished pods; an offset annotation on the first shifts the range of all
 * @see kueue-tas §17
 */
export function assignRanks(podSet: RankedPodSet, pods: readonly Pod[], range: RankRange): Ranks {
  const extra = pods[0]?.annotations?.[POD_INDEX_OFFSET_ANNOTATION];
  const shift = extra === undefined ? { value: 0 } : parseGoInt32(extra);
  if ('error' in shift) return { state: 'bad-offset', value: extra as string };
  const shifted = { offset: range.offset + shift.value, maxRank: range.maxRank + shift.value };
  if (podSet.topologyRequest?.podIndexLabel === undefined) return { state: 'unranked', reason: 'no-index-label' };
  const ranks: number[] = [];
  const taken = new Set<number>();
  for (const pod of pods) {
    const rank = rankOf(pod, podSet, shifted);
    if (typeof rank === 'string') return { state: 'unranked', reason: rank };
    if (rank < 0 || rank >= podSet.count) return { state: 'unranked', reason: 'rank-out-of-range' };
    if (taken.has(rank)) return { state: 'unranked', reason: 'duplicate-rank' };
    taken.add(rank);
    ranks.push(rank);
  }
  return { state: 'ranked', ranks };
}

/**
 * The domain of every rank: those of the assignment in order, each as often as it has pods. Ranks that follow each other
 * share domains, and a ring over the ranks visits the domains in this order.
 */
export function rankOrder(assignment: TopologyAssignment): (readonly string[])[] {
  return assignment.domains.flatMap(({ values, count }) => Array.from({ length: count }, () => values));
}

function groupsOf(podSets: readonly RankedPodSet[]): Iterable<readonly RankedPodSet[]> {
  const groups = new Map<string, RankedPodSet[]>();
  for (const podSet of podSets) {
    const name = podSet.topologyRequest?.podSetGroupName;
    if (name === undefined) continue;
    const members = groups.get(name);
    if (members === undefined) groups.set(name, [podSet]);
    else members.push(podSet);
  }
  return groups.values();
}

function rankOf(pod: Pod, { count, topologyRequest }: RankedPodSet, range: RankRange): number | NoRanksReason {
  const { podIndexLabel = '', subGroupIndexLabel, subGroupCount = 0 } = topologyRequest ?? {};
  if (subGroupIndexLabel === undefined) {
    const podIndex = labelBelow(pod, podIndexLabel, range.maxRank);
    return podIndex === undefined ? 'bad-pod-index' : podIndex - range.offset;
  }
  if (subGroupCount <= 0) return 'no-sub-groups';
  const singleJobSize = Math.trunc(count / subGroupCount);
  const jobIndex = labelBelow(pod, subGroupIndexLabel, subGroupCount);
  if (jobIndex === undefined) return 'bad-job-index';
  const podIndex = labelBelow(pod, podIndexLabel, singleJobSize);
  return podIndex === undefined ? 'bad-pod-index' : podIndex + jobIndex * singleJobSize - range.offset;
}

/** Value of a label that is an unsigned integer below the bound. */
function labelBelow(pod: Pod, label: string, bound: number): number | undefined {
  const text = pod.labels?.[label];
  if (text === undefined || !isGoUint64(text)) return undefined;
  const value = Number(text);
  return value < bound ? value : undefined;
}
