import { clampInt64, MAX_INT64 } from '../../base/index.ts';
import type { ResourceAmounts } from '../../model/index.ts';
import {
  type Amount,
  addAmounts,
  amountText,
  compareResources,
  subtractAmounts,
  toAmount,
  UNLIMITED,
} from '../../quota/index.ts';

/** How much of one resource is asked for, in the units of quota. */
export interface RequestAmount {
  readonly resource: string;
  /** Not negative; `UNLIMITED` stands for 2^63 - 1, which a request can name but not exceed. */
  readonly amount: Amount;
}

/**
 * What a pod set asks for: each resource once, in the order in which Kueue walks it, by the hash of the name. Zero
 * requests are part of it.
 * @see kueue-quota §2.3
 */
export type RequestVector = readonly RequestAmount[];

/** Amounts as a vector. */
export function toRequestVector(amounts: ResourceAmounts): RequestVector {
  return inOrder([...amounts].map(([resource, amount]) => ({ resource, amount: toAmount(amount) })));
}

/** How much of a resource is asked for; 0 if it is not named. */
export function requestOf(requests: RequestVector, resource: string): Amount {
  for (const request of requests) if (request.resource === resource) return request.amount;
  return 0;
}

/** Both requests together. */
export function addRequests(a: RequestVector, b: RequestVector): RequestVector {
  if (a.length === 0) return b;
  const sums = new Map(a.map(({ resource, amount }) => [resource, amount]));
  for (const { resource, amount } of b) sums.set(resource, addAmounts(sums.get(resource) ?? 0, amount));
  return inOrder([...sums].map(([resource, amount]) => ({ resource, amount })));
}

/** The request with another amount of one resource, whether it named the resource or not. */
export function withRequest(requests: RequestVector, resource: string, amount: Amount): RequestVector {
  return inOrder([...requests.filter((request) => request.resource !== resource), { resource, amount }]);
}

/** What one amount is beyond another; negative if it is less. */
export function subtractRequest(a: Amount, b: Amount): Amount {
  return a === UNLIMITED || b === UNLIMITED ? toAmount(exact(a) - exact(b)) : subtractAmounts(a, b);
}

/** Totals of one pod as totals of `count` pods. */
export function multiplyRequests(requests: RequestVector, count: number): RequestVector {
  return requests.map(({ resource, amount }) => ({ resource, amount: multiplyAmount(amount, BigInt(count)) }));
}

/**
 * Totals of `from` pods as totals of `to` pods: divided without remainder, then multiplied, so that some may get lost
 * (kueue-quota §4.6, Q28).
 *
 * Deviation: Kueue crashes on totals of zero pods that are not zero; here they stay as they are.
 */
export function scaleRequests(requests: RequestVector, from: number, to: number): RequestVector {
  if (from === 0) return requests;
  const [divisor, factor] = [BigInt(from), BigInt(to)];
  return requests.map(({ resource, amount }) => {
    return { resource, amount: multiplyAmount(toAmount(exact(amount) / divisor), factor) };
  });
}

/** A requested amount as it stands in Kueue's messages; never `<unlimited>` (kueue-quota §8.8). */
export function requestText(resource: string, amount: Amount): string {
  return amount === UNLIMITED ? amountText(resource, MAX_INT64) : amountText(resource, amount);
}

function multiplyAmount(amount: Amount, factor: bigint): Amount {
  return toAmount(clampInt64(exact(amount) * factor));
}

function exact(amount: Amount): bigint {
  return amount === UNLIMITED ? MAX_INT64 : BigInt(amount);
}

function inOrder(requests: RequestAmount[]): RequestVector {
  return requests.sort((a, b) => compareResources(a.resource, b.resource));
}
