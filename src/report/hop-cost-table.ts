import type { HopCost } from '../topology/index.ts';
import { textTable } from './text-table.ts';

/** The hops of a set of ranks in one line; `-` where ranks share no network node. */
export function hopCostTable(cost: HopCost): string {
  const cells = [cost.max, cost.mean, cost.total, cost.ring, cost.unreachablePairs].map(roundedHops);
  return textTable([['MAX', 'MEAN', 'TOTAL', 'RING', 'UNREACHABLE PAIRS'], cells]);
}

/** A number of hops for a person: at most two decimals, `-` for unknown. */
export function roundedHops(hops: number | null): string {
  return hops === null ? '-' : String(Math.round(hops * 100) / 100);
}
