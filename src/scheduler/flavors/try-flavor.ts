import type { Amount } from '../../quota/index.ts';
import type { RequestVector } from '../snapshot/request-vector.ts';
import type { QueueFlavor, QueueResourceGroup } from '../snapshot/scheduler-queue.ts';
import type { FlavorAttempt, NoFitReason } from './assignment.ts';
import type { AssignmentQuestion } from './assignment-question.ts';
import { distinct } from './attempts.ts';
import { fitsQuota } from './fits-quota.ts';
import { assignmentModeOf, BEST_MODE, type FlavorMode, isPreferred, WORST_MODE } from './modes.ts';
import { mostSevere } from './no-fit-reason.ts';
import type { FlavorDrafts, PodSetDraft } from './pod-set-draft.ts';
import { requestBeyondSlice } from './replaced-slice.ts';

/** What is looked for. */
export interface FlavorSearch {
  /** Pod sets of one group, which get the same flavors. */
  readonly members: readonly PodSetDraft[];
  /** All that they request together. */
  readonly requests: RequestVector;
  /** Flavor-resource → what pod sets before were given of it. */
  readonly assumed: ReadonlyMap<number, Amount>;
}

/** How one flavor would do for all requested resources of its group. */
export interface TriedFlavor {
  /** Resources that it could give; not all of them if it does not fit. */
  readonly flavors: FlavorDrafts;
  /** The worst over the resources, by the queue's preference. */
  readonly mode: FlavorMode;
  readonly reasons: readonly string[];
  readonly attempt: FlavorAttempt;
}

/**
 * Asks the quota of one flavor for every requested resource of its group, also when one of them does not fit.
 * @see kueue-quota §8.6, the inner loop
 */
export function tryFlavor(
  flavor: QueueFlavor,
  group: QueueResourceGroup,
  { members, requests, assumed }: FlavorSearch,
  question: AssignmentQuestion,
): TriedFlavor {
  const flavors: FlavorDrafts = new Map();
  const reasons: string[] = [];
  let mode = BEST_MODE;
  let maxLevel = 0;
  let noFitReason: NoFitReason | undefined;
  for (const { resource, amount } of requests) {
    if (!group.coveredResources.has(resource)) continue;
    const slice = requestBeyondSlice(members, resource, flavor.name, amount, question);
    if (slice.state === 'other-flavor') {
      mode = WORST_MODE;
      reasons.push(slice.reason);
      noFitReason = mostSevere(noFitReason, 'NoMatchingFlavor');
    }
    const flavorResource = flavor.flavorResources.get(resource) as number;
    const given = assumed.get(flavorResource) ?? 0;
    const ask = { flavor: flavor.name, resource, flavorResource, assumed: given, requested: slice.requested };
    const answer = fitsQuota(ask, question);
    if (answer.reason !== undefined) reasons.push(answer.reason);
    noFitReason = mostSevere(noFitReason, answer.noFitReason);
    maxLevel = Math.max(maxLevel, answer.borrowingLevel);
    if (isPreferred(mode, answer, question.queue.spec.flavorFungibility)) mode = answer;
    if (mode.fit === 'NoFit') continue;
    const { borrowingLevel } = answer;
    flavors.set(resource, { flavor: flavor.name, mode: assignmentModeOf(answer.fit), triedIndex: 0, borrowingLevel });
  }
  return { flavors, mode, reasons, attempt: attemptOf(flavor.name, mode, maxLevel, reasons, noFitReason) };
}

function attemptOf(
  flavor: string,
  { fit }: FlavorMode,
  borrowingLevel: number,
  reasons: readonly string[],
  noFitReason: NoFitReason | undefined,
): FlavorAttempt {
  return {
    flavor,
    mode: assignmentModeOf(fit),
    borrowingLevel,
    reasons: distinct(reasons),
    ...(fit !== 'NoFit' && fit !== 'Fit' && { possibility: fit }),
    ...(noFitReason && { noFitReason }),
  };
}
