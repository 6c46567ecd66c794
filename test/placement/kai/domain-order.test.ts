import { describe, expect, it } from 'vitest';
import { domainsByDepth, fillRatios, startDomain } from '../../../src/placement/kai/domain-order.ts';
import { KAI_GPU_RESOURCE, type KaiGang } from '../../../src/placement/kai/index.ts';
import { buildKaiDomains, type KaiDomains, membersOf, sumMembers } from '../../../src/placement/kai/kai-domains.ts';
import { measureRoom } from '../../../src/placement/kai/room.ts';
import { pathOf } from '../../../src/topology/index.ts';
import { gangOf, LEVELS, nodesOf } from './make-kai.ts';

function domainsOf(nodes: string, levels: readonly string[] = LEVELS): KaiDomains {
  return buildKaiDomains({ name: 't', levels }, measureRoom(nodesOf(nodes), gangOf('99x1')));
}

function idOf({ tree }: KaiDomains, d: number): string {
  return pathOf(tree, d).slice(1).join('.') || 'root';
}

describe('the domains', () => {
  it('hold the nodes below them, and the root all that have every label', () => {
    const domains = domainsOf('b2/r1/d=1 b1/r2/c=2 x=9 b1/r1/b=3 b1//y=9 b1/r1/a=4');
    const held = Array.from({ length: 6 }, (_, d) => [
      idOf(domains, d),
      membersOf(domains, d)
        .map(({ node }) => node.name)
        .sort()
        .join(' '),
    ]);
    expect(held).toEqual([
      ['root', 'a b c d'],
      ['b1', 'a b c'],
      ['b2', 'd'],
      ['b1.r1', 'a b'],
      ['b1.r2', 'c'],
      ['b2.r1', 'd'],
    ]);
    expect(sumMembers(domains, ({ room }) => BigInt(room)).slice(0, 6)).toEqual([10n, 9n, 1n, 7n, 2n, 1n]);
  });

  it('are the root alone when no node carries the labels', () => {
    const domains = domainsOf('x=9');
    expect(domains.tree.size).toBe(1);
    expect(membersOf(domains, 0)).toEqual([]);
  });
});

describe('the ratio of a gang to what is free', () => {
  const gpus = (count: bigint): KaiGang['requests'] => new Map([[KAI_GPU_RESOURCE, count]]);
  const cases: [what: string, nodes: string, requests: KaiGang['requests'], ratio: number][] = [
    ['is that of the GPUs', 'b/r/a=5 b/r/b=3', gpus(1n), 4 / 8],
    ['counts cordoned nodes as free', 'b/r/a=5! b/r/b=3', gpus(1n), 4 / 8],
    ['is above 1 when the domain is too small', 'b/r/a=3', gpus(2n), 8 / 3],
    ['is infinite without a free GPU', 'b/r/a=0', gpus(1n), Number.POSITIVE_INFINITY],
    // 4 × 300 m = 1.2 cores, so 2; 2 × 1.6 cores = 3.2, so 4.
    ['is taken of whole cores, rounded up after adding', 'b/r/a=8,1.6 b/r/b=8,1.6', new Map([['cpu', 300n]]), 2 / 4],
    ['is 1000 without free CPU', 'b/r/a=8,0', new Map([['cpu', 1000n]]), 1000],
    ['is that of bytes of memory', 'b/r/a=8,64,500', new Map([['memory', 100n]]), 400 / 500],
    ['is 1000 without free memory', 'b/r/a=8,64,0', new Map([['memory', 1n]]), 1000],
    [
      'is the largest of all resources',
      'b/r/a=8,8,500',
      new Map([...gpus(1n), ['cpu', 1500n], ['memory', 50n]]),
      6 / 8,
    ],
    ['leaves out pods, and what is asked for none', 'b/r/a=0,0,0', new Map([...gpus(0n), ['pods', 200n]]), 0],
  ];
  it.each(cases)('%s', (_, nodes, requests, ratio) => {
    expect(fillRatios(domainsOf(nodes), { podCount: 4, requests })[0]).toBe(ratio);
  });
});

describe('counting starts', () => {
  const cases: [what: string, nodes: string, preferredDepth: number | undefined, expected: string][] = [
    ['at the root when it has two children', 'b1/r1/a=1 b2/r1/b=1', undefined, 'root'],
    ['at the lowest domain that all share', 'b1/r1/a=1 b1/r1/b=1', undefined, 'b1.r1'],
    ['at a single node’s own domain', 'b1/r1/a=1', undefined, 'b1.r1.a'],
    ['no lower than the preferred level', 'b1/r1/a=1 b1/r1/b=1', 1, 'b1'],
    ['above the preferred level when the ways part there', 'b1/r1/a=1 b2/r1/b=1', 2, 'root'],
  ];
  it.each(cases)('%s', (_, nodes, preferredDepth, expected) => {
    const domains = domainsOf(nodes);
    const { d, depth } = startDomain(domains.tree, preferredDepth);
    expect(idOf(domains, d)).toBe(expected);
    expect(depth).toBe(expected === 'root' ? 0 : expected.split('.').length);
  });
});

describe('domains of one depth', () => {
  const ordered = (nodes: string, gang = '1x1'): string[] => {
    const domains = domainsOf(nodes, LEVELS.slice(0, 2));
    const lists = domainsByDepth(domains.tree, startDomain(domains.tree, undefined), fillRatios(domains, gangOf(gang)));
    return lists.map((list) => list.map((d) => idOf(domains, d)).join(' '));
  };

  it('stand tightest first, those of one parent together', () => {
    // b1 has 9 free, b2 8: b2 first with all its racks, although b1.r1 is the tightest rack of all.
    expect(ordered('b1/r1/a=1 b1/r2/b=8 b2/r1/c=5 b2/r2/d=3')).toEqual(['root', 'b2 b1', 'b2.r2 b2.r1 b1.r1 b1.r2']);
  });

  it('stand by byte order among equals, those without anything free first', () => {
    expect(ordered('b1/r2/a=4 b1/r10/b=4 b2/r2/c=0 b2/r1/d=0')).toEqual(['root', 'b2 b1', 'b2.r1 b2.r2 b1.r10 b1.r2']);
  });

  it('are listed from the start downwards', () => {
    expect(ordered('b1/r1/a=4 b1/r2/b=2')).toEqual(['', 'b1', 'b1.r2 b1.r1']);
  });
});
