import type { PlacementContext } from './kueue/group-search.ts';
import { placeInFlavor } from './kueue/place-flavor.ts';
import type { PodSetRequest } from './placement-request.ts';
import type { PodSetPlacement } from './placement-result.ts';
import type { FlavorSnapshot } from './snapshot/flavor-snapshot.ts';

/**
 * A way to choose nodes: whatever decides where pods go, Kueue's rule or another scheduler's or your own.
 *
 * A rule answers for the pod sets in the order of their groups and stops at the first that finds no place; it adds what
 * it placed to `context.assumed` and leaves the snapshot as it is. The same question gets the same answer.
 * `ruleConformance` says what else holds.
 *
 * @example
 * const rule: PlacementRule = { name: 'mine', place: (snapshot, requests, context) => [] };
 */
export interface PlacementRule {
  /** As `--algorithm` takes it and answers carry it. */
  readonly name: string;
  /** One answer for each pod set that was looked at. */
  place(
    snapshot: FlavorSnapshot,
    requests: readonly PodSetRequest[],
    context: PlacementContext,
  ): readonly PodSetPlacement[];
}

/** Kueue's Topology Aware Scheduling, decision for decision (kueue-tas §8 to §14). */
export function kueueRule(): PlacementRule {
  return { name: 'kueue', place: placeInFlavor };
}
