import { describe, expect, it } from 'vitest';
import { HopwiseError } from '../../../src/base/index.ts';
import { blocksOf, clusterOf, counts, holding, names, whole } from './make-slurm.ts';

/** The rules of slurm.md, "topology/block", worked out by hand: blocks of 4 nodes, sizes 4, 8 and 16. */
describe('topology/block', () => {
  const cluster = blocksOf(4, 4, [4, 8, 16]);
  const cases: [title: string, count: number, busy: string, expected: string][] = [
    ['fills an empty cluster from the end', 3, '', 'D3'],
    ['takes the block with the fewest free nodes that are enough', 2, 'B2 C1', 'B2'],
    ['of two such blocks the last', 2, 'A2 C2', 'C2'],
    ['waits when no single block has room for a small job', 2, 'A3 B3 C3 D3', 'pending'],
    ['keeps a job over one block inside a group of two', 6, '', 'C2 D4'],
    ['waits when no group of two has room', 6, 'A2 B1 C2 D1', 'pending'],
    ['takes the tighter group of two', 6, 'A1 B1', 'A3 B3'],
    ['inside a group takes the block with most, whole, then the one that just holds the rest', 6, 'D1', 'C4 D2'],
    ['uses all blocks of the largest group', 16, '', 'A4 B4 C4 D4'],
    ['fills a group of four block by block', 10, '', 'B2 C4 D4'],
    ['rejects more than all', 17, '', 'rejected'],
  ];
  it.each(cases)('%s: %i nodes, busy %s → %s', (_, count, busy, expected) => {
    expect(counts(cluster, whole(count), holding(busy))).toBe(expected);
  });

  it('takes the first free nodes of a block in node order', () => {
    expect(names(cluster, whole(2), holding('D1'))).toBe('D01 D02');
  });

  it('a job over the largest size may use as many groups of it as full ones would be', () => {
    const flat = blocksOf(4, 4, [4]);
    expect(counts(flat, whole(6))).toBe('C2 D4');
    expect(counts(flat, whole(8), holding('A1 B1 C1 D1'))).toBe('pending');
    expect(counts(flat, whole(12), holding('A1'))).toBe('B4 C4 D4');
  });

  it('uses no more blocks than full ones would be, where larger groups leave out a size', () => {
    const skipping = blocksOf(8, 4, [4, 16]);
    // A to D have 8 free nodes, but no two of them have 5.
    expect(counts(skipping, whole(5), holding('A2 B2 C2 D2'))).toBe('G1 H4');
    expect(counts(blocksOf(4, 4, [4, 16]), whole(5), holding('A2 B2 C2 D2'))).toBe('pending');
  });

  it.each<[title: string, count: number, segment: number, busy: string, expected: string]>([
    ['a segment stays in one block', 6, 3, '', 'C3 D3'],
    ['segments may share a block', 4, 2, '', 'D4'],
    ['segments need not be neighbours', 4, 2, 'B2 C4 D2', 'B2 D2'],
    ['a segment without a block waits', 4, 4, 'A1 B1 C1 D1', 'pending'],
    ['a segment must divide the job', 5, 2, '', 'rejected'],
    ['a segment must fit a block', 8, 8, '', 'rejected'],
  ])('--segment: %s', (_, count, segment, busy, expected) => {
    expect(counts(cluster, whole(count, { segment }), holding(busy))).toBe(expected);
  });

  it('--nodelist: all in one group, and the job around them', () => {
    expect(names(cluster, whole(3, { nodelist: ['A02', 'A03'] }))).toBe('A00 A02 A03');
    expect(counts(cluster, whole(2, { nodelist: ['A00', 'B00'] }))).toBe('rejected');
    expect(counts(cluster, whole(5, { nodelist: ['A00', 'B00'] }))).toBe('A1 B4');
  });

  it('--switches and --contiguous change nothing', () => {
    expect(counts(cluster, whole(6, { maxSwitches: 1, isContiguous: true }))).toBe('C2 D4');
  });

  it('a range gets its lower end', () => {
    expect(counts(cluster, whole(1, { nodes: { min: 2, max: 4 } }))).toBe('D2');
  });

  it('without sizes has groups of 1, 2, 4, 8 and 16 blocks', () => {
    expect(counts(blocksOf(4, 4, []), whole(6), holding('A1 B1'))).toBe('A3 B3');
  });

  it('refuses sizes that are no power of two of the first', () => {
    expect(() => counts(blocksOf(4, 4, [4, 12]), whole(1))).toThrow(HopwiseError);
    expect(() => counts(clusterOf({ kind: 'block', blocks: [], blockSizes: [] }), whole(1))).toThrow(HopwiseError);
  });
});
