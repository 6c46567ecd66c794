import { describe, expect, it } from 'vitest';
import type { RuleOutcome } from '../../src/analysis/index.ts';
import { ruleComparisonTable } from '../../src/report/index.ts';

const hops = { max: 4, mean: 10 / 3, total: 20, ring: 8, unreachablePairs: 0 };
const unknown = { max: null, mean: null, total: null, ring: null, unreachablePairs: 3 };
const rejected: RuleOutcome = { algorithm: 'kai', state: 'rejected', reason: 'not-fit', message: 'no room' };

describe('the table of rules', () => {
  it('has a line for each group, rounds means and shows what has no number', () => {
    const outcomes: RuleOutcome[] = [
      {
        algorithm: 'first',
        state: 'placed',
        flavor: 'f',
        groups: [
          { podSets: ['workers', 'leader'], nodes: 3, layers: 2, hops, regret: { total: 4, ring: 0 } },
          { podSets: ['other'], nodes: 2, layers: null, hops: unknown, regret: { total: null, ring: null } },
        ],
      },
      rejected,
    ];
    expect(
      ruleComparisonTable(outcomes)
        .split('\n')
        .map((line) => line.split(/\s{3,}/)),
    ).toEqual([
      ['ALGORITHM', 'POD SETS', 'NODES', 'LAYERS', 'MAX', 'MEAN', 'TOTAL', 'RING', 'REGRET', 'RING REGRET'],
      ['first', 'workers+leader', '3', '2', '4', '3.33', '20', '8', '4', '0'],
      ['first', 'other', '2', '-', '-', '-', '-', '-', '-', '-'],
      [''],
      ['ALGORITHM', 'WHY NOT'],
      ['kai', 'no room'],
    ]);
  });

  it('says only why not where no rule finds a place', () => {
    expect(ruleComparisonTable([rejected])).toBe('ALGORITHM   WHY NOT\nkai         no room');
  });
});
