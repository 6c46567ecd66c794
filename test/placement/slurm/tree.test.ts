import { describe, expect, it } from 'vitest';
import { counts, forestOf, holding, names, type Pods, treeOf, whole } from './make-slurm.ts';

/** What a real slurmctld 24.11.5 gave on an empty cluster (slurm.md, "Level >= 2: what was seen"). */
describe('a tree of pods, as seen at a real Slurm', () => {
  const seen: [pods: Pods, answers: string][] = [
    [
      [
        ['A6', 'B4'],
        ['C5', 'D3'],
      ],
      '11 A6 B4 D1; 13 A6 B4 D3; 14 A6 B4 C4; 16 A6 B4 C5 D1',
    ],
    [
      [
        ['A5', 'B3'],
        ['C6', 'D4'],
      ],
      '11 A5 C6; 12 A5 B1 C6; 14 A5 B3 C6; 15 A5 C6 D4; 16 A5 B1 C6 D4',
    ],
    [
      [
        ['A8', 'B3'],
        ['C8', 'D4'],
      ],
      '13 A5 C8; 16 A8 C8; 17 A8 B1 C8; 20 A8 C8 D4; 21 A8 B1 C8 D4',
    ],
    [
      [
        ['A8', 'B8', 'C2'],
        ['D8', 'E6', 'F3'],
      ],
      '19 A8 B8 C2 F1; 21 A8 B8 C2 F3; 22 A8 B8 C2 E4; 25 A8 B8 C2 D7; 27 A8 B8 C2 D8 F1; 30 A8 B8 C2 D8 E4; ' +
        '33 A8 B8 C2 D8 E6 F1',
    ],
    [
      [
        ['A4', 'B6'],
        ['C5', 'D3'],
        ['E7', 'F2'],
      ],
      '11 A4 B6 F1; 13 A4 B6 D3; 16 A4 B6 E6; 18 A4 B6 C5 D3; 19 A4 B6 E7 F2; 20 A4 B6 D3 E7; 21 A4 B6 C4 E7; ' +
        '23 A4 B6 C5 E7 F1',
    ],
    [
      [
        ['A8', 'B4', 'C2'],
        ['D8', 'E6', 'F3'],
        ['G5', 'H5', 'I1'],
      ],
      '18 D8 G5 H5; 19 D8 E6 G5; 20 A8 B4 D8; 21 A8 D8 E5; 23 A8 D8 E6 F1; 26 A8 B4 D8 E6; 29 A8 B4 D8 E6 F3; ' +
        '32 A8 B4 C2 D8 E6 F3 I1; 33 A8 B4 C2 D8 E6 F3 G2',
    ],
    [[['A3', 'B3'], ['C4', 'D2', 'E2'], 'F2'], '9 A3 C4 F2; 10 C4 D2 E2 F2; 12 A3 B3 C4 F2'],
    // S1a(L7 L1 L4) S1b(L5 L6) S1c(L0 L2 L3) of slurm.md, L0 to L7 called A to H.
    [
      [
        ['H4', 'B12', 'E10'],
        ['F10', 'G1'],
        ['A12', 'C12', 'D3'],
      ],
      '13 B12 H1; 23 A11 B12; 24 A12 B12; 25 B12 E10 H3; 27 A12 C12 D3; 28 A12 B12 H4; 38 A12 B12 E10 H4; ' +
        '40 A12 B12 C12 D3 H1',
    ],
  ];
  const cases = seen.flatMap(([pods, answers]) =>
    answers.split('; ').map((answer): [string, number, string, Pods] => {
      const [count = '', ...rest] = answer.split(' ');
      return [JSON.stringify(pods), Number(count), rest.join(' '), pods];
    }),
  );
  it.each(cases)('%s, %i nodes → %s', (_, count, expected, pods) => {
    expect(counts(treeOf(pods), whole(count))).toBe(expected);
  });
});

/** Rules 1 to 3 of slurm.md, worked out by hand. */
describe('a tree of one level of leaves', () => {
  const cases: [title: string, pods: Pods, count: number, busy: string, expected: string][] = [
    ['takes the leaf with the fewest free nodes that are enough', ['A4', 'B3', 'C6'], 3, '', 'B3'],
    ['of two such leaves the earlier line', ['A4', 'B3', 'C3'], 3, '', 'B3'],
    ['counts what is free, not what there is', ['A4', 'B3', 'C6'], 3, 'B1 C3', 'C3'],
    ['starts with the leaf that has most when none is enough', ['A3', 'B4', 'C4'], 10, '', 'A2 B4 C4'],
    ['then takes the leaf that just holds the rest', ['A5', 'B9', 'C3', 'D4'], 12, '', 'B9 C3'],
    ['and among equals the earlier line', ['A5', 'B5', 'C5'], 8, '', 'A5 B3'],
    ['uses every leaf when it has to', ['A1', 'B2', 'C3'], 6, '', 'A1 B2 C3'],
    ['waits when too few nodes are free', ['A4', 'B4'], 5, 'A2 B2', 'pending'],
    ['rejects more nodes than there are', ['A4', 'B4'], 9, '', 'rejected'],
  ];
  it.each(cases)('%s: %j, %i nodes, busy %s → %s', (_, pods, count, busy, expected) => {
    expect(counts(treeOf(pods), whole(count), holding(busy))).toBe(expected);
  });

  it('takes the nodes of a leaf that come first in node order, not in the order of the file', () => {
    const cluster = treeOf(['A4']);
    const topology = {
      kind: 'tree' as const,
      switches: [{ name: 'A', switches: [], nodes: ['A03', 'A01', 'A00', 'A02'] }],
    };
    expect(names({ ...cluster, topology }, whole(2), holding('A1'))).toBe('A01 A02');
  });
});

describe('a forest', () => {
  const forest = forestOf(['A4', 'B4'], ['C2', 'D2']);

  it('waits when no tree has enough free nodes, though all together have', () => {
    expect(counts(forest, whole(6), holding('A2 B1'))).toBe('pending');
  });

  it('rejects a job that no tree could ever hold, for its topology', () => {
    const { switches } = forest.topology as Extract<typeof forest.topology, { kind: 'tree' }>;
    expect(switches).toHaveLength(6);
    expect(counts(forest, whole(9))).toBe('rejected');
  });

  it('of two trees of one height uses the later line', () => {
    expect(counts(forestOf(['A4', 'B4'], ['C4', 'D4']), whole(4))).toBe('C4');
  });

  it('prefers the higher tree, even where the lower one fits better', () => {
    expect(counts(forestOf([['A4', 'B4']], ['C2', 'D2']), whole(2))).toBe('A2');
  });
});
