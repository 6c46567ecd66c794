import type { QueueResourceGroup } from '../snapshot/scheduler-queue.ts';
import type { FlavorAttempt, NoFitReason, PodSetOutcome } from './assignment.ts';

const BY_SEVERITY: readonly (NoFitReason | undefined)[] = [
  undefined,
  'TopologyPlacementFailed',
  'WaitingForQuota',
  'ExceedsMaxQuota',
  'NoMatchingFlavor',
];

type Reason = NoFitReason | undefined;

/** The more severe of two reasons; no reason is the least severe. */
export function mostSevere(a: Reason, b: Reason): Reason {
  return severity(a) >= severity(b) ? a : b;
}

/**
 * The one reason to be told of for an assignment that does not fit: of the flavors of a group the least severe, as any of
 * them would do; of groups the most severe, as all are needed; of pod sets the most severe.
 *
 * Can be undefined: what stands against the workload may not be a flavor's fault (kueue-quota §22.1).
 * @see kueue-quota §8.13
 */
export function noFitReasonOf(podSets: readonly PodSetOutcome[], groups: readonly QueueResourceGroup[]): Reason {
  return podSets
    .filter(({ mode }) => mode === 'NoFit')
    .map(({ attempts }) => (attempts.length === 0 ? 'NoMatchingFlavor' : reasonOfAttempts(attempts, groups)))
    .reduce(mostSevere, undefined);
}

function reasonOfAttempts(attempts: readonly FlavorAttempt[], groups: readonly QueueResourceGroup[]): Reason {
  const failed = attempts.filter(({ mode }) => mode === 'NoFit');
  const isOf = (flavor: string, group: QueueResourceGroup): boolean =>
    group.flavors.some(({ name }) => name === flavor);
  const byGroup = groups.map((group) => failed.filter(({ flavor }) => isOf(flavor, group)));
  return byGroup
    .filter((ofGroup) => ofGroup.length > 0)
    .map((ofGroup) => ofGroup.map(({ noFitReason }) => noFitReason).reduce(leastSevere))
    .reduce(mostSevere, undefined);
}

function leastSevere(a: Reason, b: Reason): Reason {
  return severity(b) < severity(a) ? b : a;
}

function severity(reason: Reason): number {
  return BY_SEVERITY.indexOf(reason);
}
