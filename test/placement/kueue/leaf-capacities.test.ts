import { describe, expect, it } from 'vitest';
import { countLeaves } from '../../../src/placement/kueue/leaf-capacities.ts';
import type { Search } from '../../../src/placement/kueue/search.ts';
import { ask, clusterOf, withNode } from '../make-cluster.ts';
import { countsOf, domainAt, searchOf } from './make-search.ts';

/** Pods of leaves in path order when only one domain may be used, and what was left out. */
function confined(search: Search, domain: string): string {
  search.state.clear();
  const { snapshot, plan, state } = search;
  const { counts, total } = countLeaves(
    snapshot,
    plan,
    {
      workers: new Map([['cpu', 1000n]]),
      leader: undefined,
      isSimulatedEmpty: false,
      assumed: new Map(),
      requiredDomain: domainAt(search, domain),
      isScoreForgotten: false,
    },
    state,
  );
  const { firstLeaf } = snapshot.domains;
  return `${[...state.pods.subarray(firstLeaf)].join(' ')}, ${counts.get('topologyDomain') ?? 0} of ${total} outside`;
}

describe('confined to a domain', () => {
  const hosts = 'b1/r1/a=1 b1/r2/b=2 b1/r2/c=3 b2/r2/d=4';
  const cases: [domain: string, expected: string][] = [
    ['b1', '1 2 3 0, 1 of 4 outside'],
    ['b1/r2', '0 2 3 0, 2 of 4 outside'],
    ['b2', '0 0 0 4, 3 of 4 outside'],
  ];
  it.each(cases)('%s, leaves elsewhere take nothing', (domain, expected) => {
    expect(confined(searchOf(hosts, '1 unconstrained'), domain)).toBe(expected);
  });

  it('a host, not even that host is inside: its bare name begins no path', () => {
    expect(confined(searchOf(hosts, '1 unconstrained'), 'b1/r1/a')).toBe('0 0 0 0, 4 of 4 outside');
  });

  it('a host where hosts are the only level, that host is inside', () => {
    const cluster = clusterOf('a=1 b=2', { levels: ['kubernetes.io/hostname'] });
    expect(confined(searchOf(cluster, '1 unconstrained'), 'b')).toBe('0 2, 1 of 2 outside');
  });

  it('a leaf without host names, it is inside', () => {
    const cluster = clusterOf('b1/r1=1 b1/r2=2', { levels: ['block', 'rack'] });
    expect(confined(searchOf(cluster, '1 unconstrained'), 'b1/r2')).toBe('0 2, 1 of 2 outside');
  });
});

describe('the affinity score', () => {
  const preference = { matchExpressions: [{ key: 'x', operator: 'Exists' }] };
  const nodeAffinity = { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 7, preference }] };
  const request = ask('1 preferred rack', { template: { spec: { affinity: { nodeAffinity } } } });
  const gates = { TASRespectNodeAffinityPreferred: true };

  it('counts for full leaves, not for those left out by the filter, and adds up', () => {
    let cluster = clusterOf('b/r1/a=0 b/r1/b=2 b/r2/c=2');
    for (const host of ['a', 'b', 'c']) cluster = withNode(cluster, host, { labels: { x: '' } });
    cluster = withNode(cluster, 'c', { taints: [{ key: 'k', effect: 'NoSchedule' }] });
    const search = searchOf(cluster, request, gates);
    const score = (path: string): number | undefined => search.state.affinity[domainAt(search, path)];
    expect(['b/r1/a', 'b/r1/b', 'b/r2/c', 'b/r1', 'b'].map(score)).toEqual([7, 7, 0, 14, 14]);
  });

  it('counts outside the only domain that may be used', () => {
    const cluster = withNode(clusterOf('b1/r/a=1 b2/r/b=1'), 'a', { labels: { x: '' } });
    const search = searchOf(cluster, request, gates);
    confined(search, 'b2');
    expect(search.state.affinity[domainAt(search, 'b1/r/a')]).toBe(7);
  });
});

describe('beside a leader', () => {
  it('a leaf that takes it has room for fewer workers, one that can’t has what it had', () => {
    const search = searchOf('b/r/a=5 b/r/b=2', '1 required rack', { leaderCpu: 3 });
    expect(countsOf(search, domainAt(search, 'b/r/a'))).toBe('5/2, 5/2, 1');
    expect(countsOf(search, domainAt(search, 'b/r/b'))).toBe('2/2, 2/2, 0');
  });

  it('a leaf full of workers’ kind may still take the leader', () => {
    const search = searchOf('b/r/a=0.5', '1 required rack', { leaderCpu: 0.5 });
    expect(countsOf(search, domainAt(search, 'b/r/a'))).toBe('0/0, 0/0, 1');
    expect([...search.exclusions.counts]).toEqual([['resource "cpu"', 1]]);
  });
});
