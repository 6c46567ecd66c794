import { HopwiseError } from '../../base/index.ts';
import { type Amount, addAmounts, type FlavorResourceAmounts, type FlavorResources } from '../../quota/index.ts';
import type { FlavorAssignment } from '../flavors/assignment.ts';
import type { PlaceablePodSet } from '../flavors/topology-requests.ts';
import { type PodSetTotals, scaleTotals } from '../snapshot/pod-set-totals.ts';
import { toFlavorResourceAmounts, type WorkloadInfo } from '../snapshot/workload-info.ts';

/** What one pod set was assigned, as far as preemption looks at it. A `PodSetOutcome` is one. */
export interface AssignedPodSet extends PlaceablePodSet {
  /** Resource → flavor. */
  readonly flavors: ReadonlyMap<string, Pick<FlavorAssignment, 'flavor' | 'mode'>>;
}

/** The flavors of a workload, as far as preemption looks at them. An `Assignment` is one. */
export interface AssignedFlavors {
  /** In the order of the assignment, which Kueue takes for that of the workload (kueue-quota Q11). */
  readonly podSets: readonly AssignedPodSet[];
}

/** The flavor-resources that are short: those that the workload could have only by preemption. */
export function neededFlavorResources({ podSets }: AssignedFlavors, flavorResources: FlavorResources): number[] {
  const needed = new Set<number>();
  for (const { flavors } of podSets) {
    for (const [resource, { flavor, mode }] of flavors) {
      if (mode === 'Preempt') needed.add(numberOf(flavorResources, flavor, resource));
    }
  }
  return [...needed].sort((a, b) => a - b);
}

/**
 * What a workload would take of the flavors that it was assigned: of all of them, for as many pods as are assigned for.
 * `pods` are not among it, although the queue may count them (kueue-quota Q1).
 *
 * @param replacedSlice pod sets of the slice that the workload replaces, whose pods don't count (kueue-quota §13.1)
 * @see kueue-quota §10.1
 */
export function requestedAmounts(
  { podSets: totals }: Pick<WorkloadInfo, 'podSets'>,
  { podSets }: AssignedFlavors,
  flavorResources: FlavorResources,
  replacedSlice?: readonly PodSetTotals[],
): FlavorResourceAmounts {
  const amounts = new Map<number, Amount>();
  for (const [i, podSet] of totals.entries()) {
    // Deviation: where an assignment stopped early, the pod sets behind ask for nothing (kueue-quota §22.2).
    const assigned = podSets[i];
    if (assigned === undefined) break;
    const count = replacedSlice === undefined ? assigned.count : podSet.count - (replacedSlice[i]?.count ?? 0);
    for (const { resource, amount } of scaleTotals(podSet, count).requests) {
      const flavor = assigned.flavors.get(resource)?.flavor;
      if (flavor === undefined || amount === 0) continue;
      const flavorResource = numberOf(flavorResources, flavor, resource);
      amounts.set(flavorResource, addAmounts(amounts.get(flavorResource) ?? 0, amount));
    }
  }
  return toFlavorResourceAmounts(amounts);
}

function numberOf(flavorResources: FlavorResources, flavor: string, resource: string): number {
  const flavorResource = flavorResources.indexOf(flavor, resource);
  if (flavorResource !== undefined) return flavorResource;
  throw new HopwiseError('unknown-name', `no queue has, or was said to hold, ${resource} of flavor "${flavor}"`);
}
