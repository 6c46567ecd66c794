import type { ClusterQueue, Cohort, ResourceGroup, ResourceQuota } from '../../src/model/index.ts';
import {
  type CompiledQuota,
  compileQuotaTree,
  type FlavorResourceAmounts,
  QuotaTree,
  toAmount,
} from '../../src/quota/index.ts';
import { makeQueue } from './arbitrary-quota.ts';

/** `[nominal, borrowing limit, lending limit]`; the limits may be left out. */
export type Limits = readonly [nominal: number, borrowing?: number | undefined, lending?: number];

/** Flavor → resource → quota. */
export type Quotas = Readonly<Record<string, Readonly<Record<string, Limits>>>>;

export function queue(name: string, cohortName: string, quotas: Quotas, weight?: string): ClusterQueue {
  return makeQueue(name, { cohortName, resourceGroups: groups(quotas), ...(weight && { fairSharing: { weight } }) });
}

export function cohort(name: string, parentName: string, quotas: Quotas): Cohort {
  return { name, parentName, resourceGroups: groups(quotas) };
}

function groups(quotas: Quotas): ResourceGroup[] {
  return Object.entries(quotas).map(([name, resources]) => ({
    coveredResources: Object.keys(resources),
    flavors: [{ name, resources: Object.entries(resources).map(([resource, limits]) => quota(resource, limits)) }],
  }));
}

function quota(name: string, [nominalQuota, borrowingLimit, lendingLimit]: Limits): ResourceQuota {
  return {
    name,
    nominalQuota,
    ...(borrowingLimit !== undefined && { borrowingLimit }),
    ...(lendingLimit !== undefined && { lendingLimit }),
  };
}

export function makeTree(clusterQueues: readonly ClusterQueue[], cohorts: readonly Cohort[] = []): QuotaTree {
  return new QuotaTree(compileQuotaTree({ clusterQueues, cohorts }));
}

/** The number of a queue or cohort. */
export function nodeOf({ quota: { forest } }: QuotaTree, name: string): number {
  const node = forest.queues.get(name) ?? forest.cohorts.get(name);
  if (node === undefined) throw new Error(`no node ${name}`);
  return node;
}

/** `flavor/resource` → amount in the units of the tree. */
export function amountsIn(
  { flavorResources }: CompiledQuota,
  amounts: Readonly<Record<string, number>>,
): FlavorResourceAmounts {
  return Object.entries(amounts).map(([name, amount]) => {
    const [flavor = '', resource = ''] = name.split(/\/(.*)/);
    return { flavorResource: flavorResources.indexOf(flavor, resource) as number, amount: toAmount(BigInt(amount)) };
  });
}
