import { describe, expect, it } from 'vitest';
import { deriveOne } from '../derive.ts';
import type { ManifestObject } from '../examples.ts';
import { job } from '../objects.ts';

function errorsOf(given: ManifestObject, gates: object = {}) {
  const errors = deriveOne([given], { gates }).workloadErrors;
  return errors.map(({ field, message }) => `${field}: ${message}`);
}

function jobWith(resources: object, pods: object = {}): ManifestObject {
  return job({}, { template: { spec: { containers: [{ name: 'c', resources }], ...pods } } });
}

const SPEC = 'spec.podSets[0].template.spec';
const RESERVED = 'the key is reserved for internal kueue use';
const NEGATIVE = 'must be greater than or equal to 0';

/** manifests facts 33 and 39 */
describe('what Kueue refuses in a Workload of its own making', () => {
  it.each([
    ['nothing', jobWith({ requests: { cpu: '1' } }), []],
    ['nothing in requests above limits', jobWith({ requests: { cpu: '2' }, limits: { cpu: '1' } }), []],
    [
      'the resource pods',
      jobWith({ requests: { pods: '1' } }),
      [`${SPEC}.containers[0].resources.requests[pods]: ${RESERVED}`],
    ],
    [
      'a negative limit',
      jobWith({ limits: { cpu: '-1' } }),
      [`${SPEC}.containers[0].resources.limits[cpu]: ${NEGATIVE}`],
    ],
    [
      'resources in byte order, init containers first',
      jobWith(
        { requests: { memory: '-1', cpu: '-1' } },
        { initContainers: [{ name: 'i', resources: { requests: { cpu: '-1' } } }] },
      ),
      [
        `${SPEC}.initContainers[0].resources.requests[cpu]: ${NEGATIVE}`,
        `${SPEC}.containers[0].resources.requests[cpu]: ${NEGATIVE}`,
        `${SPEC}.containers[0].resources.requests[memory]: ${NEGATIVE}`,
      ],
    ],
    [
      'resources of the pod',
      jobWith({}, { resources: { requests: { cpu: '-1' } } }),
      [`${SPEC}.resources.requests[cpu]: ${NEGATIVE}`],
    ],
  ])('is %s', (_, given, errors) => {
    expect(errorsOf(given)).toEqual(errors);
  });

  it('is not a negative amount where that gate is off', () => {
    expect(errorsOf(jobWith({ requests: { cpu: '-1' } }), { WorkloadValidateResourcesAreNonNegative: false })).toEqual(
      [],
    );
  });

  const sized = (annotations: object): ManifestObject => {
    const spec = { replicas: 2, template: { metadata: { annotations }, spec: { containers: [] } } };
    return { ...job({}, {}), apiVersion: 'apps/v1', kind: 'StatefulSet', spec } as ManifestObject;
  };
  it('is a slice without size, of kinds whose webhook does not look (fact 33)', () => {
    const slice = { 'kueue.x-k8s.io/podset-slice-required-topology': 'rack', 'kueue.x-k8s.io/podset-slice-size': '0' };
    expect(errorsOf(sized(slice))).toEqual(['spec.podSets[0].topologyRequest.podSetSliceSize: must be greater than 0']);
    expect(errorsOf(sized({ ...slice, 'kueue.x-k8s.io/podset-slice-size': '5' }))).toEqual([]);
  });
});
