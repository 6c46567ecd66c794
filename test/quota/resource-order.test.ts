import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberFlavorResources } from '../../src/quota/flavor-resources.ts';
import { compareResources } from '../../src/quota/index.ts';
import { resourceOrder } from '../reference/naive-quota.ts';

/** The order of kueue-quota §2.3. */
const ORDER = [
  'ephemeral-storage',
  'amd.com/gpu',
  'memory',
  'nvidia.com/gpu',
  'pods',
  'hugepages-1Gi',
  'example.com/gpu',
  'hugepages-2Mi',
  'google.com/tpu',
  'gpu',
  'cpu',
];

describe('the order of resources', () => {
  it('is that of their hashes', () => {
    expect([...ORDER].sort().sort(compareResources)).toEqual(ORDER);
  });

  it('is the same when a hash is remembered', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(Math.sign(compareResources(a, b))).toBe(resourceOrder(a, b));
        expect(Math.sign(compareResources(b, a))).toBe(resourceOrder(b, a));
      }),
    );
  });
});

describe('numbers of flavor-resources', () => {
  it('go by resource, then by flavor name, whatever the list looks like', () => {
    const list = ['cpu', 'memory'].flatMap((resource) => ['b', '__proto__'].map((flavor) => ({ flavor, resource })));
    const numbered = numberFlavorResources([...list, ...list.toReversed()]);
    expect(numbered.names).toEqual([
      { flavor: '__proto__', resource: 'memory' },
      { flavor: 'b', resource: 'memory' },
      { flavor: '__proto__', resource: 'cpu' },
      { flavor: 'b', resource: 'cpu' },
    ]);
    expect(numbered.resources).toEqual(['memory', 'cpu']);
    expect([...numbered.resourceIndex]).toEqual([0, 0, 1, 1]);
    expect(numbered.names.map(({ flavor, resource }) => numbered.indexOf(flavor, resource))).toEqual([0, 1, 2, 3]);
    expect(numbered.indexOf('a', 'cpu')).toBeUndefined();
    expect(numbered.indexOf('b', 'constructor')).toBeUndefined();
  });
});
