import { addAmounts } from '../../quota/index.ts';
import { addRequests, type RequestVector } from '../snapshot/request-vector.ts';
import { toFlavorResourceAmounts } from '../snapshot/workload-info.ts';
import type { Assignment, FlavorAttempt, PodSetOutcome } from './assignment.ts';
import { type AssignmentDraft, newDraft, podSetMode, representativeMode } from './assignment-draft.ts';
import type { AssignmentQuestion } from './assignment-question.ts';
import { type Attempts, mergeAttempts, sortedAttempts } from './attempts.ts';
import { findFlavor } from './find-flavor.ts';
import { noFitReasonOf } from './no-fit-reason.ts';
import type { FlavorDrafts, PodSetDraft } from './pod-set-draft.ts';
import { preparePodSets } from './prepare-pod-sets.ts';
import { ignoresUndeclared } from './quota-check-strategy.ts';
import { usageBeyondSlice } from './replaced-slice.ts';
import { restrictFlavors } from './restrict.ts';
import { assignTopology } from './topology-step.ts';

/**
 * Decides which flavor every resource of a workload gets, and whether it can start with them at once, after preemption, or
 * not. Pod set groups are taken in order, each counting what those before it got; the first that gets nothing ends it.
 *
 * The snapshot stays as it was. Costs the flavors that are tried, not the size of the cluster.
 * @see kueue-quota §8.4
 */
export function assignFlavors(question: AssignmentQuestion): Assignment {
  const draft = newDraft();
  const isComplete = preparePodSets(question).every((members) => assignGroup(draft, members, question));
  const { TopologyAwareScheduling } = question.snapshot.gates;
  if (isComplete && representativeMode(draft) !== 'NoFit' && TopologyAwareScheduling) assignTopology(draft, question);
  return finish(draft, question);
}

/** Assigns one pod set group; false if one of its members is left without. */
function assignGroup(draft: AssignmentDraft, members: readonly PodSetDraft[], question: AssignmentQuestion): boolean {
  const found = findFlavors(draft, members, members.map(({ requests }) => requests).reduce(addRequests), question);
  for (const member of members) {
    member.flavors = restrictFlavors(found.flavors, member, question.queue);
    member.reasons = found.reasons;
    member.error = found.error;
    member.attempts = found.attempts;
    append(draft, member, question);
  }
  const isLeftOut = ({ error, flavors, requests }: PodSetDraft): boolean =>
    error !== undefined || (requests.length > 0 && flavors.size === 0);
  return !members.some(isLeftOut);
}

/** What was found for all resources of a group. */
interface FoundFlavors {
  readonly flavors: FlavorDrafts;
  readonly reasons: readonly string[];
  readonly error: string | undefined;
  readonly attempts: FlavorAttempt[];
}

/**
 * Finds flavors resource group by resource group. The first that has none ends the search, and nothing is said of those
 * before but in the attempts (kueue-quota Q17).
 */
function findFlavors(
  draft: AssignmentDraft,
  members: readonly PodSetDraft[],
  requests: RequestVector,
  question: AssignmentQuestion,
): FoundFlavors {
  const flavors: FlavorDrafts = new Map(members.flatMap((member) => [...member.flavors]));
  const attempts: Attempts = new Map();
  const reasons: string[] = [];
  const search = { members, requests, assumed: draft.usage };
  for (const { resource, amount } of requests) {
    const group = question.queue.groupOf.get(resource);
    if (group === undefined && (amount === 0 || ignoresUndeclared(question.snapshot))) continue;
    if (flavors.has(resource)) continue;
    const found = findFlavor(search, resource, question);
    mergeAttempts(attempts, found.attempts, resource, group);
    if (found.error !== undefined || found.flavors.size === 0) {
      const { reasons, error } = found;
      return { flavors: new Map(), reasons, error, attempts: sortedAttempts(attempts) };
    }
    for (const [name, assigned] of found.flavors) flavors.set(name, assigned);
    reasons.push(...found.reasons);
  }
  return { flavors, reasons, error: undefined, attempts: sortedAttempts(attempts) };
}

/** Takes a pod set into the assignment: what it uses counts for all that come after it. */
function append(draft: AssignmentDraft, member: PodSetDraft, question: AssignmentQuestion): void {
  const { flavorResources } = question.snapshot.quota.quota;
  draft.podSets.push(member);
  for (const [resource, { flavor, borrowingLevel }] of member.flavors) {
    draft.borrowingLevel = Math.max(draft.borrowingLevel, borrowingLevel);
    const flavorResource = flavorResources.indexOf(flavor, resource);
    if (flavorResource === undefined) continue;
    const used = usageBeyondSlice(member, resource, question);
    draft.usage.set(flavorResource, addAmounts(draft.usage.get(flavorResource) ?? 0, used));
  }
}

function finish(draft: AssignmentDraft, { snapshot, queue }: AssignmentQuestion): Assignment {
  const hasReasons = snapshot.gates.UnadmittedWorkloadsObservability;
  const podSets = draft.podSets.map((podSet) => toOutcome(podSet, hasReasons));
  const mode = representativeMode(draft);
  const noFitReason = hasReasons && mode === 'NoFit' ? noFitReasonOf(podSets, queue.resourceGroups) : undefined;
  return {
    mode,
    podSets,
    borrowingLevel: draft.borrowingLevel,
    usage: { quota: toFlavorResourceAmounts(draft.usage), topology: draft.topologyUsage },
    progress: draft.podSets.map(
      ({ flavors }) => new Map([...flavors].map(([resource, { triedIndex }]) => [resource, triedIndex])),
    ),
    ...(noFitReason && { noFitReason }),
  };
}

function toOutcome(draft: PodSetDraft, hasReasons: boolean): PodSetOutcome {
  const { name, count, requests, reasons, error, attempts, topologyAssignment, delayedTopologyRequest } = draft;
  return {
    name,
    count,
    requests,
    mode: podSetMode(draft),
    flavors: new Map([...draft.flavors].map(([resource, assigned]) => [resource, { ...assigned }])),
    reasons,
    attempts: hasReasons ? attempts : attempts.map(({ noFitReason: _, ...attempt }) => attempt),
    ...(error !== undefined && { error }),
    ...(topologyAssignment && { topologyAssignment }),
    ...(delayedTopologyRequest && { delayedTopologyRequest }),
  };
}
