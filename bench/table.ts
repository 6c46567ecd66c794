import type { BenchRow } from './harness.ts';

const COLUMNS: readonly (readonly [title: string, cell: (row: BenchRow) => string])[] = [
  ['suite', (row) => row.suite],
  ['case', (row) => row.name],
  ['nodes', (row) => String(row.nodes)],
  ['median', (row) => duration(row.medianNs)],
  ['p75', (row) => duration(row.p75Ns)],
  ['plain', (row) => (row.plainNs === undefined ? '' : duration(row.plainNs))],
  ['samples', (row) => String(row.samples)],
];

/** Rows as aligned text. */
export function benchTable(rows: readonly BenchRow[]): string {
  const cells = [COLUMNS.map(([title]) => title), ...rows.map((row) => COLUMNS.map(([, cell]) => cell(row)))];
  const widths = COLUMNS.map((_, column) => Math.max(...cells.map((line) => (line[column] as string).length)));
  return cells
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] as number))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function duration(ns: number): string {
  if (ns < 1e3) return `${ns.toPrecision(3)} ns`;
  if (ns < 1e6) return `${(ns / 1e3).toPrecision(3)} µs`;
  return ns < 1e9 ? `${(ns / 1e6).toPrecision(3)} ms` : `${(ns / 1e9).toPrecision(3)} s`;
}
