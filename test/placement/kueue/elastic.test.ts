import { describe, expect, it } from 'vitest';
import type { TopologyAssignment } from '../../../src/model/index.ts';
import type { PodSetRequest } from '../../../src/placement/index.ts';
import { ask, askGroup, place } from '../make-cluster.ts';

const gates = { ElasticJobsViaWorkloadSlicesWithTAS: true };

/** `a:2 b:1` as an assignment to hosts. */
function held(text: string): TopologyAssignment {
  const domains = text.split(' ').map((item) => {
    const [host = '', count] = item.split(':');
    return { values: [host], count: Number(count) };
  });
  return { levels: ['kubernetes.io/hostname'], domains };
}

describe('the next slice of an elastic workload', () => {
  const cases: [what: string, cluster: string, usage: string, count: number, previous: string, expected: string][] = [
    ['keeps what it has and places the rest', 'b/r/a=2 b/r/b=1', 'a=2', 3, 'a:2', 'a:2 b:1'],
    [
      'counts old pods twice: a of 4 has nothing left, b takes the new one although a is tighter',
      'b/r/a=4 b/r/b=9',
      'a=2',
      3,
      'a:2',
      'a:2 b:1',
    ],
    ['adds to hosts it has, in path order', 'b/r1/z=9 b/r2/a=1', '', 3, 'a:1 z:1', 'z:2 a:1'],
    ['is cut from the end when it shrinks within a domain', 'b/r/a=2 b/r/b=2', '', 3, 'a:2 b:2', 'a:2 b:1'],
    ['is cut by whole domains', 'b/r/a=2 b/r/b=2', '', 2, 'a:2 b:2', 'a:2'],
    [
      'stays as it is at the same count, even where there would be no room',
      'b/r/a=1 b/r/b=1',
      '',
      4,
      'a:2 b:2',
      'a:2 b:2',
    ],
    ['is placed anew where a domain is gone', 'b/r/b=9', '', 3, 'a:2', 'b:3'],
    ['is placed anew where one is gone, even to shrink', 'b/r/b=9', '', 1, 'a:2 b:1', 'b:1'],
  ];
  it.each(cases)('%s', (_, cluster, usage, count, previous, expected) => {
    const request = ask(`${count} unconstrained`, { previous: held(previous) });
    expect(place(cluster, request, { gates, usage })).toBe(expected);
  });

  it('is placed like any other without the gate, or without a slice before', () => {
    const request = ask('3 unconstrained', { previous: held('a:2') });
    expect(place('b/r/a=4 b/r/b=3', request)).toBe('b:3');
    expect(place('b/r/a=4 b/r/b=3', '3 unconstrained', { gates })).toBe('b:3');
  });

  it('says how many of the new pods fit when it can’t grow', () => {
    const request = ask('9 unconstrained', { previous: held('a:2') });
    expect(place('b/r/a=2 b/r/b=4', request, { gates })).toBe(
      'topology "t" allows to fit only 4 out of 7 pod(s). Total nodes: 2; excluded: resource "cpu": 1',
    );
  });

  it('leaves to later pod sets what old and new pods do not take', () => {
    const requests = [ask('3 unconstrained', { previous: held('a:2') }), ask('1 unconstrained', { podSet: 'next' })];
    expect(place('b/r/a=2 b/r/b=1 b/r/c=3', requests, { gates })).toBe('workers a:2 b:1 | next c:1');
  });
});

describe('the next slice of a group', () => {
  function group(count: number, workersHeld: string, leaderHeld?: string): PodSetRequest[] {
    const [workers, leader] = askGroup(`${count} unconstrained`, 1) as [PodSetRequest, PodSetRequest];
    const kept = leaderHeld === undefined ? {} : { previous: held(leaderHeld) };
    return [
      { ...workers, previous: held(workersHeld) },
      { ...leader, ...kept },
    ];
  }

  const cases: [what: string, requests: PodSetRequest[], expected: string][] = [
    ['keeps the leader where it is when it grows', group(3, 'a:2', 'a:1'), 'workers a:2 b:1 | leader a:1'],
    [
      'finds a leader that has none a place with the new workers: b has room for both',
      group(3, 'a:2'),
      'workers a:2 b:1 | leader b:1',
    ],
    ['keeps the leader when it shrinks', group(1, 'a:2', 'b:1'), 'workers a:1 | leader b:1'],
    ['is placed anew when the leader’s domain is gone', group(2, 'a:2', 'q:1'), 'workers a:2 | leader a:1'],
  ];
  it.each(cases)('%s', (_, requests, expected) => {
    expect(place('b/r/a=3 b/r/b=4', requests, { gates })).toBe(expected);
  });

  it('leaves to later pod sets what its new leader, or what it keeps when it shrinks, does not take', () => {
    const next = ask('1 unconstrained', { podSet: 'next' });
    // b has 2 for the new worker and the new leader; c is larger, and is all that is left.
    expect(place('b/r/a=2 b/r/b=2 b/r/c=9', [...group(3, 'a:2'), next], { gates })).toBe(
      'workers a:2 b:1 | leader b:1 | next c:1',
    );
    expect(place('b/r/a=1 b/r/b=2 b/r/c=9', [...group(1, 'a:2', 'b:1'), next], { gates })).toBe(
      'workers a:1 | leader b:1 | next b:1',
    );
  });

  it('blames the workers alone when it can’t grow', () => {
    expect(place('b/r/a=3 b/r/b=4', group(9, 'a:2', 'a:1'), { gates })).toBe(
      'topology "t" allows to fit only 4 out of 7 pod(s). Total nodes: 2; excluded: resource "cpu": 1',
    );
  });
});
