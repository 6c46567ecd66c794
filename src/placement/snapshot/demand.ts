import { compareStrings, MAX_INT32 } from '../../base/index.ts';
import type { ResourceAmounts } from '../../model/index.ts';
import type { FlavorSnapshot } from './flavor-snapshot.ts';
import { type Int64, type Int64Column, subtractInt64, toInt64 } from './int64-column.ts';

/** One resource that a pod takes, with the columns to look it up in. */
interface DemandItem {
  readonly resource: string;
  readonly amount: Int64;
  readonly free: Int64Column;
  readonly used: Int64Column;
}

/** What one pod takes of a leaf, itself as one of `pods` included; in byte order of resource names. */
export type Demand = readonly DemandItem[];

/** Requests bound to the columns of a snapshot. */
export function bindDemand(snapshot: FlavorSnapshot, requests: ResourceAmounts): Demand {
  const amounts = new Map(requests);
  amounts.set('pods', (amounts.get('pods') ?? 0n) + 1n);
  return [...amounts]
    .sort(([a], [b]) => compareStrings(a, b))
    .map(([resource, amount]) => ({
      resource,
      amount: toInt64(amount),
      free: snapshot.free(resource),
      used: snapshot.used(resource),
    }));
}

/** What is taken from leaves before counting. */
export interface LeafView {
  /** Leave out what workloads hold? */
  readonly isSimulatedEmpty: boolean;
  /** Leaf number → what this workload was already given there. */
  readonly assumed: ReadonlyMap<number, ResourceAmounts>;
}

/** How many pods a leaf takes, and which resource limits them: the first in byte order of those at the minimum. */
export interface Fit {
  pods: number;
  limitingItem: number;
}

/**
 * Counts the pods of `demand` that fit a leaf, after one pod of `beside` where given (kueue-tas §5, `countIn`).
 *
 * Writes to `fit` and returns the count: 0 to 2147483647. A request of zero never limits.
 */
export function countFit(demand: Demand, leaf: number, view: LeafView, beside: Demand | undefined, fit: Fit): number {
  fit.pods = MAX_INT32;
  fit.limitingItem = 0;
  const assumed = view.assumed.get(leaf);
  for (let i = 0; i < demand.length; i++) {
    const item = demand[i] as DemandItem;
    let remaining = item.free.get(leaf);
    if (!view.isSimulatedEmpty) remaining = subtractInt64(remaining, item.used.get(leaf));
    if (assumed !== undefined) remaining = subtractInt64(remaining, toInt64(assumed.get(item.resource) ?? 0n));
    if (beside !== undefined) remaining = subtractInt64(remaining, amountOf(beside, item.resource));
    const pods = divide(remaining, item.amount);
    if (pods < fit.pods) {
      fit.pods = pods;
      fit.limitingItem = i;
    }
  }
  return fit.pods;
}

function amountOf(demand: Demand, resource: string): Int64 {
  for (const item of demand) if (item.resource === resource) return item.amount;
  return 0;
}

function divide(capacity: Int64, amount: Int64): number {
  if (amount <= 0) return MAX_INT32;
  if (capacity <= 0) return 0;
  if (typeof capacity === 'number' && typeof amount === 'number')
    return Math.min(Math.trunc(capacity / amount), MAX_INT32);
  const pods = BigInt(capacity) / BigInt(amount);
  return pods > BigInt(MAX_INT32) ? MAX_INT32 : Number(pods);
}
