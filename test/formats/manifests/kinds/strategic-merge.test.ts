import { describe, expect, it } from 'vitest';
import {
  fields,
  listBy,
  merged,
  replaced,
  replacedList,
} from '../../../../src/formats/manifests/kinds/strategic-merge.ts';

/** Keyed items by their names. */
function items(names: string): { readonly name: string }[] {
  return [...names].map((name) => ({ name }));
}

function names(list: unknown): string {
  return (list as { readonly name: string }[]).map(({ name }) => name).join('');
}

describe('merged', () => {
  it.each([
    [{ a: 1, b: { c: 2 } }, { b: { d: 3 } }, { a: 1, b: { c: 2, d: 3 } }],
    [{ a: [1, 2] }, { a: [3] }, { a: [3] }],
    [{ a: { b: 1 } }, { a: 'x' }, { a: 'x' }],
    [undefined, { a: 1 }, { a: 1 }],
    [5, 6, 6],
  ])('of %j and %j is %j', (original, patch, expected) => {
    expect(merged(original, patch)).toEqual(expected);
  });

  it('never sets a prototype', () => {
    const patch = JSON.parse('{"__proto__": {"polluted": true}}');
    const result = merged({ a: 1 }, patch) as object;
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
    expect(Object.keys(result)).toEqual(['a', '__proto__']);
  });
});

describe('fields', () => {
  const merge = fields({ a: replaced, b: merged });

  it('lets a patch change what it lists, and nothing else', () => {
    expect(merge({ a: 1, c: 1 }, { a: 2, b: { x: 1 }, c: 2, d: 2 })).toEqual({ a: 2, b: { x: 1 }, c: 1 });
  });

  it.each([
    [{ a: 1 }, { a: null }, { a: 1 }],
    [{ a: 1 }, 'patch', { a: 1 }],
    [undefined, { a: 1, z: 1 }, { a: 1 }],
    [[1], { a: 1 }, { a: 1 }],
  ])('of %j and %j is %j', (original, patch, expected) => {
    expect(merge(original, patch)).toEqual(expected);
  });
});

describe('listBy', () => {
  const merge = listBy('name', merged);

  it('merges the items of one name', () => {
    const original = [{ name: 'a', x: 1 }, { name: 'b' }];
    expect(merge(original, [{ name: 'a', y: 2 }])).toEqual([{ name: 'a', x: 1, y: 2 }, { name: 'b' }]);
  });

  // The order that Kubernetes gives strategic merges: worked out by its rule, left and right lists interleaved.
  it.each([
    ['abc', 'b', 'abc'],
    ['abc', 'c', 'abc'],
    ['abc', 'ca', 'bca'],
    ['abc', 'x', 'xabc'],
    ['abc', 'cx', 'abcx'],
    ['abc', 'xc', 'xabc'],
    ['abc', 'axb', 'axbc'],
    ['', 'xy', 'xy'],
    ['abc', '', 'abc'],
  ])('orders %s patched with %s as %s', (original, patch, expected) => {
    expect(names(merge(items(original), items(patch)))).toBe(expected);
  });

  it('takes the patch for what has no keys', () => {
    expect(merge(['x'], items('a'))).toEqual(items('a'));
    expect(merge(items('a'), ['x'])).toEqual(['x']);
    expect(merge(undefined, items('a'))).toEqual(items('a'));
  });
});

describe('replacedList', () => {
  it.each([
    [[1], [2], [2]],
    [[1], [], [1]],
    [undefined, [2], [2]],
  ])('of %j and %j is %j', (original, patch, expected) => {
    expect(replacedList(original, patch)).toEqual(expected);
  });
});
