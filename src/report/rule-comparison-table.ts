import type { ComparedGroup, RuleOutcome } from '../analysis/index.ts';
import { roundedHops } from './hop-cost-table.ts';
import { textTable } from './text-table.ts';

const COLUMNS: readonly (readonly [title: string, cell: (group: ComparedGroup) => string])[] = [
  ['NODES', ({ nodes }) => String(nodes)],
  ['LAYERS', ({ layers }) => roundedHops(layers)],
  ['MAX', ({ hops }) => roundedHops(hops.max)],
  ['MEAN', ({ hops }) => roundedHops(hops.mean)],
  ['TOTAL', ({ hops }) => roundedHops(hops.total)],
  ['RING', ({ hops }) => roundedHops(hops.ring)],
  ['REGRET', ({ regret }) => roundedHops(regret.total)],
  ['RING REGRET', ({ regret }) => roundedHops(regret.ring)],
];

/**
 * Rules side by side, a line for each group of pod sets; then why the others refuse. `-` stands where pods share no network
 * node, and for a regret where the best place is not known.
 */
export function ruleComparisonTable(outcomes: readonly RuleOutcome[]): string {
  const placed = outcomes.flatMap((outcome) => (outcome.state === 'placed' ? [outcome] : []));
  const rows = placed.flatMap(({ algorithm, groups }) =>
    groups.map((group) => [algorithm, group.podSets.join('+'), ...COLUMNS.map(([, cell]) => cell(group))]),
  );
  const refused = outcomes.flatMap((outcome) =>
    outcome.state === 'rejected' ? [[outcome.algorithm, outcome.message]] : [],
  );
  const tables = [];
  if (rows.length > 0) tables.push(textTable([['ALGORITHM', 'POD SETS', ...COLUMNS.map(([title]) => title)], ...rows]));
  if (refused.length > 0) tables.push(textTable([['ALGORITHM', 'WHY NOT'], ...refused]));
  return tables.join('\n\n');
}
