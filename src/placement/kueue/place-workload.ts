import { compareStrings } from '../../base/index.ts';
import type { FeatureGates, Workload } from '../../model/index.ts';
import type { PodSetRequest } from '../placement-request.ts';
import type { PodSetPlacement } from '../placement-result.ts';
import { kueueRule, type PlacementRule } from '../rule.ts';
import { AssumedUsage } from '../snapshot/assumed-usage.ts';
import type { FlavorSnapshots } from '../snapshot/build-snapshots.ts';
import type { FlavorSnapshot } from '../snapshot/flavor-snapshot.ts';

/** How a workload is placed. */
export interface PlaceOptions {
  readonly gates: FeatureGates;
  /** As if no workload held anything (kueue-tas §15.2). Default: false. */
  readonly isSimulatedEmpty?: boolean;
  /** The workload that asks; its `unhealthyNodes` turn placement into node replacement. */
  readonly workload?: Workload;
  /** Who chooses the nodes. Default: Kueue. */
  readonly rule?: PlacementRule;
}

/** The answer for one pod set, and the flavor it is about. */
export type FlavoredPlacement = PodSetPlacement & { readonly flavor: string };

/**
 * Places the pod sets of one workload, each in the flavor it was given (kueue-tas §8.1).
 *
 * Flavors are taken in byte order of their names; a failure in one does not stop the others. Host-exact flavors see
 * what the workload was already given on their hosts, unless `TASHandleOverlappingFlavors` is off. Nothing is charged to
 * the snapshots: whoever admits the workload does that.
 * @param requests flavor name → its pod sets, in the order of the workload; flavors without a snapshot are left out
 */
export function placeWorkload(
  snapshots: FlavorSnapshots,
  requests: ReadonlyMap<string, readonly PodSetRequest[]>,
  options: PlaceOptions,
): FlavoredPlacement[] {
  const { gates, workload, isSimulatedEmpty = false, rule = kueueRule() } = options;
  const shared = new AssumedUsage();
  const answers: FlavoredPlacement[] = [];
  for (const flavor of [...requests.keys()].sort(compareStrings)) {
    const snapshot: FlavorSnapshot | undefined = snapshots.get(flavor);
    if (snapshot === undefined) continue;
    const isShared = gates.TASHandleOverlappingFlavors && snapshot.domains.isHostExact;
    const assumed = isShared ? shared : new AssumedUsage();
    const placements = rule.place(snapshot, requests.get(flavor) ?? [], {
      gates,
      isSimulatedEmpty,
      workload,
      assumed,
    });
    // In this order: V8 takes microseconds to add a property to a spread object.
    for (const placement of placements) answers.push({ flavor, ...placement });
  }
  return answers;
}
