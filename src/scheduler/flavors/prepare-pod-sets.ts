import type { PodSet } from '../../model/index.ts';
import { type PodSetTotals, scaleTotals } from '../snapshot/pod-set-totals.ts';
import { withRequest } from '../snapshot/request-vector.ts';
import type { AssignmentQuestion } from './assignment-question.ts';
import type { FlavorDrafts, PodSetDraft } from './pod-set-draft.ts';

const PODS = 'pods';

/**
 * The pod sets that want flavors, group by group in order of first appearance. A workload that holds quota, and has come
 * back for its place in the topology, keeps its flavors.
 *
 * `pods` is requested where the queue covers it: it is no part of a workload's totals (kueue-quota Q1).
 * @see kueue-quota §8.3
 */
export function preparePodSets(question: AssignmentQuestion): PodSetDraft[][] {
  const groups = new Map<string, PodSetDraft[]>();
  for (const [index, totals] of question.workload.podSets.entries()) {
    const draft = draftOf(totals, index, question);
    const key = draft.podSet.topologyRequest?.podSetGroupName ?? String(index);
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [draft]);
    else members.push(draft);
  }
  return [...groups.values()];
}

function draftOf(totals: PodSetTotals, index: number, question: AssignmentQuestion): PodSetDraft {
  const { snapshot, queue, workload, counts } = question;
  const { name, count, requests } = scaleTotals(totals, counts?.[index] ?? totals.count);
  const isTopologyOn = snapshot.gates.TopologyAwareScheduling;
  return {
    index,
    podSet: podSetAt(workload.workload.podSets, index, name),
    name,
    count,
    requests: queue.groupOf.has(PODS) ? withRequest(requests, PODS, count) : requests,
    flavors: isTopologyOn ? keptFlavors(totals.flavors) : new Map(),
    reasons: [],
    error: undefined,
    attempts: [],
    topologyAssignment: isTopologyOn ? totals.topologyAssignment : undefined,
    delayedTopologyRequest: isTopologyOn ? totals.delayedTopologyRequest : undefined,
  };
}

/**
 * Kueue looks up pod sets by their position, also in an admission, whose order is another where the members of a group
 * are not neighbours (kueue-quota Q11).
 *
 * Deviation: where an admission has more pod sets than the workload, Kueue crashes.
 */
function podSetAt(podSets: readonly PodSet[], index: number, name: string): PodSet {
  return podSets[index] ?? { name, count: 0, template: {} };
}

function keptFlavors(flavors: ReadonlyMap<string, string> = new Map()): FlavorDrafts {
  return new Map(
    [...flavors].map(([resource, flavor]) => [resource, { flavor, mode: 'Fit', triedIndex: 0, borrowingLevel: 0 }]),
  );
}
