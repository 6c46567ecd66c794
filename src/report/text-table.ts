import { escapeTerminal } from './escape.ts';

const GAP = '   ';

/**
 * Rows as kubectl prints them: left-aligned columns, three spaces apart, no lines; control characters escaped.
 *
 * @param rows the header first; all of one length
 */
export function textTable(rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map(escapeTerminal));
  const widths = (cells[0] ?? []).map((_, column) =>
    cells.reduce((width, row) => Math.max(width, row[column]?.length ?? 0), 0),
  );
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join(GAP)
        .trimEnd(),
    )
    .join('\n');
}
