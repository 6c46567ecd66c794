import { describe, expect, it } from 'vitest';
import { accepted, problemLines, problemsOf } from '../../read.ts';
import { deriveOne, manifest } from '../derive.ts';
import type { ManifestObject } from '../examples.ts';
import { errorLines, template } from './samples.ts';

const REQUIRED = 'kueue.x-k8s.io/podset-required-topology';
const PARENT = 'kueue.x-k8s.io/pod-suspending-parent';
const { spec: POD_SPEC } = template('1') as { readonly spec: object };
const QUEUE = { 'kueue.x-k8s.io/queue-name': 'q' };

function serving(kind: string, annotations: object = {}, spec: object = {}, metadata: object = {}): ManifestObject {
  return manifest(kind, 'apps/v1', { replicas: 2, template: template('1', annotations), ...spec }, metadata);
}

/** manifests facts 16 and 33 */
describe('StatefulSet', () => {
  it('has one pod set of the spec alone, placed by its annotations', () => {
    const [workload] = deriveOne([serving('StatefulSet', { [REQUIRED]: 'r' })]).reconciliation?.workloads ?? [];
    expect(workload?.spec.podSets).toEqual([
      {
        name: 'main',
        count: 2,
        template: { spec: POD_SPEC },
        topologyRequest: { required: 'r', podIndexLabel: 'apps.kubernetes.io/pod-index' },
      },
    ]);
    expect(workload?.metadata.annotations).toEqual({
      'kueue.x-k8s.io/is-group-workload': 'true',
      'kueue.x-k8s.io/job-owner-gvk': 'apps/v1, Kind=StatefulSet',
      'kueue.x-k8s.io/job-owner-name': 'j',
    });
  });

  it.each([
    [undefined, [1]],
    [0, []],
    [3, [3]],
  ])('of %s replicas has workloads of %j pods', (replicas, counts) => {
    const { reconciliation } = deriveOne([serving('StatefulSet', {}, { replicas })]);
    expect(reconciliation?.workloads.map(({ spec }) => spec.podSets[0]?.count)).toEqual(counts);
  });

  it('is not told of wrong topology annotations', () => {
    expect(errorLines(deriveOne([serving('StatefulSet', { [REQUIRED]: 'a b' })]))).toEqual([]);
  });

  it('of another framework is left alone', () => {
    const { changes, reconciliation } = deriveOne([serving('StatefulSet', { [PARENT]: 'other' })]);
    expect([changes, reconciliation?.reason]).toEqual([[], 'left-alone']);
  });

  it('that MultiKueue made gets no workload', () => {
    const labels = { ...QUEUE, 'kueue.x-k8s.io/multikueue-origin': 'x' };
    expect(deriveOne([serving('StatefulSet', {}, {}, { labels })]).reconciliation?.workloads).toEqual([]);
  });
});

describe('Deployment', () => {
  it('has no workload, but each of its pods has one', () => {
    const { reconciliation, children } = deriveOne([serving('Deployment', { [REQUIRED]: 'r' })]);
    expect(reconciliation).toBeUndefined();
    expect(children.map((pod) => pod.reconciliation?.workloads[0]?.spec)).toMatchObject(
      [0, 1].map(() => ({ queueName: 'q', podSets: [{ name: 'main', count: 1, topologyRequest: { required: 'r' } }] })),
    );
  });

  it('is placed pod by pod', () => {
    expect(accepted(serving('Deployment', {}, { replicas: 3 })).jobs.map(({ name }) => name)).toEqual([
      'j-0',
      'j-1',
      'j-2',
    ]);
  });

  it('has pods that are told of wrong annotations in its place', () => {
    const { errors, children } = deriveOne([serving('Deployment', { [REQUIRED]: 'a b' })]);
    expect([errors, children[0] && errorLines(children[0])]).toEqual([
      [],
      [`metadata.annotations[${REQUIRED}] FieldValueInvalid`],
    ]);
  });

  it('is told once of what is wrong with all of its pods, in its template', () => {
    const text = `apiVersion: apps/v1
kind: Deployment
metadata: {name: d, labels: {kueue.x-k8s.io/queue-name: q}}
spec:
  replicas: 200
  template:
    metadata:
      annotations:
        ${REQUIRED}: a/b/c
    spec: {containers: [{name: c}], priorityClassName: high}
`;
    expect(problemLines(text)).toEqual([
      `0.json:9:50 error invalid-value spec.template.metadata.annotations[${REQUIRED}]`,
    ]);
    const [problem, ...others] = problemsOf(text.replace('a/b/c', 'rack'));
    expect(problem?.message).toContain('PriorityClass "high" is not given');
    expect([problem?.line, problem?.field, others]).toEqual([1, '', []]);
  });

  it('without a queue stays as it is', () => {
    expect(deriveOne([serving('Deployment', {}, {}, { labels: {} })]).changes).toEqual([]);
  });
});
