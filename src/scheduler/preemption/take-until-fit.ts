import type { SchedulerSnapshot } from '../snapshot/scheduler-snapshot.ts';
import type { PreemptionTarget } from './preemption-target.ts';
import type { TopologyFit } from './topology-fit.ts';

/** When enough victims are taken. */
export interface FitTest {
  readonly snapshot: SchedulerSnapshot;
  readonly topology: TopologyFit;
  /** Does the preemptor fit into the quota now? With more victims it does too. */
  fitsQuota(): boolean;
}

/**
 * Takes victims one after another until the preemptor fits: as few as that takes.
 *
 * Who comes next never depends on the test. So where more victims always mean a better fit, the topology is asked only
 * after 1, 2, 4, 8 … further victims, and then by bisection for the first that was enough: the answer is that of asking
 * after each, at the cost of a few questions.
 *
 * @param victims takes a victim out of the snapshot whenever it is asked for the next
 * @returns undefined if all of them are not enough; they stay out of the snapshot
 */
export function takeUntilFit(victims: Iterable<PreemptionTarget>, test: FitTest): PreemptionTarget[] | undefined {
  const targets: PreemptionTarget[] = [];
  /** So many are known not to be enough. */
  let tooFew = 0;
  let step = 0;
  for (const target of victims) {
    targets.push(target);
    if (!test.fitsQuota()) tooFew = targets.length;
    else if (targets.length >= tooFew + step) {
      if (test.topology.isFitting()) return giveBackSurplus(targets, tooFew, test);
      tooFew = targets.length;
      step = test.topology.isMonotone ? Math.max(1, step * 2) : 1;
    }
  }
  const isUntested = targets.length > tooFew;
  return isUntested && test.topology.isFitting() ? giveBackSurplus(targets, tooFew, test) : undefined;
}

/** Of victims that are enough the first that are, found by bisection; the others are put back into the snapshot. */
function giveBackSurplus(
  targets: readonly PreemptionTarget[],
  tooFew: number,
  { snapshot, topology }: FitTest,
): PreemptionTarget[] {
  let low = tooFew;
  let high = targets.length;
  let taken = high;
  const takeOnly = (count: number): void => {
    for (; taken > count; taken--) snapshot.addWorkload((targets[taken - 1] as PreemptionTarget).workload);
    for (; taken < count; taken++) snapshot.removeWorkload((targets[taken] as PreemptionTarget).workload);
  };
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    takeOnly(middle);
    if (topology.isFitting()) high = middle;
    else low = middle;
  }
  takeOnly(high);
  return targets.slice(0, high);
}
