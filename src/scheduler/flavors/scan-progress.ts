import type { FeatureGates } from '../../model/index.ts';

/**
 * How far the scans of flavors came, so that the next attempt at a workload goes on behind: for each pod set of the
 * assignment, in its order, resource → index of the flavor where the scan stopped; -1 if it came to the end. It is not the
 * index of the flavor that was chosen (kueue-quota Q13).
 */
export type ScanProgress = readonly ReadonlyMap<string, number>[];

/**
 * The flavor to begin with: the one behind the last one tried, else the first. May be behind the last flavor, and then
 * none is tried (kueue-quota Q24).
 * @param podSet index of the pod set in the workload; progress is kept in the order of groups, which Kueue takes for the
 *   same (kueue-quota Q11)
 * @see kueue-quota §8.6
 */
export function firstFlavorToTry(
  progress: ScanProgress | undefined,
  podSet: number,
  resource: string,
  gates: FeatureGates,
): number {
  if (!gates.FlavorFungibility) return 0;
  return (progress?.[podSet]?.get(resource) ?? -1) + 1;
}

/** Where a scan stopped, as it is kept: the last flavor counts as the end. */
export function triedIndexOf(lastTried: number, flavorCount: number): number {
  return lastTried === flavorCount - 1 ? -1 : lastTried;
}

/** Are there flavors that were not tried yet? Then the workload is not set aside (kueue-quota §7.6, Q10). */
export function hasPendingFlavors(progress: ScanProgress | undefined): boolean {
  return (progress ?? []).some((indices) => [...indices.values()].some((index) => index !== -1));
}
