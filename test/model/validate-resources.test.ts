import { describe, expect, it } from 'vitest';
import { inadmissibleResources, type LimitRangeItem, type PodSpec, type ResourceList } from '../../src/model/index.ts';

function container(requests: ResourceList, limits: ResourceList = {}): NonNullable<PodSpec['containers']>[number] {
  return { resources: { requests, limits } };
}

function reason(specs: readonly PodSpec[], ...limits: LimitRangeItem[]): string | undefined {
  return inadmissibleResources(specs, [{ name: 'l', limits }]);
}

const SPEC = 'spec.podSets[0].template.spec';

/** manifests fact 39; the first text is a recorded one. */
describe('inadmissibleResources', () => {
  it('tells a request above its limit', () => {
    expect(reason([{ containers: [container({ cpu: '2', memory: '1Gi' }, { cpu: '1' })] }])).toBe(
      `resources validation failed: ${SPEC}.containers[0]: Invalid value: ["cpu"]: requests must not exceed its limits`,
    );
  });

  it.each([
    ['no limit', container({ cpu: '2' })],
    ['the same', container({ cpu: '1000m' }, { cpu: '1' })],
    ['less', container({ cpu: '0.9' }, { cpu: '1' })],
    ['only a limit', container({}, { cpu: '1' })],
  ])('lets through a request with %s', (_, given) => {
    expect(reason([{ containers: [given] }])).toBeUndefined();
  });

  it('lists resources in byte order, and errors in that of pod sets, init containers first', () => {
    const bad = container({ memory: '2', cpu: '2' }, { memory: '1', cpu: '1' });
    expect(
      reason([{ containers: [bad], initContainers: [container({}), bad] }, { resources: bad.resources ?? {} }]),
    ).toBe(
      `resources validation failed: [${[
        `${SPEC}.initContainers[1]`,
        `${SPEC}.containers[0]`,
        'spec.podSets[1].template.spec.resources',
      ]
        .map((path) => `${path}: Invalid value: ["cpu","memory"]: requests must not exceed its limits`)
        .join(', ')}]`,
    );
  });

  const LIMIT: LimitRangeItem = { type: 'Container', max: { cpu: '2' }, min: { cpu: '1' } };
  const ABOVE = 'requests must not be above the limitRange max';
  const BELOW = 'requests must not be below the limitRange min';
  it.each([
    ['the most', container({ cpu: '3' }), ABOVE],
    ['the most by its limit', container({ cpu: '1' }, { cpu: '3' }), ABOVE],
    ['the least', container({ cpu: '0.5' }), BELOW],
    ['the least by its request', container({ cpu: '0.5' }, { cpu: '2' }), BELOW],
  ])('holds containers against %s', (_, given, message) => {
    expect(reason([{ containers: [given] }], LIMIT)).toBe(
      `resources didn't satisfy LimitRange constraints: ${SPEC}.containers[0]: Invalid value: ["cpu"]: ${message}`,
    );
  });

  it('lets through what stays between the bounds, and resources that have none', () => {
    expect(reason([{ containers: [container({ cpu: '1', memory: '1Ti' }, { cpu: '2' })] }], LIMIT)).toBeUndefined();
    expect(reason([{ containers: [container({ memory: '1' })] }], LIMIT)).toBeUndefined();
  });

  it('holds the whole pod against the bounds of type Pod', () => {
    const spec = { containers: [container({ cpu: '1' }), container({ cpu: '1' })], overhead: { cpu: '1m' } };
    expect(reason([spec], { type: 'Pod', max: { cpu: '2' } })).toBe(
      `resources didn't satisfy LimitRange constraints: ${SPEC}: Invalid value: ["cpu"]: ${ABOVE}`,
    );
    expect(reason([spec], { type: 'Pod', max: { cpu: '2001m' }, min: { cpu: '2' } })).toBeUndefined();
  });

  it('says nothing of LimitRanges where a request is above its limit', () => {
    expect(reason([{ containers: [container({ cpu: '3' }, { cpu: '1' })] }], LIMIT)).toContain('validation failed');
  });
});
