import { formatAmount, type Quantity, resourceAmount } from '../../base/index.ts';
import type { Cluster, Governance } from '../../model/index.ts';
import { flavorSupplies } from './flavor-supply.ts';

/** Quotas of one resource in one flavor that are more than its nodes give. */
export interface ExceededQuota {
  readonly flavor: string;
  readonly resource: string;
  /** Nominal quotas of all queues and cohorts. */
  readonly nominal: Quantity;
  /** What pods may use of the nodes, if they were empty. */
  readonly allocatable: Quantity;
  readonly nodeCount: number;
}

/**
 * Where do quotas promise more than the nodes give? In byte order of flavors and resources; nothing where no nodes are
 * given, and nothing of `pods`, which nodes always have more of than anybody wants.
 */
export function exceededQuotas(
  objects: Pick<Cluster, 'nodes' | 'resourceFlavors'> & Pick<Governance, 'clusterQueues' | 'cohorts'>,
): ExceededQuota[] {
  if (objects.nodes.length === 0) return [];
  const nominal = nominalByFlavor(objects);
  return flavorSupplies(objects).flatMap(({ flavor, nodeCount, allocatable }) =>
    [...(nominal.get(flavor) ?? [])].sort().flatMap(([resource, amount]) => {
      const given = allocatable.get(resource) ?? 0n;
      if (amount <= given || resource === 'pods') return [];
      const text = (value: bigint): Quantity => formatAmount(resource, value);
      return [{ flavor, resource, nominal: text(amount), allocatable: text(given), nodeCount }];
    }),
  );
}

function nominalByFlavor({
  clusterQueues,
  cohorts,
}: Pick<Governance, 'clusterQueues' | 'cohorts'>): Map<string, Map<string, bigint>> {
  const sums = new Map<string, Map<string, bigint>>();
  const groups = [...clusterQueues, ...cohorts].flatMap(({ resourceGroups }) => resourceGroups);
  for (const { name, resources } of groups.flatMap(({ flavors }) => flavors)) {
    const sum = sums.get(name) ?? new Map<string, bigint>();
    sums.set(name, sum);
    for (const { name: resource, nominalQuota } of resources) {
      sum.set(resource, (sum.get(resource) ?? 0n) + resourceAmount(resource, nominalQuota));
    }
  }
  return sums;
}
