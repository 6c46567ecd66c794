import { describe, expect, it } from 'vitest';
import { adjustPodSpec, type LimitRangeItem, type PodSpec, type ResourceList } from '../../src/model/index.ts';

type Resources = { readonly requests?: ResourceList; readonly limits?: ResourceList };

function limitRanges(...limits: LimitRangeItem[]) {
  return { limitRanges: [{ name: 'l', limits }], runtimeClasses: [] };
}

function adjusted(resources: Resources | undefined, ...limits: LimitRangeItem[]) {
  const spec: PodSpec = { containers: [resources === undefined ? {} : { resources }] };
  return adjustPodSpec(spec, limitRanges(...limits)).containers?.[0]?.resources;
}

const CONTAINER: LimitRangeItem = {
  type: 'Container',
  default: { cpu: '4', memory: '4Gi' },
  defaultRequest: { cpu: '1' },
};

/** manifests fact 36 */
describe('adjustPodSpec', () => {
  it.each([
    ['nothing', undefined, { limits: {}, requests: {} }],
    ['a request', { requests: { cpu: '2' } }, { limits: {}, requests: { cpu: '2' } }],
    ['a limit', { limits: { cpu: '2' } }, { limits: { cpu: '2' }, requests: { cpu: '2' } }],
    [
      'a limit of another resource',
      { limits: { memory: '1Gi' }, requests: { cpu: '2' } },
      { limits: { memory: '1Gi' }, requests: { cpu: '2', memory: '1Gi' } },
    ],
    [
      'a limit above the request',
      { limits: { cpu: '4' }, requests: { cpu: '2' } },
      { limits: { cpu: '4' }, requests: { cpu: '2' } },
    ],
  ])('takes limits for missing requests: %s', (_, resources, expected) => {
    expect(adjusted(resources)).toEqual(expected);
  });

  it.each([
    ['nothing is given', undefined, { limits: { cpu: '4', memory: '4Gi' }, requests: { cpu: '1', memory: '4Gi' } }],
    [
      'a request is given',
      { requests: { cpu: '3' } },
      { limits: { cpu: '4', memory: '4Gi' }, requests: { cpu: '3', memory: '4Gi' } },
    ],
    [
      'a limit is given, the default request still comes first',
      { limits: { cpu: '2' } },
      { limits: { cpu: '2', memory: '4Gi' }, requests: { cpu: '1', memory: '4Gi' } },
    ],
  ])('fills in what a LimitRange says of containers where %s', (_, resources, expected) => {
    expect(adjusted(resources, CONTAINER)).toEqual(expected);
  });

  it('treats init containers as containers', () => {
    const spec = adjustPodSpec({ initContainers: [{ name: 'i', restartPolicy: 'Always' }] }, limitRanges(CONTAINER));
    expect(spec.initContainers?.[0]).toEqual({
      name: 'i',
      restartPolicy: 'Always',
      resources: { limits: { cpu: '4', memory: '4Gi' }, requests: { cpu: '1', memory: '4Gi' } },
    });
  });

  it('asks LimitRanges of type Pod for resources of the pod only, and only if it has some', () => {
    const ofPod: LimitRangeItem = { type: 'Pod', default: { memory: '8Gi' }, defaultRequest: { cpu: '2' } };
    expect(adjustPodSpec({ containers: [{}] }, limitRanges(ofPod))).toEqual({
      containers: [{ resources: { limits: {}, requests: {} } }],
    });
    expect(adjustPodSpec({ resources: { requests: { cpu: '1' } } }, limitRanges(ofPod, CONTAINER)).resources).toEqual({
      limits: { memory: '8Gi' },
      requests: { cpu: '1', memory: '8Gi' },
    });
  });

  const runtimeClasses = [{ name: 'kata', overhead: { cpu: '250m' } }, { name: 'plain' }];
  it.each([
    ['none', {}, undefined],
    ['its class', { runtimeClassName: 'kata' }, { cpu: '250m' }],
    ['its own', { runtimeClassName: 'kata', overhead: { memory: '1Mi' } }, { memory: '1Mi' }],
    ['its class, as its own is empty', { runtimeClassName: 'kata', overhead: {} }, { cpu: '250m' }],
    ['none, as its class has none', { runtimeClassName: 'plain' }, undefined],
    ['none, as its class is missing', { runtimeClassName: 'gone' }, undefined],
  ])('takes the overhead of %s', (_, spec: PodSpec, overhead) => {
    expect(adjustPodSpec(spec, { limitRanges: [], runtimeClasses }).overhead).toEqual(overhead);
  });

  it('changes nothing in what it is given, and nothing more in what it gave', () => {
    const spec: PodSpec = { runtimeClassName: 'kata', nodeSelector: { a: 'b' }, containers: [{ name: 'c' }] };
    const defaults = { ...limitRanges(CONTAINER), runtimeClasses };
    const once = adjustPodSpec(spec, defaults);
    expect(spec).toEqual({ runtimeClassName: 'kata', nodeSelector: { a: 'b' }, containers: [{ name: 'c' }] });
    expect(once.nodeSelector).toEqual({ a: 'b' });
    expect(adjustPodSpec(once, defaults)).toEqual(once);
  });
});
