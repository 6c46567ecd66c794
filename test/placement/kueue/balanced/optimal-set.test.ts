import { describe, expect, it } from 'vitest';
import { optimalSet } from '../../../../src/placement/kueue/balanced/optimal-set.ts';
import { levelRange } from '../../../../src/placement/snapshot/domain-tree.ts';
import { pathsOf, searchOf } from '../make-search.ts';

/** The domains of level `level` picked for a request. */
function picked(cluster: string, request: string, level: number, byEntropy: boolean, leaderCpu?: number): string {
  const search = searchOf(cluster, request, leaderCpu === undefined ? {} : { leaderCpu });
  const { from, to } = levelRange(search.snapshot.domains.tree, level);
  const all = Array.from({ length: to - from }, (_, i) => from + i);
  const set = optimalSet(search, all, byEntropy);
  return set === undefined ? 'none' : pathsOf(search, set);
}

describe('the optimal set', () => {
  const cases: [what: string, cluster: string, request: string, expected: string][] = [
    ['is the single domain with least to spare', 'b1/r/a=9 b2/r/b=6 b3/r/c=7', '6 preferred block', 'b2'],
    [
      'has as few domains as the largest need: two for 12, the pair with 13',
      'b1/r/a=9 b2/r/b=6 b3/r/c=7',
      '12 preferred block',
      'b2 b3',
    ],
    [
      'never more, even where three would come out even: 4 + 4 + 4',
      'b1/r/a=7 b2/r/b=4 b3/r/c=4 b4/r/d=4 b5/r/e=6',
      '12 preferred block',
      'b1 b5',
    ],
    ['of equals is the first by path', 'b1/r/a=6 b2/r/b=6', '6 preferred block', 'b1'],
    ['is none when nothing fits', 'b1/r/a=2 b2/r/b=2', '5 preferred block', 'none'],
  ];
  it.each(cases)('%s', (_, cluster, request, expected) => {
    expect(picked(cluster, request, 0, false)).toBe(expected);
  });

  it('counts the leader’s domain with what is left beside it: 9 - 3 are 6 for 6, and b2 takes no leader', () => {
    expect(picked('b1/r/a=9 b2/r/b=2', '6 preferred block', 0, false, 3)).toBe('b1');
  });

  it('by entropy prefers, of two that spare as much, the one filled most evenly: 3 + 3 before 5 + 1', () => {
    const cluster = 'b1/r1/a=5 b1/r2/b=1 b2/r3/c=3 b2/r4/d=3';
    expect(picked(cluster, '6 preferred block', 0, true)).toBe('b2');
    expect(picked(cluster, '6 preferred block', 0, false)).toBe('b1');
  });

  it('by entropy looks at the larger first, but still keeps the one with least to spare', () => {
    expect(picked('b1/r1/a=7 b2/r2/b=6', '6 preferred block', 0, true)).toBe('b2');
  });
});
