import { compareStrings } from '../../base/index.ts';
import type { QueueResourceGroup } from '../snapshot/scheduler-queue.ts';
import type { FlavorAttempt } from './assignment.ts';
import { worseMode } from './modes.ts';
import { mostSevere } from './no-fit-reason.ts';
import type { PreemptionPossibility } from './preemption-oracle.ts';

/** Flavor → what became of it, over all resources that were looked at so far. */
export type Attempts = Map<string, FlavorAttempt>;

/**
 * Adds the attempts of one more resource. A flavor of its group that was tried for other resources, but not for this one,
 * can't be had (only where a flavor stands in two groups, which no API server lets through).
 * @see kueue-quota §8.13
 */
export function mergeAttempts(
  attempts: Attempts,
  added: readonly FlavorAttempt[],
  resource: string,
  group: QueueResourceGroup | undefined,
): void {
  for (const attempt of added) {
    const known = attempts.get(attempt.flavor);
    attempts.set(attempt.flavor, known === undefined ? attempt : merge(known, attempt));
  }
  if (added.length === 0 || group === undefined) return;
  for (const { name } of group.flavors) {
    const known = attempts.get(name);
    if (known === undefined || added.some(({ flavor }) => flavor === name)) continue;
    const reasons = distinct([...known.reasons, `flavor ${name} does not provide resource ${resource}`]);
    attempts.set(name, { ...known, mode: 'NoFit', reasons, noFitReason: 'NoMatchingFlavor' });
  }
}

/** Attempts in byte order of their flavors. */
export function sortedAttempts(attempts: Attempts): FlavorAttempt[] {
  return [...attempts.values()].sort((a, b) => compareStrings(a.flavor, b.flavor));
}

/** Reasons each once, in byte order. */
export function distinct(reasons: readonly string[]): string[] {
  if (reasons.length < 2) return [...reasons];
  return [...new Set(reasons)].sort(compareStrings);
}

function merge(known: FlavorAttempt, added: FlavorAttempt): FlavorAttempt {
  const possibility = leastPossible(known.possibility, added.possibility);
  const noFitReason = mostSevere(known.noFitReason, added.noFitReason);
  return {
    flavor: known.flavor,
    mode: worseMode(known.mode, added.mode),
    borrowingLevel: Math.max(known.borrowingLevel, added.borrowingLevel),
    reasons: distinct([...known.reasons, ...added.reasons]),
    ...(possibility && { possibility }),
    ...(noFitReason && { noFitReason }),
  };
}

const BY_POSSIBILITY: readonly PreemptionPossibility[] = ['NoCandidates', 'Preempt', 'Reclaim'];

function leastPossible(a?: PreemptionPossibility, b?: PreemptionPossibility): PreemptionPossibility | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return BY_POSSIBILITY.indexOf(a) <= BY_POSSIBILITY.indexOf(b) ? a : b;
}
