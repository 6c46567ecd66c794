import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LimitRange, LimitRangeItem } from '../../src/model/index.ts';
import { higher, lower, mergeResources, summarizeLimitRanges } from '../../src/model/limit-range-summary.ts';

function limitRange(name: string, ...limits: LimitRangeItem[]): LimitRange {
  return { name, limits };
}

const A = limitRange('a', {
  type: 'Container',
  default: { cpu: '1' },
  defaultRequest: { cpu: '500m' },
  max: { cpu: '4', memory: '4Gi' },
  min: { cpu: '100m' },
});
const B = limitRange(
  'b',
  { type: 'Pod', max: { cpu: '8' } },
  {
    type: 'Container',
    default: { cpu: '2', memory: '1Gi' },
    defaultRequest: { cpu: '250m', memory: '512Mi' },
    max: { cpu: '3', 'nvidia.com/gpu': '8' },
    min: { cpu: '0.2', memory: '1Ki' },
  },
);

/** manifests fact 40 */
describe('summarizeLimitRanges', () => {
  const summary = summarizeLimitRanges([B, A]);

  it('takes the first value of a default, by names', () => {
    expect(summary.get('Container')).toMatchObject({
      default: { cpu: '1', memory: '1Gi' },
      defaultRequest: { cpu: '500m', memory: '512Mi' },
    });
  });

  it('takes the lowest maximum and the highest minimum, by value', () => {
    expect(summary.get('Container')).toMatchObject({
      max: { cpu: '3', memory: '4Gi', 'nvidia.com/gpu': '8' },
      min: { cpu: '0.2', memory: '1Ki' },
    });
  });

  it('keeps types apart', () => {
    expect(summary.get('Pod')).toEqual({ type: 'Pod', max: { cpu: '8' } });
    expect([...summary.keys()].toSorted()).toEqual(['Container', 'Pod']);
  });

  it('says nothing without LimitRanges', () => {
    expect(summarizeLimitRanges([]).size).toBe(0);
  });

  it('is the same whatever their order', () => {
    const ranges = [A, B, limitRange('c', { type: 'Container', default: { cpu: '7' }, max: { cpu: '2' } })];
    fc.assert(
      fc.property(fc.shuffledSubarray(ranges, { minLength: 3 }), (shuffled) => {
        expect(summarizeLimitRanges(shuffled)).toEqual(summarizeLimitRanges(ranges));
      }),
    );
  });
});

describe('mergeResources', () => {
  it.each([
    [undefined, undefined, {}],
    [{ cpu: 1 }, undefined, { cpu: 1 }],
    [undefined, { cpu: 1 }, { cpu: 1 }],
    [{ cpu: 1 }, { cpu: 2, memory: 3 }, { cpu: 1, memory: 3 }],
  ])('of %j and %j is %j', (first, second, expected) => {
    expect(mergeResources(first, second)).toEqual(expected);
  });

  it('chooses as it is told where both have a resource', () => {
    expect(mergeResources({ cpu: '1', memory: 1 }, { cpu: '500m', gpu: 1 }, lower)).toEqual({
      cpu: '500m',
      memory: 1,
      gpu: 1,
    });
  });
});

describe('lower and higher', () => {
  it.each([
    ['1', '1000m', '1', '1'],
    ['1', '999m', '999m', '1'],
    ['1Gi', '1G', '1G', '1Gi'],
  ])('of %s and %s are %s and %s', (a, b, low, high) => {
    expect([lower(a, b), higher(a, b)]).toEqual([low, high]);
  });
});
