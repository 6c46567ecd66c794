import { describe, expect, it } from 'vitest';
import { greedyFit } from '../../../../src/placement/kueue/balanced/greedy.ts';
import { domainAt, pathsOf, searchOf } from '../make-search.ts';

/** Hosts used, last for the leader, last for workers. */
function greedy(hosts: string, count: number, leaderCpu?: number): string {
  const cluster = hosts
    .split(' ')
    .map((host) => `b/r/${host}`)
    .join(' ');
  const search = searchOf(cluster, `${count} preferred host`, leaderCpu === undefined ? {} : { leaderCpu });
  const all = hosts.split(' ').map((host) => domainAt(search, `b/r/${host.split('=')[0]}`));
  const fit = greedyFit(search, all);
  if (fit === undefined) return 'no';
  const name = (d: number | undefined): string => (d === undefined ? '-' : pathsOf(search, [d]).slice(4));
  return `${fit.used}, leader ${name(fit.lastLeader)}, last ${name(fit.last)}`;
}

describe('the greedy choice', () => {
  const cases: [what: string, hosts: string, count: number, leaderCpu: number | undefined, expected: string][] = [
    ['takes the largest first: 5 and 3 for 7', 'a=3 b=5 c=1', 7, undefined, '2, leader -, last a'],
    ['takes no more than it needs', 'a=3 b=5 c=1', 5, undefined, '1, leader -, last b'],
    ['takes nothing for nothing', 'a=3', 0, undefined, '0, leader -, last -'],
    ['fails when all are too small', 'a=3 b=5', 9, undefined, 'no'],
    ['begins with the leader’s: b has 3 beside it, then a for 2', 'a=3 b=5', 5, 2, '2, leader b, last a'],
    ['needs no other where the leader’s takes all', 'a=3 b=5', 3, 2, '1, leader b, last -'],
    ['fails when no domain takes the leader', 'a=3 b=5', 1, 6, 'no'],
    ['stops at empty domains', 'a=3 b=0', 4, undefined, 'no'],
  ];
  it.each(cases)('%s', (_, hosts, count, leaderCpu, expected) => {
    expect(greedy(hosts, count, leaderCpu)).toBe(expected);
  });
});
