import { describe, expect, it } from 'vitest';
import { deriveOne } from '../derive.ts';
import type { ManifestObject } from '../examples.ts';
import { controlledBy, job, localQueue, workloadPriorityClass } from '../objects.ts';

const QUEUE = 'kueue.x-k8s.io/queue-name';
const PRIORITY = 'kueue.x-k8s.io/priority-class';
const UNLABELLED = { labels: {} };

/** Labels after the webhook. */
function labelsOf(objects: ManifestObject[], gates: object = {}): object {
  return deriveOne(objects, { gates }).object.metadata.labels ?? {};
}

const owner: ManifestObject = {
  apiVersion: 'jobset.x-k8s.io/v1alpha2',
  kind: 'JobSet',
  metadata: { name: 'o', namespace: 'ns', uid: 'other' },
};
/** A JobSet is not among the objects: only its kind counts here. */
const OWNED = { ...UNLABELLED, ...controlledBy({ ...owner, kind: 'JobSet' }) };
const BY_OTHERS = { ...UNLABELLED, ...controlledBy({ ...owner, apiVersion: 'example.com/v1', kind: 'X' }) };

/** manifests fact 2 */
describe('the default queue', () => {
  it.each([
    ['a job without a queue', job(UNLABELLED), 'default'],
    ['a job with an empty queue', job({ labels: { [QUEUE]: '' } }), 'default'],
    ['a job of something that is no job', job(BY_OTHERS), 'default'],
  ])('is given to %s', (_, given, queue) => {
    expect(labelsOf([given, localQueue('default')])).toEqual({ [QUEUE]: queue });
  });

  it('is not given to a job with a queue', () => {
    expect(labelsOf([job(), localQueue('default')])).toEqual({ [QUEUE]: 'q' });
  });

  it.each([
    ['the queue is in another namespace', job(UNLABELLED), localQueue('default', 'other')],
    ['the queue has another name', job(UNLABELLED), localQueue('main')],
    [
      'Kueue does not manage the namespace',
      job({ ...UNLABELLED, namespace: 'kube-system' }),
      localQueue('default', 'kube-system'),
    ],
  ])('is not given where %s', (_, given, queue) => {
    expect(labelsOf([given, queue])).toEqual({});
  });

  it('makes the job one that Kueue manages', () => {
    expect(deriveOne([job(UNLABELLED), localQueue('default')])).toMatchObject({ isManaged: true, isSuspended: true });
  });
});

/** manifests fact 2 */
describe('the default WorkloadPriorityClass', () => {
  const byDefault = workloadPriorityClass('default', 5);

  it('is given to a job without one, managed or not', () => {
    expect(labelsOf([job(), byDefault])).toEqual({ [QUEUE]: 'q', [PRIORITY]: 'default' });
    expect(labelsOf([job(UNLABELLED), byDefault])).toEqual({ [PRIORITY]: 'default' });
  });

  it.each([
    ['a pod with labels', { app: 'a' }, { app: 'a', [PRIORITY]: 'default' }],
    ['no pod without any', {}, {}],
  ])('is given to %s where Kueue does not manage it', (_, labels, expected) => {
    const pod = { ...job({ labels }), apiVersion: 'v1', kind: 'Pod', spec: { containers: [] } };
    expect(labelsOf([pod, byDefault])).toEqual(expected);
  });

  it('wins over the class of the pods', () => {
    const template = { spec: { priorityClassName: 'high', containers: [] } };
    const { reconciliation } = deriveOne([job({}, { template }), byDefault]);
    expect(reconciliation?.workloads[0]?.spec.priority).toBe(5);
  });

  it.each([
    ['the job has one', job({ labels: { [PRIORITY]: 'x' } }), byDefault, {}, { [PRIORITY]: 'x' }],
    ['no class has that name', job(UNLABELLED), workloadPriorityClass('gold', 1), {}, {}],
    ['the gate is off', job(UNLABELLED), byDefault, { WorkloadPriorityClassDefaulting: false }, {}],
  ])('is not given where %s', (_, given, priorityClass, gates, labels) => {
    expect(labelsOf([given, priorityClass], gates)).toEqual(labels);
  });
});

describe('a job that another job owns', () => {
  it('is refused while its owner is not there', () => {
    expect(deriveOne([job(OWNED), localQueue('default'), workloadPriorityClass('default', 1)]).errors).toEqual([
      { text: 'workload owner not found\njobsets.jobset.x-k8s.io "o" not found' },
    ]);
  });
});
