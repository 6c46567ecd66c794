import { describe, expect, it } from 'vitest';
import { toYaml } from '../../../../src/formats/documents/write-yaml.ts';
import { deriveJobs } from '../../../../src/formats/index.ts';
import { problemsOf } from '../../read.ts';
import { manifest } from '../derive.ts';
import type { ManifestObject } from '../examples.ts';
import { job } from '../objects.ts';

const REFUSED = 'the Workload that Kueue makes of it is refused: ';
const REQUIRED = 'kueue.x-k8s.io/podset-required-topology';
const CONTAINER = { name: 'c', image: 'i' };

/** Problems as `FIELD: MESSAGE`, the beginning of the message left out. */
function refusals(given: object): string[] {
  return problemsOf(given).map(({ field, message }) => {
    expect(message.startsWith(REFUSED)).toBe(true);
    return `${field}: ${message.slice(REFUSED.length)}`;
  });
}

function rayCluster(...names: string[]): ManifestObject {
  const template = { spec: { containers: [CONTAINER] } };
  const workerGroupSpecs = names.map((groupName) => ({ groupName, replicas: 1, rayStartParams: {}, template }));
  return manifest('RayCluster', 'ray.io/v1', { headGroupSpec: { rayStartParams: {}, template }, workerGroupSpecs });
}

function jobSet(count: number): ManifestObject {
  const template = { spec: { template: { spec: { containers: [CONTAINER] } } } };
  const replicatedJobs = Array.from({ length: count }, (_, i) => ({ name: `r${i}`, replicas: 1, template }));
  return manifest('JobSet', 'jobset.x-k8s.io/v1alpha2', { replicatedJobs });
}

/** Kueue's webhooks take these jobs; the schema of the Workload does not. */
describe('a job whose Workload the API server refuses', () => {
  it.each([
    [
      'groups of workers that differ in capitals alone',
      rayCluster('G1', 'g1'),
      'spec.workerGroupSpecs[1].template: spec.podSets[2]: Duplicate value: {"name":"g1"}',
    ],
    ['no pod set', jobSet(0), ': spec.podSets: Invalid value: 0: spec.podSets in body should have at least 1 items'],
    ['20 pod sets', jobSet(20), ': spec.podSets: Too many: 20: must have at most 18 items'],
    [
      'a level of 64 bytes',
      job(
        {},
        {
          template: {
            metadata: { annotations: { [REQUIRED]: `a.b/${'l'.repeat(60)}` } },
            spec: { containers: [CONTAINER] },
          },
        },
      ),
      `spec.template.metadata.annotations: spec.podSets[0].topologyRequest.required: Too long: may not be more than 63 bytes`,
    ],
  ])('as it has %s is told so where it comes from', (_, given, expected) => {
    const [first] = refusals(given);
    expect(first).toBe(expected);
  });

  it('is refused', () => {
    const source = { file: 'a.json', text: JSON.stringify(jobSet(0)) };
    expect(deriveJobs([source]).outcomes).toMatchObject([{ state: 'refused' }]);
  });
});

describe('the Workload that Kueue sends', () => {
  const untidy = job(
    { creationTimestamp: null },
    {
      template: {
        metadata: { creationTimestamp: null, labels: null },
        spec: {
          tolerations: null,
          volumes: [{ name: 'v', emptyDir: {} }],
          containers: [
            { ...CONTAINER, resources: { requests: { cpu: 0.5, memory: '1.5Gi' } }, env: [{ name: 'A', value: null }] },
          ],
        },
      },
    },
  );

  it('holds what Go reads of the job, in the form that is stored', () => {
    expect(problemsOf(untidy)).toEqual([]);
    const [outcome] = deriveJobs([{ file: 'a.json', text: JSON.stringify(untidy) }]).outcomes;
    expect(outcome?.workload?.spec.podSets[0]?.template).toEqual({
      metadata: {},
      spec: {
        volumes: [{ name: 'v', emptyDir: {} }],
        containers: [
          { ...CONTAINER, resources: { requests: { cpu: '500m', memory: '1536Mi' } }, env: [{ name: 'A' }] },
        ],
      },
    });
    expect(problemsOf(toYaml(outcome?.workload ?? {}))).toEqual([]);
  });
});
