import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonChanges, pruned } from '../../../../src/formats/manifests/framework/json-changes.ts';

describe('jsonChanges', () => {
  it.each([
    [{}, {}, []],
    [{ a: 1 }, { a: 1 }, []],
    [{ a: 1 }, { a: 2 }, [{ path: '/a', value: 2 }]],
    [{ a: 1 }, {}, [{ path: '/a', removed: true }]],
    [{}, { a: { b: 1 } }, [{ path: '/a/b', value: 1 }]],
    [{ a: null }, {}, []],
    [{}, { a: {} }, []],
    [{ a: { b: 1 } }, { a: {} }, [{ path: '/a/b', removed: true }]],
    [{ a: [1, 2] }, { a: [1, 3] }, [{ path: '/a/1', value: 3 }]],
    [{ a: [1] }, { a: [1, 2] }, [{ path: '/a', value: [1, 2] }]],
    [{}, { 'a/b': { '~': 1 } }, [{ path: '/a~1b/~0', value: 1 }]],
    [
      { b: 1, a: 1 },
      { b: 2, a: 2 },
      [
        { path: '/a', value: 2 },
        { path: '/b', value: 2 },
      ],
    ],
    [{ a: { b: 1 } }, { a: 'x' }, [{ path: '/a', value: 'x' }]],
  ])('from %j to %j are %j', (before, after, changes) => {
    expect(jsonChanges(before, after)).toEqual(changes);
  });

  it('are none from a value to its copy', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(jsonChanges(value, structuredClone(value))).toEqual([]);
      }),
    );
  });
});

describe('pruned', () => {
  it.each([
    [{ a: null, b: { c: {} }, d: 0 }, { d: 0 }],
    [{ a: { b: null } }, undefined],
    [
      [null, 1, {}],
      [{}, 1, {}],
    ],
    [null, undefined],
  ])('%j is %j', (value, expected) => {
    expect(pruned(value)).toEqual(expected);
  });
});
