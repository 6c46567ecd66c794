import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compactHosts, expandHosts } from '../../src/formats/index.ts';

function expand(text: string): readonly string[] {
  const expanded = expandHosts(text);
  if (expanded.state === 'malformed') throw new Error(expanded.message);
  return expanded.names;
}

describe('a host list', () => {
  it.each([
    ['login', ['login']],
    ['srv11[01-03]', ['srv1101', 'srv1102', 'srv1103']],
    ['[1101-1102]', ['1101', '1102']],
    ['I[21-22],I25', ['I21', 'I22', 'I25']],
    ['n[8-11]', ['n8', 'n9', 'n10', 'n11']],
    ['n[08-10,3]x', ['n08x', 'n09x', 'n10x', 'n3x']],
    ['r[1-2]n[1-2]', ['r1n1', 'r1n2', 'r2n1', 'r2n2']],
    ['a, b', ['a', 'b']],
    ['n[5]', ['n5']],
  ])('%s stands for %j', (text, names) => {
    expect(expand(text)).toEqual(names);
  });

  it.each([
    ['', 'empty'],
    ['a,,b', 'empty'],
    ['n[1-2', 'do not match'],
    ['n1-2]', 'do not match'],
    ['n[1[2]]', 'do not match'],
    ['n[5-2]', 'runs backwards'],
    ['n[a-c]', 'no list of numbers'],
    ['n[]', 'no list of numbers'],
    ['n[1-]', 'no list of numbers'],
    ['n[0-999999999]', 'more than 1000000'],
    ['n[0-9999]x[0-9999]', 'more than 1000000'],
  ])('%s is refused: %s', (text, reason) => {
    expect(expandHosts(text)).toEqual({ state: 'malformed', message: expect.stringContaining(reason) });
  });
});

describe('compact host lists', () => {
  it.each([
    [
      ['srv2', 'srv1', 'srv10', 'login'],
      ['login', 'srv[1-2,10]'],
    ],
    [['srv1108', 'srv1107', 'srv1106'], ['srv[1106-1108]']],
    [['n08', 'n09', 'n10', 'n11'], ['n[08-11]']],
    [['n9', 'n10', 'n11'], ['n[9-11]']],
    [
      ['n1', 'n01'],
      ['n1', 'n01'],
    ],
    [['1101', '1102'], ['[1101-1102]']],
    [
      ['a', 'a', 'a1'],
      ['a', 'a1'],
    ],
    [['i-0123456789abcdef0'], ['i-0123456789abcdef0']],
    [['x123456789012345'], ['x123456789012345']],
    [[], []],
  ])('of %j are %j', (names, lists) => {
    expect(compactHosts(names)).toEqual(lists);
  });

  it('expand to the same names, whatever their digits', () => {
    const name = fc
      .tuple(fc.constantFrom('', 'n', 'srv-', 'a.b', 'x1y'), fc.stringMatching(/^\d{0,12}$/))
      .map(([prefix, digits]) => prefix + digits)
      .filter((text) => text !== '');
    fc.assert(
      fc.property(fc.array(name, { maxLength: 40 }), (names) => {
        const lists = compactHosts(names);
        expect(lists.flatMap(expand).sort()).toEqual([...new Set(names)].sort());
        expect(compactHosts(names.toReversed())).toEqual(lists);
      }),
      { seed: 1, numRuns: 1000 },
    );
  });
});
