import { type FlavoredPlacement, type PodSetRequest, placeWorkload } from '../../placement/index.ts';
import { type AssignmentDraft, representativeMode, setPodSetMode } from './assignment-draft.ts';
import type { AssignmentQuestion } from './assignment-question.ts';
import { topologyNetUsage } from './topology-net-usage.ts';
import { type TopologyQuestion, type TopologyRequests, topologyAsk } from './topology-requests.ts';

type Rejected = Extract<FlavoredPlacement, { readonly state: 'rejected' }>;

/**
 * Finds places for an assignment whose quota is found. If there are none now, the workload may preempt for one, provided
 * that there is one in the empty topology; a workload that only replaces a failed node does not preempt.
 * @see kueue-quota §8.9, kueue-tas §15.2
 */
export function assignTopology(draft: AssignmentDraft, question: AssignmentQuestion): void {
  const requests = askTopology(draft, question);
  if (representativeMode(draft) === 'Fit') placeNow(draft, requests, question);
  const { unhealthyNodes = [] } = question.workload.workload;
  if (representativeMode(draft) === 'Preempt' && unhealthyNodes.length === 0) placeInEmpty(draft, requests, question);
}

/** Places what an assignment asks of the topology. */
export function placeAssigned(
  requests: TopologyRequests,
  { snapshot, workload }: TopologyQuestion,
  isSimulatedEmpty: boolean,
): FlavoredPlacement[] {
  const options = { gates: snapshot.gates, workload: workload.workload, isSimulatedEmpty };
  return placeWorkload(snapshot.topology, requests, options);
}

/** What the pod sets ask for. One that can't ask makes the assignment `NoFit`; one that is placed later is marked. */
function askTopology(draft: AssignmentDraft, question: AssignmentQuestion): TopologyRequests {
  const requests = new Map<string, PodSetRequest[]>();
  for (const podSet of question.workload.workload.podSets) {
    const assigned = draft.podSets.find(({ name }) => name === podSet.name);
    if (assigned === undefined) continue;
    const ask = topologyAsk(podSet, assigned, question);
    if (ask.state === 'place') requests.set(ask.flavor, [...(requests.get(ask.flavor) ?? []), ask.request]);
    if (ask.state === 'delayed') assigned.delayedTopologyRequest = 'Pending';
    if (ask.state === 'error') {
      assigned.error = ask.error;
      draft.mode = undefined;
    }
  }
  return requests;
}

function placeNow(draft: AssignmentDraft, requests: TopologyRequests, question: AssignmentQuestion): void {
  const placements = placeAssigned(requests, question, false);
  const failure = firstFailure(placements, draft);
  if (failure === undefined) {
    storePlacements(draft, placements);
    draft.topologyUsage = topologyNetUsage(draft.podSets, question.workload.workload, question.queue);
    return;
  }
  const failed = draft.podSets.find(({ name }) => name === failure.podSet);
  if (failed !== undefined) failed.reasons = [...failed.reasons, failure.message];
  setPodSetMode(draft, failure.podSet, 'Preempt');
}

/** What stands against a place in the empty topology is not told: the reasons are those of the topology as it is. */
function placeInEmpty(draft: AssignmentDraft, requests: TopologyRequests, question: AssignmentQuestion): void {
  const failure = firstFailure(placeAssigned(requests, question, true), draft);
  if (failure === undefined) {
    for (const { podSet } of [...requests.values()].flat()) setPodSetMode(draft, podSet, 'Preempt');
    return;
  }
  if (question.snapshot.gates.UnadmittedWorkloadsObservability) markAttempt(draft, failure);
  setPodSetMode(draft, failure.podSet, 'NoFit');
}

/** Of several pod sets that found no place the first of the workload is told of (kueue-quota §17). */
function firstFailure(placements: readonly FlavoredPlacement[], draft: AssignmentDraft): Rejected | undefined {
  const failures = placements.filter((placement): placement is Rejected => placement.state === 'rejected');
  const indexOf = ({ podSet }: Rejected): number => draft.podSets.find(({ name }) => name === podSet)?.index ?? 0;
  return failures.sort((a, b) => indexOf(a) - indexOf(b))[0];
}

function storePlacements(draft: AssignmentDraft, placements: readonly FlavoredPlacement[]): void {
  for (const placement of placements) {
    const podSet = draft.podSets.find(({ name }) => name === placement.podSet);
    if (podSet === undefined || placement.state !== 'placed') continue;
    podSet.topologyAssignment = placement.assignment;
    if (podSet.delayedTopologyRequest !== undefined) podSet.delayedTopologyRequest = 'Ready';
  }
}

/** Members of a group share their attempts, so that all of them are marked. */
function markAttempt(draft: AssignmentDraft, { podSet: name, flavor }: Rejected): void {
  const attempts = draft.podSets.find((podSet) => podSet.name === name)?.attempts ?? [];
  const index = attempts.findIndex((attempt) => attempt.flavor === flavor);
  const attempt = attempts[index];
  if (attempt !== undefined) attempts[index] = { ...attempt, mode: 'NoFit', noFitReason: 'TopologyPlacementFailed' };
}
