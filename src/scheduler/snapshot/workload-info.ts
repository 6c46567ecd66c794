import { HopwiseError } from '../../base/index.ts';
import type { Workload } from '../../model/index.ts';
import { type TopologyUsage, topologyUsage } from '../../placement/index.ts';
import { type Amount, addAmounts, type FlavorResourceAmounts, type FlavorResources } from '../../quota/index.ts';
import { holdsQuota, trueCondition } from './conditions.ts';
import { effectivePriority } from './effective-priority.ts';
import { type CountingOptions, type PodSetTotals, podSetTotals } from './pod-set-totals.ts';
import { queueOrderMs } from './queue-order-time.ts';

/** What a workload takes of quota and of the topology. */
export interface WorkloadUsage {
  /** By flavor-resource of the snapshot's quota, ascending. */
  readonly quota: FlavorResourceAmounts;
  /** Pods in domains, one entry per pod set, flavor and domain. */
  readonly topology: readonly TopologyUsage[];
}

/**
 * A workload as the scheduler looks at it: everything that decisions compare, worked out once. A waiting one uses nothing.
 *
 * Numbers of flavor-resources are those of the snapshot that it was made for.
 */
export interface WorkloadInfo {
  /** With pod templates as `adjustPodSpec` gives them. */
  readonly workload: Workload;
  /** `namespace/name`; unique. */
  readonly key: string;
  /** Empty if the workload has none. Orders candidates as a string. */
  readonly uid: string;
  /** ClusterQueue where it waits or holds quota. */
  readonly clusterQueue: string;
  /** In the order of the admission if it has one, else of the pod sets. */
  readonly podSets: readonly PodSetTotals[];
  readonly usage: WorkloadUsage;
  /** Effective priority (kueue-quota §5.1). */
  readonly priority: number;
  /** Since when it waits (kueue-quota §5.2); minus infinity if nothing is known. */
  readonly queueOrderMs: number;
  /** Is quota reserved for it: does it hold any? */
  readonly isReserved: boolean;
  /** When that became so; undefined if it is not, or not known: candidates are ordered as if it were now. */
  readonly reservedMs: number | undefined;
  /** Was it asked to give its quota back, and has not yet? */
  readonly isEvicted: boolean;
}

/** What a {@link WorkloadInfo} is made with. */
export interface WorkloadInfoContext extends CountingOptions {
  /** Of the snapshot's quota. */
  readonly flavorResources: FlavorResources;
}

/** The key of a workload among all. */
export function workloadKey({ namespace = '', name }: Workload): string {
  return `${namespace}/${name}`;
}

/**
 * Works out what decisions need of a workload.
 * @param clusterQueue where a workload without an admission waits
 * @throws HopwiseError `unknown-name` if it holds a flavor-resource that the snapshot's quota does not know
 */
export function workloadInfo(workload: Workload, clusterQueue: string, context: WorkloadInfoContext): WorkloadInfo {
  const { gates, configuration } = context;
  const podSets = podSetTotals(workload, context);
  const isReserved = holdsQuota(workload);
  return {
    workload,
    key: workloadKey(workload),
    uid: workload.uid ?? '',
    clusterQueue: workload.admission?.clusterQueue ?? clusterQueue,
    podSets,
    usage: {
      quota: isReserved ? quotaUsage(podSets, context.flavorResources) : [],
      topology: isReserved && gates.TopologyAwareScheduling ? topologyUsage(workload) : [],
    },
    priority: effectivePriority(workload, gates),
    queueOrderMs: queueOrderMs(workload, gates, configuration),
    isReserved,
    reservedMs: trueCondition(workload, 'QuotaReserved')?.lastTransitionMs,
    isEvicted: trueCondition(workload, 'Evicted') !== undefined,
  };
}

/** What pod sets hold by flavor-resource; a resource without a flavor is not charged (kueue-quota §4.7). */
function quotaUsage(podSets: readonly PodSetTotals[], flavorResources: FlavorResources): FlavorResourceAmounts {
  const amounts = new Map<number, Amount>();
  for (const { requests, flavors } of podSets) {
    for (const { resource, amount } of requests) {
      const flavor = flavors?.get(resource);
      if (flavor === undefined) continue;
      const flavorResource = flavorResources.indexOf(flavor, resource) ?? unknownFlavorResource(flavor, resource);
      amounts.set(flavorResource, addAmounts(amounts.get(flavorResource) ?? 0, amount));
    }
  }
  return toFlavorResourceAmounts(amounts);
}

/** Amounts by flavor-resource in order. */
export function toFlavorResourceAmounts(amounts: ReadonlyMap<number, Amount>): FlavorResourceAmounts {
  return [...amounts]
    .map(([flavorResource, amount]) => ({ flavorResource, amount }))
    .sort((a, b) => a.flavorResource - b.flavorResource);
}

function unknownFlavorResource(flavor: string, resource: string): never {
  throw new HopwiseError('unknown-name', `no queue has, or was said to hold, ${resource} of flavor "${flavor}"`);
}
