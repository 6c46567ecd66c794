import type { HopPair } from '../topology/index.ts';
import { textTable } from './text-table.ts';

/** One line per pair: hops and the lowest shared network node; `-` where nothing is shared. */
export function hopsTable(pairs: readonly HopPair[]): string {
  const rows = pairs.map(({ a, b, hops, sharedLayer, sharedNode }) => [a, b, hops, sharedLayer, sharedNode]);
  const cells = rows.map((row) => row.map((cell) => (cell === null ? '-' : String(cell))));
  return textTable([['A', 'B', 'HOPS', 'SHARED LAYER', 'SHARED NODE'], ...cells]);
}
