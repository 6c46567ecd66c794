import { compareStrings, formatAmount } from '../../base/index.ts';
import type {
  ComputeQuota,
  ComputeQuotaResource,
  FlavorQuotas,
  ResourceAmounts,
  ResourceGroup,
  ResourceQuota,
} from '../../model/index.ts';
import { COVERED_RESOURCES, quotaAmounts } from './quota-amounts.ts';

/**
 * Quotas of a team as a group of Kueue: a flavor for every instance type, in the order of the allocation; lines of one type
 * are added up. A type that only an absolute borrow limit names has a quota of nothing.
 */
export function teamResourceGroups(quota: ComputeQuota): ResourceGroup[] {
  const nominal = amountsByType(quota.resources);
  const absolute = amountsByType(quota.strategy === 'LendAndBorrow' ? quota.absoluteBorrowLimits : []);
  const types = [...new Set([...nominal.keys(), ...absolute.keys()])];
  const coveredResources = coveredBy(
    [...nominal.values(), ...absolute.values()].flatMap((amounts) => [...amounts.keys()]),
  );
  const flavors = types.map((type): FlavorQuotas => {
    const amountOf = (resource: string): bigint => nominal.get(type)?.get(resource) ?? 0n;
    const limitOf = (resource: string): bigint =>
      absolute.has(type) ? (absolute.get(type)?.get(resource) ?? 0n) : percentOf(quota, amountOf(resource));
    return {
      name: type,
      resources: coveredResources.map((name) => resourceQuota(name, amountOf(name), limitOf(name), quota)),
    };
  });
  return flavors.length === 0 ? [] : [{ coveredResources, flavors }];
}

/** Instance type → everything that the lines of this type say together, in the order of first mention. */
export function amountsByType(lines: readonly ComputeQuotaResource[]): Map<string, ResourceAmounts> {
  const totals = new Map<string, Map<string, bigint>>();
  for (const line of lines) {
    const total = totals.get(line.instanceType) ?? new Map<string, bigint>();
    for (const [resource, amount] of quotaAmounts(line)) total.set(resource, (total.get(resource) ?? 0n) + amount);
    totals.set(line.instanceType, total);
  }
  return totals;
}

/** The resources of every quota, then those of MIG slices among these names. */
export function coveredBy(names: readonly string[]): string[] {
  const others = new Set(names);
  for (const resource of COVERED_RESOURCES) others.delete(resource);
  return [...COVERED_RESOURCES, ...[...others].sort(compareStrings)];
}

/** Percentages of what cannot be split are cut off: half of three GPUs is one. */
function percentOf({ strategy, borrowLimitPercent }: ComputeQuota, amount: bigint): bigint {
  return strategy === 'LendAndBorrow' ? (amount * BigInt(borrowLimitPercent)) / 100n : 0n;
}

function resourceQuota(name: string, nominal: bigint, limit: bigint, { strategy }: ComputeQuota): ResourceQuota {
  return {
    name,
    nominalQuota: formatAmount(name, nominal),
    borrowingLimit: formatAmount(name, limit),
    ...(strategy === 'DontLend' ? { lendingLimit: '0' } : {}),
  };
}
