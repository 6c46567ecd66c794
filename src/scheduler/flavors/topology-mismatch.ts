import { goQuote } from '../../base/index.ts';
import { type PodSet, type PodSetTopologyRequest, podRequests, type ResourceFlavor } from '../../model/index.ts';
import { type FlavorSnapshots, sliceConstraints } from '../../placement/index.ts';
import type { QueueResourceGroup, SchedulerQueue } from '../snapshot/scheduler-queue.ts';
import { isTopologyImplied, isTopologyRequested } from './topology-requested.ts';

/** What a flavor is looked at for. */
export interface TopologyMismatchContext {
  readonly queue: SchedulerQueue;
  readonly group: QueueResourceGroup;
  readonly topology: FlavorSnapshots;
}

/**
 * Why a flavor is not for a pod set as far as topology goes; undefined if it is.
 *
 * Pods that ask for a place need a flavor with the levels that they name, except of flavors that only count quota for
 * resources that the pods themselves don't name; pods that don't ask may not use a flavor that places.
 * @see kueue-quota §8.7, kueue-tas §7.2
 */
export function topologyMismatch(
  podSet: PodSet,
  flavor: ResourceFlavor,
  { queue, group, topology }: TopologyMismatchContext,
): string | undefined {
  if (!isTopologyRequested(podSet, queue)) {
    return flavor.topologyName === undefined ? undefined : told(flavor, 'supports only TopologyAwareScheduling');
  }
  if (isTopologyImplied(podSet, queue)) return undefined;
  if (flavor.topologyName === undefined) {
    const isNeeded = [...podRequests(podSet.template.spec ?? {}).keys()].some((resource) =>
      group.coveredResources.has(resource),
    );
    return isNeeded ? told(flavor, 'does not support TopologyAwareScheduling') : undefined;
  }
  const levels = topology.get(flavor.name)?.domains.topology.levels;
  if (levels === undefined) return told(flavor, 'information missing in TAS cache');
  const isComplete = hasRequestedLevels(levels, podSet.topologyRequest);
  return isComplete ? undefined : told(flavor, 'does not contain the requested level');
}

function told({ name }: ResourceFlavor, what: string): string {
  return `Flavor ${goQuote(name)} ${what}`;
}

/** Does a topology have every level that a request names? `unconstrained: false` alone names none, and no topology has it. */
function hasRequestedLevels(levels: readonly string[], request: PodSetTopologyRequest = {}): boolean {
  const slices = sliceConstraints(request).map(({ topology }) => topology);
  const main = request.required ?? request.preferred;
  const isPlaceable = main !== undefined || slices.length > 0 || request.unconstrained === true;
  return isPlaceable && [...(main === undefined ? [] : [main]), ...slices].every((level) => levels.includes(level));
}
