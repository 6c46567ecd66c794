import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../../../src/model/index.ts';
import { deriveOne } from '../derive.ts';
import { job } from '../objects.ts';

const QUEUE = { 'kueue.x-k8s.io/queue-name': 'q' };
const UNLABELLED = { labels: {} };
const ALL: Configuration = { manageJobsWithoutQueueName: true };
const ONLY_NS: Configuration = {
  managedJobsNamespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ns' } },
};

/** manifests fact 1 */
describe('a job is managed', () => {
  it.each([
    ['if it names a queue', job(), {}, [true, 1, undefined]],
    ['not without a queue', job(UNLABELLED), {}, [false, 0, 'no-queue']],
    ['not by an annotation', job({ ...UNLABELLED, annotations: QUEUE }), {}, [false, 0, 'no-queue']],
    ['without a queue, if all are', job(UNLABELLED), ALL, [true, 1, undefined]],
    ['if its namespace is selected', job(), ONLY_NS, [true, 1, undefined]],
    [
      'without a queue only if its namespace is selected',
      job({ ...UNLABELLED, namespace: 'x' }),
      { ...ALL, ...ONLY_NS },
      [false, 0, 'namespace-not-managed'],
    ],
    [
      'in a namespace that is not selected only so far as it is held back',
      job({ namespace: 'x' }),
      ONLY_NS,
      [true, 0, 'namespace-not-managed'],
    ],
    [
      'so far only in the namespace of Kueue too',
      job({ namespace: 'kueue-system' }),
      {},
      [true, 0, 'namespace-not-managed'],
    ],
  ])('%s', (_, given, config, expected) => {
    const { isManaged, reconciliation } = deriveOne([given], { config: config as Configuration });
    expect([isManaged, reconciliation?.workloads.length, reconciliation?.reason]).toEqual(expected);
  });

  it('by the labels of its namespace', () => {
    const config = { managedJobsNamespaceSelector: { matchLabels: { team: 'a' } } };
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'ns', labels: { team: 'a' } } };
    expect(deriveOne([job()], { config }).reconciliation?.reason).toBe('namespace-not-managed');
    expect(deriveOne([job(), namespace], { config }).reconciliation?.workloads).toHaveLength(1);
  });
});

/** manifests fact 5 */
describe('a workload takes from its job', () => {
  const annotations = {
    'provreq.kueue.x-k8s.io/maxRunDurationSeconds': '600',
    'kueue.x-k8s.io/admission-gated-by': 'example.com/gate',
    'example.com/other': 'x',
  };
  const labels = { ...QUEUE, team: 'a', other: 'b', 'kueue.x-k8s.io/max-exec-time-seconds': '60' };

  it('annotations for provisioning and gates, and the labels that are to be copied', () => {
    const config: Configuration = { labelKeysToCopy: ['team', 'absent'] };
    const gates = { AdmissionGatedBy: true };
    const { reconciliation } = deriveOne([job({ annotations, labels })], { config, gates });
    const { metadata, spec } = reconciliation?.workloads[0] ?? {};
    const { 'example.com/other': _, ...copied } = annotations;
    expect(metadata?.annotations).toEqual(copied);
    expect(metadata?.labels).toEqual({ team: 'a', 'kueue.x-k8s.io/job-uid': 'u' });
    expect([spec?.queueName, spec?.maximumExecutionTimeSeconds]).toEqual(['q', 60]);
  });

  it('its name as the one that manages it, once a server has given it one', () => {
    expect(deriveOne([job()]).reconciliation?.workloads[0]?.metadata.ownerReferences).toEqual([
      { apiVersion: 'batch/v1', kind: 'Job', name: 'j', uid: 'u', controller: true, blockOwnerDeletion: true },
    ]);
    expect(deriveOne([job({ uid: undefined })]).reconciliation?.workloads[0]?.metadata.ownerReferences).toEqual([]);
  });
});

describe('a job for another cluster', () => {
  const check = (controllerName: string) => ({
    apiVersion: 'kueue.x-k8s.io/v1beta2',
    kind: 'AdmissionCheck',
    metadata: { name: 'check' },
    spec: { controllerName },
  });
  const queue = {
    apiVersion: 'kueue.x-k8s.io/v1beta2',
    kind: 'LocalQueue',
    metadata: { name: 'q', namespace: 'ns' },
    spec: { clusterQueue: 'cq' },
  };
  const clusterQueue = {
    apiVersion: 'kueue.x-k8s.io/v1beta2',
    kind: 'ClusterQueue',
    metadata: { name: 'cq' },
    spec: { admissionChecksStrategy: { admissionChecks: [{ name: 'check' }] } },
  };
  it.each([
    ['is handed to MultiKueue', 'kueue.x-k8s.io/multikueue', {}, 'kueue.x-k8s.io/multikueue'],
    [
      'is handed over from its usual controller too',
      'kueue.x-k8s.io/multikueue',
      { managedBy: 'kubernetes.io/job-controller' },
      'kueue.x-k8s.io/multikueue',
    ],
    [
      'stays with the controller that its author chose',
      'kueue.x-k8s.io/multikueue',
      { managedBy: 'example.com/mine' },
      'example.com/mine',
    ],
    ['stays where another check is asked', 'example.com/check', {}, undefined],
  ])('%s', (_, controller, spec, managedBy) => {
    const { object } = deriveOne([job({}, spec), queue, clusterQueue, check(controller)]);
    expect((object as unknown as { spec: { managedBy?: string } }).spec.managedBy).toBe(managedBy);
  });
});
