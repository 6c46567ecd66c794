import type { Configuration, FeatureGates, Workload } from '../../model/index.ts';
import { trueCondition } from './conditions.ts';

/** Kueue's step that puts a preempted workload behind the one that took its place. */
const EPSILON_MS = 1;
/** Older than every time stamp: Go's zero time. */
const ZERO_TIME = Number.NEGATIVE_INFINITY;

/**
 * Since when a workload waits, as far as order is concerned; milliseconds since 1970, minus infinity if nothing is known.
 *
 * An eviction counts only where the workload itself gave cause for it; otherwise it keeps its place by its creation.
 * @see kueue-quota §5.2
 */
export function queueOrderMs(workload: Workload, gates: FeatureGates, configuration: Configuration): number {
  const evicted = trueCondition(workload, 'Evicted');
  const countsTimeout = (configuration.waitForPodsReady?.requeuing.timestamp ?? 'Eviction') === 'Eviction';
  const isOwnFault = evicted?.reason === 'AdmissionCheck' || (countsTimeout && evicted?.reason === 'PodsReadyTimeout');
  if (isOwnFault) return evicted?.lastTransitionMs ?? ZERO_TIME;
  const preempted = trueCondition(workload, 'Preempted');
  if (!gates.PrioritySortingWithinCohort && preempted?.reason === 'InCohortReclaimWhileBorrowing') {
    return (preempted.lastTransitionMs ?? ZERO_TIME) + EPSILON_MS;
  }
  return workload.creationMs ?? ZERO_TIME;
}
