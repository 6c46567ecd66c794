import { describe, expect, it } from 'vitest';
import { chooseGroup } from '../../../../src/placement/kueue/balanced/threshold.ts';
import { SearchState } from '../../../../src/placement/kueue/search-state.ts';
import { domainAt, pathsOf, searchOf } from '../make-search.ts';

/** The domains of the group that was chosen, and its share. */
function chosen(cluster: string, request: string, leaderCpu?: number): string {
  const search = searchOf(cluster, request, leaderCpu === undefined ? {} : { leaderCpu });
  const group = chooseGroup(search, new SearchState(search.state.pods.length));
  if (group === undefined) return 'none';
  const domains = Array.from({ length: group.to - group.from }, (_, i) => group.from + i);
  return `${pathsOf(search, domains)}: ${group.threshold} each of ${group.domainCount}`;
}

describe('the group to balance', () => {
  const cases: [what: string, cluster: string, request: string, leaderCpu: number | undefined, expected: string][] = [
    [
      'is all of the top level: 7 over two racks of 5 and 4',
      'b1/r1/a=5 b2/r2/b=4',
      '7 preferred block',
      undefined,
      'b1 b2: 3 each of 2',
    ],
    [
      'is the children of one parent below it, that with the largest share',
      'b1/r1/a=5 b1/r2/b=1 b2/r3/c=4 b2/r4/d=4',
      '6 preferred rack',
      undefined,
      'b2/r3 b2/r4: 3 each of 2',
    ],
    [
      'of equal shares is the one that needs fewer domains',
      'b1/r1/a=2 b1/r2/b=2 b2/r3/c=2 b2/r3/d=2',
      '4 preferred rack',
      undefined,
      'b2/r3: 2 each of 1',
    ],
    ['of equals is the first', 'b1/r1/a=4 b2/r2/b=4', '4 preferred rack', undefined, 'b1/r1: 4 each of 1'],
    [
      'gives no more than the last domain used has: 5 of 6 / 2 hosts, the last has 1',
      'b/r/a=5 b/r/b=1',
      '6 preferred host',
      undefined,
      'b/r/a b/r/b: 1 each of 2',
    ],
    [
      'gives no more than the leader’s domain has beside it: 5 - 4',
      'b/r/a=5 b/r/b=2',
      '3 preferred host',
      4,
      'b/r/a b/r/b: 1 each of 2',
    ],
    [
      'is none where no parent’s children take everything',
      'b1/r1/a=4 b2/r2/b=4',
      '6 preferred rack',
      undefined,
      'none',
    ],
    [
      'is none where slices are wanted on the level asked for, above the leaves',
      'b/r1/a=4 b/r2/b=4',
      '8 preferred rack slices rack*4',
      undefined,
      'none',
    ],
    ['is none for nothing', 'b/r1/a=4', '0 preferred rack', undefined, 'none'],
  ];
  it.each(cases)('%s', (_, cluster, request, leaderCpu, expected) => {
    expect(chosen(cluster, request, leaderCpu)).toBe(expected);
  });

  it('is left without the domains below the share, and the search as it was', () => {
    // 8 over hosts of 5, 5 and 1: the share is 4, host c goes, and rack r is left with 10 of 11.
    const search = searchOf('b/r/a=5 b/r/b=5 b/r/c=1', '8 preferred rack');
    const before = search.state.pods.slice();
    const pruned = new SearchState(search.state.pods.length);
    chooseGroup(search, pruned);
    expect(['b/r', 'b/r/a', 'b/r/c'].map((path) => pruned.pods[domainAt(search, path)])).toEqual([10, 5, 0]);
    expect(search.state.pods).toEqual(before);
  });
});
