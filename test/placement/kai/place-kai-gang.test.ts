import { describe, expect, it } from 'vitest';
import { placeKaiGang } from '../../../src/placement/kai/index.ts';
import { gangOf, nodesOf, place, show, TOPOLOGIES } from './make-kai.ts';

/** Free: r1 8, r2 6, r3 4, r4 6; b1 14, b2 10; in all 24. */
const TWO_BLOCKS = 'b1/r1/a=8 b1/r2/b=4 b1/r2/c=2 b2/r3/d=3 b2/r3/e=1 b2/r4/f=6';

describe('a gang with a topology constraint', () => {
  const cases: [rule: string, what: string, nodes: string, gang: string, expected: string][] = [
    // Ratios of 4: r1 1/2, r2 2/3, r3 1, r4 2/3.
    ['A8', 'goes to the tightest domain that has room', TWO_BLOCKS, '4x1 required rack', 'e:1 d:3'],
    // b2 (6/10) stands before b1 (6/14), so r4 before r2 although both are filled exactly and r2 has the smaller id.
    ['A8', 'meets all racks of the tighter block first', TWO_BLOCKS, '6x1 required rack', 'f:6'],
    ['A7', 'passes over domains that are too small', TWO_BLOCKS, '7x1 required rack', 'a:7'],
    ['A6', 'never leaves the required level', TWO_BLOCKS, '9x1 required rack', 'no-domain-fits'],
    ['A6', 'may spread in the required domain', TWO_BLOCKS, '9x1 required block', 'e:1 d:3 f:5'],
    [
      'A5',
      'stays pending when all nodes together have too little room',
      TWO_BLOCKS,
      '25x1 required rack',
      'not-enough-room',
    ],
    ['A5', 'counts room in whole pods', 'b1/r1/a=3 b1/r1/b=3', '3x2 required rack', 'not-enough-room'],
    ['A6', 'takes the preferred level if that can be', TWO_BLOCKS, '4x1 preferred rack', 'e:1 d:3'],
    // Order of racks: r3, r4, r2, r1 (9/4, 9/6 in b2; 9/6, 9/8 in b1), which score 2, 5, 7 and 10 of 10: r4 before r3.
    ['B', 'fills the emptiest preferred domain first in a wider one', TWO_BLOCKS, '9x1 preferred rack', 'f:6 e:1 d:2'],
    ['A6', 'goes up to the root for a preferred level', TWO_BLOCKS, '15x1 preferred rack', 'a:8 c:2 b:4 f:1'],
    ['A6', 'goes up to the required level only', TWO_BLOCKS, '15x1 preferred rack required block', 'no-domain-fits'],
    [
      'A6',
      'tries the preferred level below the required one',
      TWO_BLOCKS,
      '4x1 preferred rack required block',
      'e:1 d:3',
    ],
    ['A6', 'may name one level as both', TWO_BLOCKS, '8x1 preferred rack required rack', 'a:8'],
    // All of them take the gang exactly. Byte order: r10 before r2.
    ['A8', 'falls to the first domain id of equals', 'b1/r2/a=4 b1/r10/b=4', '4x1 required rack', 'b:4'],
    ['A8', 'takes a domain without GPUs for tightest', 'b1/r0/a=- b1/r0/z=0 b1/r1/b=8', '4x1 preferred rack', 'b:4'],
    [
      'A3',
      'knows equal values below different parents apart',
      'b1/r0/a=2 b2/r0/b=2',
      '3x1 required rack',
      'no-domain-fits',
    ],
    ['A2', 'leaves out nodes that lack a level label', 'b1//a=8 b1/r1/b=4', '5x1 preferred rack', 'not-enough-room'],
    // Else the fuller node a would come first.
    ['A2', 'leaves them out of the root too', 'b1//a=3 b1/r1/b=4 b2/r2/c=4', '5x1 preferred rack', 'c:4 b:1'],
    ['A2', 'finds no room where no node carries the labels', 'a=8 b=8', '1x1 required rack', 'not-enough-room'],
    [
      'A4',
      'stays pending when all nodes share a domain below the required level',
      'b1/r1/a=8 b1/r1/b=8',
      '2x1 required block',
      'no-domain-fits',
    ],
    [
      'A4',
      'does not so when a preferred level stops the walk down',
      'b1/r1/a=8 b1/r1/b=8',
      '2x1 preferred rack required block',
      'a:2',
    ],
    ['A4', 'may have the shared domain as the required one', 'b1/r1/a=8 b1/r2/b=8', '9x1 required block', 'a:8 b:1'],
    [
      'C',
      'goes on to the next domain when cordoned nodes spoil one',
      'b1/r1/a=4! b1/r2/b=5',
      '4x1 required rack',
      'b:4',
    ],
    // r1 4/8 with the cordoned node, r2 4/6; without it r1 would be 4/4 and first.
    ['C', 'counts cordoned nodes as free in the order', 'b1/r1/a=4! b1/r1/b=4 b1/r2/c=6', '4x1 required rack', 'c:4'],
    [
      'C',
      'stays pending when cordoned nodes spoil every domain',
      'b1/r1/a=4! b1/r2/b=3',
      '4x1 required rack',
      'no-node-fits',
    ],
    [
      'A6',
      'refuses a required level below the preferred one',
      TWO_BLOCKS,
      '1x1 preferred block required rack',
      'required-below-preferred',
    ],
    [
      'A6',
      'refuses a required level that is not there',
      TWO_BLOCKS,
      '1x1 required row preferred rack',
      'unknown-level',
    ],
    [
      'A6',
      'refuses a preferred level that is not there',
      TWO_BLOCKS,
      '1x1 preferred row required rack',
      'unknown-level',
    ],
    ['A6', 'refuses a constraint without a level', TWO_BLOCKS, '1x1 anywhere', 'no-level'],
    [
      'A6',
      'hears of too little room before a mistake in the levels',
      TWO_BLOCKS,
      '25x1 required row',
      'not-enough-room',
    ],
  ];
  it.each(cases)('%s: %s (%s ← %s)', (_, __, nodes, gang, expected) => {
    expect(place(nodes, gang)).toBe(expected);
  });

  it('A1: stays pending when its topology is not there', () => {
    const gang = { ...gangOf('1x1'), constraint: { topology: 'other', required: 'rack' } };
    expect(place(TWO_BLOCKS, gang)).toBe('unknown-topology');
  });

  it('A1: uses the topology it names among several', () => {
    const gang = { ...gangOf('9x1'), constraint: { topology: 'blocks', required: 'block' } };
    const topologies = [...TOPOLOGIES, { name: 'blocks', levels: ['block'] }];
    // Without the rack label the node would be no part of topology `t`.
    const nodes = nodesOf('b1//a=8 b1/r1/b=4 b2/r1/c=8');
    expect(show(placeKaiGang({ nodes, topologies, gang }))).toBe('b:4 a:5');
  });
});

describe('a gang without a topology constraint', () => {
  const cases: [what: string, nodes: string, gang: string, expected: string][] = [
    ['piles onto the fullest node first', 'a=8 b=3 c=5', '4x1', 'b:3 c:1'],
    ['goes by name among equals, in byte order', 'node-2=8 node-10=8', '9x1', 'node-10:8 node-2:1'],
    ['passes over nodes that a pod does not fit on', 'a=1 b=6', '2x2', 'b:2'],
    ['is placed whole or not at all', 'a=3 b=2', '6x1', 'no-node-fits'],
    ['puts nothing on cordoned nodes', 'a=2! b=8', '2x1', 'b:2'],
    ['uses nodes without any level label', 'b1//a=8 b1/r1/b=4', '5x1', 'b:4 a:1'],
  ];
  it.each(cases)('%s (%s ← %s)', (_, nodes, gang, expected) => {
    expect(place(nodes, gang)).toBe(expected);
  });

  const cpuCases: [what: string, nodes: string, gang: string, milliCores: number, expected: string][] = [
    ['of CPU pods prefers nodes without GPUs to fuller ones', 'a=8,10 c=-,20', '2x0', 1000, 'c:2'],
    ['of CPU pods goes by free CPU', 'a=1,10 b=8,6', '7x0', 1000, 'b:6 a:1'],
    ['of GPU pods goes by free GPUs, not CPU', 'a=4,10 b=5,3', '2x1', 1000, 'a:2'],
    ['is held to CPU as well as GPUs', 'a=4,2 b=8,64', '4x1', 1000, 'a:2 b:2'],
    ['counts CPU in thousandths', 'a=8,3', '3x0', 1001, 'no-node-fits'],
  ];
  it.each(cpuCases)('%s (%s ← %s of %i m)', (_, nodes, gang, milliCores, expected) => {
    expect(place(nodes, gangOf(gang, { milliCores }))).toBe(expected);
  });

  it('is held to memory and to the number of pods', () => {
    expect(place('a=8,64,250 b=8,64,1000', gangOf('4x1', { memory: 100 }))).toBe('a:2 b:2');
    const [a, b] = nodesOf('a=7 b=8');
    const full = { ...a!, free: new Map([...a!.free, ['pods', 2n] as const]) };
    expect(place([full, b!], '4x1')).toBe('a:2 b:2');
  });
});
