import { describe, expect, it } from 'vitest';
import type { TopologyAssignment } from '../../../src/model/index.ts';
import {
  mergeAssignments,
  podCount,
  staleDomain,
  toAssignment,
  truncateAssignment,
} from '../../../src/placement/snapshot/assignments.ts';
import { clusterOf, snapshotOf } from '../make-cluster.ts';

const SNAPSHOT = snapshotOf('b/r1/z=1 b/r2/a=1 b/r2/c=1');
const { domains } = SNAPSHOT;

/** `a:2 b:1`, values parted by `/`. */
function held(text: string): TopologyAssignment {
  const parts = text.split(' ').filter((item) => item !== '');
  const spots = parts.map((item) => {
    const [values = '', count] = item.split(':');
    return { values: values.split('/'), count: Number(count) };
  });
  return { levels: ['kubernetes.io/hostname'], domains: spots };
}

describe('assignments', () => {
  it('are written for leaves with pods, host names alone', () => {
    const leaves = [
      { leaf: 0, count: 2 },
      { leaf: 1, count: 0 },
      { leaf: 2, count: 1 },
    ];
    expect(toAssignment(domains, leaves, 'count')).toEqual(held('z:2 c:1'));
  });

  it('are written with all values where hosts are no level', () => {
    const pooled = snapshotOf(clusterOf('b/r1=1', { levels: ['block', 'rack'] })).domains;
    expect(toAssignment(pooled, [{ leaf: 0, count: 2 }], 'count')).toEqual({
      ...held('b/r1:2'),
      levels: ['block', 'rack'],
    });
  });

  it('merge in path order, adding up what is on one host', () => {
    expect(mergeAssignments(domains, held('c:1 z:1'), held('a:1 z:2'))).toEqual(held('z:3 a:1 c:1'));
  });

  const cuts: [count: number, expected: string][] = [
    [6, 'a:2 b:3'],
    [5, 'a:2 b:3'],
    [4, 'a:2 b:2'],
    [2, 'a:2'],
    [1, 'a:1'],
    [0, ''],
  ];
  it.each(cuts)('cut to %i pods lose the last', (count, expected) => {
    expect(truncateAssignment(held('a:2 b:3'), count)).toEqual(held(expected));
  });

  it('count their pods', () => {
    expect([podCount(held('a:2 b:3')), podCount(held(''))]).toEqual([5, 0]);
  });

  it('are stale by the first domain without a leaf', () => {
    expect(staleDomain(SNAPSHOT, held('a:1 q:2 p:3'))).toEqual({ values: ['q'], count: 2 });
    expect(staleDomain(SNAPSHOT, held('a:1 z:1'))).toBeUndefined();
  });
});
