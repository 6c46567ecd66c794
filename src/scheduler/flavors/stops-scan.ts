import type { FeatureGates, FlavorFungibility } from '../../model/index.ts';
import type { FlavorMode } from './modes.ts';

/**
 * Is a flavor good enough to look no further? One that fits without borrowing always is; one that needs preemption or
 * borrowing if the queue's policies say so, and both if it needs both. Without gate `FlavorFungibility` only one that fits,
 * borrowed or not.
 * @see kueue-quota §8.6, `tryNext`
 */
export function stopsScan(mode: FlavorMode, fungibility: FlavorFungibility, gates: FeatureGates): boolean {
  const { fit, borrowingLevel } = mode;
  if (!gates.FlavorFungibility) return fit === 'Fit';
  if (fit === 'NoFit' || fit === 'NoCandidates') return false;
  if (fit !== 'Fit' && fungibility.whenCanPreempt === 'TryNextFlavor') return false;
  return borrowingLevel === 0 || fungibility.whenCanBorrow !== 'TryNextFlavor';
}
