import type { FeatureGates } from '../../model/index.ts';

/** Pod set → resource → flavor that it was nominated with. */
export type NominationMapping = ReadonlyMap<string, ReadonlyMap<string, string>>;

/**
 * Is a second assignment kept to the flavors of the first? Only with a gate that makes second assignments within a cycle.
 * @see kueue-quota §8.6
 */
export function heedsNomination(nomination: NominationMapping | undefined, gates: FeatureGates): boolean {
  if (nomination === undefined || nomination.size === 0) return false;
  const isForTopology = gates.TopologyAwareScheduling && gates.TASRecomputeAssignmentWithinSchedulingCycle;
  return gates.RecomputeAssignmentUponPreemptionTargetsOverlap || isForTopology;
}

/** Was this flavor nominated for the resource by any of these pod sets? */
export function isNominated(
  nomination: NominationMapping,
  podSets: readonly string[],
  resource: string,
  flavor: string,
): boolean {
  return podSets.some((podSet) => nomination.get(podSet)?.get(resource) === flavor);
}
