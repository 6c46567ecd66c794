import type { FlavorFungibility } from '../../model/index.ts';
import type { PreemptionPossibility } from './preemption-oracle.ts';

/**
 * What has to happen before a workload can start with the flavors it got, worst first: it can't; others are preempted;
 * preemptions that are under way come to their end; nothing.
 * @see kueue-quota §8.1
 */
export type AssignmentMode = 'NoFit' | 'Preempt' | 'DeferredFit' | 'Fit';

const ASSIGNMENT_MODES: readonly AssignmentMode[] = ['NoFit', 'Preempt', 'DeferredFit', 'Fit'];

/** The worse of two modes. */
export function worseMode(a: AssignmentMode, b: AssignmentMode): AssignmentMode {
  return ASSIGNMENT_MODES.indexOf(a) <= ASSIGNMENT_MODES.indexOf(b) ? a : b;
}

/** How a flavor could give what is asked of it: not, by preemption as the oracle says, or as it is. */
export type FlavorFit = 'NoFit' | PreemptionPossibility | 'Fit';

const FLAVOR_FITS: readonly FlavorFit[] = ['NoFit', 'NoCandidates', 'Preempt', 'Reclaim', 'Fit'];

/** How well one flavor would do: the measure that flavors are compared by. */
export interface FlavorMode {
  readonly fit: FlavorFit;
  /** How far it would borrow (kueue-quota §6.6); 0 is not at all. */
  readonly borrowingLevel: number;
}

/** Nothing is worse. */
export const WORST_MODE: FlavorMode = { fit: 'NoFit', borrowingLevel: Number.POSITIVE_INFINITY };
/** Nothing is better. */
export const BEST_MODE: FlavorMode = { fit: 'Fit', borrowingLevel: 0 };

/** The mode that a flavor's way of giving comes to: all ways of preemption are one. */
export function assignmentModeOf(fit: FlavorFit): AssignmentMode {
  return fit === 'NoFit' || fit === 'Fit' ? fit : 'Preempt';
}

/** Is the fit of one flavor better than that of another, whatever they borrow? */
export function isBetterFit(a: FlavorFit, b: FlavorFit): boolean {
  return FLAVOR_FITS.indexOf(a) > FLAVOR_FITS.indexOf(b);
}

/**
 * Is `a` preferred to `b`? What does not fit never is, and preemption that finds nobody only to that. Of the rest the
 * queue's preference decides whether the better fit or the shorter borrowing counts first; of equals none is preferred.
 * @see kueue-quota §8.1
 */
export function isPreferred(a: FlavorMode, b: FlavorMode, { preference }: FlavorFungibility): boolean {
  if (a.fit === 'NoFit') return false;
  if (b.fit === 'NoFit') return true;
  if ((a.fit === 'NoCandidates') !== (b.fit === 'NoCandidates')) return b.fit === 'NoCandidates';
  const isNearer = a.borrowingLevel < b.borrowingLevel;
  if (preference === 'PreemptionOverBorrowing') {
    return a.borrowingLevel === b.borrowingLevel ? isBetterFit(a.fit, b.fit) : isNearer;
  }
  return a.fit === b.fit ? isNearer : isBetterFit(a.fit, b.fit);
}
