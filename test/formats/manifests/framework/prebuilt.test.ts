import { describe, expect, it } from 'vitest';
import { deriveOne } from '../derive.ts';
import type { ManifestObject } from '../examples.ts';
import { errorLines } from '../kinds/samples.ts';
import { job, kueue } from '../objects.ts';

const NAME = 'kueue.x-k8s.io/prebuilt-workload-name';
const QUEUE = { 'kueue.x-k8s.io/queue-name': 'q' };
const BY_ANNOTATION = { annotations: { [NAME]: 'w' } };
const CONTAINER = { name: 'c', image: 'i', resources: { requests: { cpu: '1' } } };

/** A Workload made beforehand; its pod set is that of the Job unless other fields say otherwise. */
function workload(podSet: object = {}, more: object = {}, metadata: object = {}): ManifestObject {
  const template = { spec: { restartPolicy: 'Never', containers: [CONTAINER] } };
  const podSets = [{ name: 'main', count: 2, template, ...podSet }];
  return kueue(
    'Workload',
    { name: 'w', namespace: 'ns', ...metadata },
    { spec: { podSets, queueName: 'old' }, ...more },
  );
}

function reconciled(given: ManifestObject, ...others: ManifestObject[]) {
  return deriveOne([given, ...others]).reconciliation;
}

/** manifests fact 7 */
describe('a workload made beforehand', () => {
  it.each([
    ['the annotation', BY_ANNOTATION],
    ['the label', { labels: { ...QUEUE, [NAME]: 'w' } }],
    ['the annotation before the label', { ...BY_ANNOTATION, labels: { ...QUEUE, [NAME]: 'x' } }],
  ])('is found by %s', (_, metadata) => {
    expect(reconciled(job(metadata), workload())?.workloads[0]?.metadata.name).toBe('w');
  });

  it('gets the queue of its job, and its job as owner', () => {
    const made = reconciled(job(BY_ANNOTATION), workload())?.workloads[0];
    expect(made?.spec.queueName).toBe('q');
    expect(made?.metadata.ownerReferences).toMatchObject([{ kind: 'Job', name: 'j', uid: 'u', controller: true }]);
    expect(made?.metadata.labels).toEqual({ 'kueue.x-k8s.io/job-uid': 'u' });
  });

  it('keeps its queue while it is admitted', () => {
    const status = { admission: { clusterQueue: 'cq', podSetAssignments: [{ name: 'main', count: 2 }] } };
    expect(reconciled(job(BY_ANNOTATION), workload({}, { status }))?.workloads[0]?.spec.queueName).toBe('old');
  });

  it('that is its job’s already has it as owner once', () => {
    const [owner] = reconciled(job(BY_ANNOTATION), workload())?.workloads[0]?.metadata.ownerReferences ?? [];
    const owned = workload({}, {}, { ownerReferences: [owner] });
    expect(reconciled(job(BY_ANNOTATION), owned)?.workloads[0]?.metadata.ownerReferences).toEqual([owner]);
  });

  it.each([
    ['is not there', []],
    ['is in another namespace', [workload({}, {}, { namespace: 'x' })]],
    [
      'belongs to another job',
      [
        workload(
          {},
          {},
          { ownerReferences: [{ apiVersion: 'batch/v1', kind: 'Job', name: 'k', uid: 'v', controller: true }] },
        ),
      ],
    ],
  ])('that %s is not found', (_, others) => {
    expect(reconciled(job(BY_ANNOTATION), ...others)).toMatchObject({
      workloads: [],
      reason: 'failed',
      error: 'prebuilt workload not found',
    });
  });

  const spec = (containers: object[], more: object = {}) => ({ template: { spec: { containers, ...more } } });
  it.each([
    ['another count', { count: 3 }],
    ['a least count', { minCount: 1 }],
    ['another image', spec([{ ...CONTAINER, image: 'other' }])],
    ['other requests', spec([{ ...CONTAINER, resources: { requests: { cpu: '2' } } }])],
    ['a further container', spec([CONTAINER, { name: 'd' }])],
    ['a toleration', spec([CONTAINER], { tolerations: [{ key: 'k', operator: 'Exists' }] })],
  ])('with %s is finished as out of sync', (_, podSet) => {
    expect(reconciled(job(BY_ANNOTATION), workload(podSet))).toMatchObject({
      reason: 'failed',
      workloads: [{ status: { conditions: [{ type: 'Finished', status: 'True', reason: 'OutOfSync' }] } }],
    });
  });

  const finished = { type: 'Finished', status: 'True', reason: 'Succeeded' };
  const evicted = { type: 'Evicted', status: 'False', reason: 'Preempted' };

  it('keeps its queue once it is finished', () => {
    const given = workload({}, { status: { conditions: [finished] } });
    expect(reconciled(job(BY_ANNOTATION), given)?.workloads[0]?.spec.queueName).toBe('old');
  });

  it.each([
    ['beside what it was', [evicted], [evicted, { type: 'Finished', status: 'True', reason: 'OutOfSync' }]],
    ['once only', [finished, evicted], [finished, evicted]],
  ])('is finished as out of sync %s', (_, conditions, expected) => {
    const made = reconciled(job(BY_ANNOTATION), workload({ count: 3 }, { status: { conditions } }))?.workloads[0];
    expect(made?.status?.conditions).toMatchObject(expected);
    expect(made?.status?.conditions).toHaveLength(2);
  });

  it.each([
    ['another name of its pod set', { name: 'other' }],
    ['labels', { template: { metadata: { labels: { a: 'b' } }, spec: { containers: [CONTAINER] } } }],
    ['a topology request', { topologyRequest: { required: 'rack' } }],
    ['a quantity written otherwise', spec([{ ...CONTAINER, resources: { requests: { cpu: '1000m' } } }])],
    [
      'what is empty or null',
      spec([{ ...CONTAINER, env: [], command: null }], { tolerations: [], initContainers: null }),
    ],
  ])('with %s fits', (_, podSet) => {
    expect(reconciled(job(BY_ANNOTATION), workload(podSet))).toMatchObject({
      workloads: [{ spec: { queueName: 'q' } }],
    });
    expect(reconciled(job(BY_ANNOTATION), workload(podSet))?.reason).toBeUndefined();
  });

  it('with another number of pod sets is out of sync', () => {
    const none = kueue('Workload', { name: 'w', namespace: 'ns' }, { spec: { podSets: [] } });
    expect(reconciled(job(BY_ANNOTATION), none)?.reason).toBe('failed');
  });

  it('of the version before is read as well', () => {
    const former = { ...workload(), apiVersion: 'kueue.x-k8s.io/v1beta1' };
    expect(reconciled(job(BY_ANNOTATION), former)?.workloads[0]?.spec.queueName).toBe('q');
  });

  it('without the gate is named by its label, or by an annotation that is too long for one', () => {
    const gates = { WorkloadIdentifierAnnotations: false };
    const long = 'w'.repeat(64);
    const named = (given: ManifestObject, name: string) =>
      deriveOne([given, workload({}, {}, { name })], { gates }).reconciliation?.workloads[0]?.metadata.name;
    expect(named(job(BY_ANNOTATION), 'w')).not.toBe('w');
    expect(named(job({ labels: { ...QUEUE, [NAME]: 'w' } }), 'w')).toBe('w');
    expect(named(job({ annotations: { [NAME]: long } }), long)).toBe(long);
  });

  const condition = (type: string) => ({ type, status: 'True', reason: type });
  const RESERVED = { conditions: [condition('QuotaReserved')] };
  const ADMITTED = { conditions: [condition('QuotaReserved'), condition('Admitted')] };
  const tolerant = spec([CONTAINER], { tolerations: [{ key: 'k', operator: 'Exists' }] });
  it.each([
    ['that is admitted', ADMITTED, undefined],
    ['that only has its quota', RESERVED, 'failed'],
    ['that waits', {}, 'failed'],
  ])('%s with another toleration', (_, status, reason) => {
    expect(reconciled(job(BY_ANNOTATION), workload(tolerant, { status }))?.reason).toBe(reason);
  });

  it.each([
    ['as many as were admitted', 2, ADMITTED, undefined],
    ['as many as have quota', 2, RESERVED, undefined],
    ['as many as were asked for', 4, ADMITTED, undefined],
    ['neither', 3, ADMITTED, 'failed'],
    ['as many as were admitted, but not any more', 2, { conditions: [] }, 'failed'],
  ])('admitted with 2 of 4 pods, of a job with %s: %i pods', (_, pods, { conditions }, reason) => {
    const least = { annotations: { [NAME]: 'w', 'kueue.x-k8s.io/job-min-parallelism': '1' } };
    const given = job(least, { parallelism: pods, completions: 4 });
    const admission = { clusterQueue: 'cq', podSetAssignments: [{ name: 'main', count: 2 }] };
    const partial = workload({ count: 4, minCount: 1 }, { status: { conditions, admission } });
    expect(reconciled(given, partial)?.reason).toBe(reason);
  });

  it('of another longest time is out of sync', () => {
    const labels = { ...QUEUE, 'kueue.x-k8s.io/max-exec-time-seconds': '5' };
    expect(reconciled(job({ ...BY_ANNOTATION, labels }), workload())?.reason).toBe('failed');
  });

  it('without the gate is named by its label, while errors point at an annotation that is too long for one', () => {
    const gates = { WorkloadIdentifierAnnotations: false };
    const long = `${'w'.repeat(63)}/`;
    const labels = { ...QUEUE, [NAME]: 'w' };
    const given = (annotation: string) => job({ labels, annotations: { [NAME]: annotation } });
    const refused = deriveOne([given(long), workload()], { gates });
    expect(errorLines(refused)).toEqual([`metadata.annotations[${NAME}] FieldValueInvalid`]);
    expect(deriveOne([given('/'), workload()], { gates }).errors).toEqual([]);
    expect(deriveOne([given('é'.repeat(31)), workload()], { gates }).errors).toEqual([]);
    expect(errorLines(deriveOne([given('é'.repeat(32)), workload()], { gates }))).toHaveLength(1);
    const made = deriveOne([given('w'.repeat(64)), workload()], { gates }).reconciliation?.workloads[0];
    expect(made?.metadata.name).toBe('w');
  });
});
