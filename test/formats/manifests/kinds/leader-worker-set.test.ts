import { describe, expect, it } from 'vitest';
import { accepted, problemLines } from '../../read.ts';
import { deriveOne, manifest } from '../derive.ts';
import type { ManifestObject } from '../examples.ts';
import { errorLines, podSetLines, template } from './samples.ts';

const GROUP = 'kueue.x-k8s.io/podset-group-name';
const REQUIRED = 'kueue.x-k8s.io/podset-required-topology';
const PREFERRED = 'kueue.x-k8s.io/podset-preferred-topology';
const UNCONSTRAINED = 'kueue.x-k8s.io/podset-unconstrained-topology';
const TEMPLATE = 'spec.leaderWorkerTemplate';

interface Shape {
  readonly leader?: object;
  readonly worker?: object;
  readonly size?: number;
  readonly spec?: object;
  readonly metadata?: object;
}

function leaderWorkerSet({ leader, worker = {}, size = 3, spec, metadata }: Shape = {}): ManifestObject {
  const leaderWorkerTemplate = {
    size,
    ...(leader && { leaderTemplate: template('8', leader) }),
    workerTemplate: template('4', worker),
  };
  const whole = { replicas: 2, leaderWorkerTemplate, ...spec };
  return manifest('LeaderWorkerSet', 'leaderworkerset.x-k8s.io/v1', whole, metadata);
}

function workloads(set: ManifestObject) {
  return deriveOne([set]).reconciliation?.workloads ?? [];
}

/** manifests fact 15 */
describe('LeaderWorkerSet', () => {
  it.each([
    [{}, ['main x3 [c]']],
    [{ size: 1 }, ['main x1 [c]']],
    [{ leader: {} }, ['leader x1 [c]', 'worker x2 [c]']],
    [{ leader: {}, size: 1 }, ['leader x1 [c]', 'worker x0 [c]']],
  ])('of %j has the pod sets %j', (shape, lines) => {
    expect(podSetLines(deriveOne([leaderWorkerSet(shape)]))).toEqual(lines);
  });

  it.each([
    [undefined, 1],
    [0, 0],
    [1, 1],
    [3, 3],
  ])('with %s replicas has %i workloads', (replicas, count) => {
    expect(workloads(leaderWorkerSet({ spec: { replicas } }))).toHaveLength(count);
  });

  it('is told of a missing priority class once for each replica', () => {
    const labels = { 'kueue.x-k8s.io/queue-name': 'q', 'kueue.x-k8s.io/priority-class': 'none' };
    const { reconciliation } = deriveOne([leaderWorkerSet({ metadata: { labels } })]);
    const event = { reason: 'WorkloadPriorityClassNotFound', message: 'WorkloadPriorityClass "none" not found' };
    expect(reconciliation).toMatchObject({ reason: 'failed', workloads: [], events: [event, event] });
  });

  it('names each workload after its replica, and numbers it', () => {
    const made = workloads(leaderWorkerSet({ metadata: { name: 'serve' } }));
    expect(made.map(({ metadata }) => metadata.name.replace(/-\w{5}$/, ''))).toEqual([
      'leaderworkerset-serve-0',
      'leaderworkerset-serve-1',
    ]);
    expect(made.map(({ metadata }) => metadata.annotations?.['kueue.x-k8s.io/component-workload-index'])).toEqual([
      '0',
      '1',
    ]);
  });

  it('keeps the workloads of surplus replicas while an update with surge goes on', () => {
    const rolling = (maxSurge: number | string) => ({ rollingUpdateConfiguration: { maxSurge } });
    const set = (maxSurge: number | string, status: object) => ({
      ...leaderWorkerSet({ spec: { replicas: 2, rolloutStrategy: rolling(maxSurge) } }),
      status,
    });
    expect(workloads(set(1, { replicas: 3, updatedReplicas: 1 }))).toHaveLength(3);
    expect(workloads(set(1, { replicas: 3, updatedReplicas: 2 }))).toHaveLength(2);
    expect(workloads(set(1, { replicas: 1 }))).toHaveLength(2);
    expect(workloads(set('50%', { replicas: 3 }))).toHaveLength(2);
    expect(workloads({ ...leaderWorkerSet(), status: { replicas: 3 } } as ManifestObject)).toHaveLength(2);
  });

  it('marks its pods, and numbers the workers from 1 behind a leader', () => {
    const labels = { 'kueue.x-k8s.io/queue-name': 'q', 'kueue.x-k8s.io/priority-class': 'p' };
    const { podSets } = deriveOne([leaderWorkerSet({ leader: {}, metadata: { labels } })]);
    const marks = {
      'kueue.x-k8s.io/pod-group-serving': 'true',
      'kueue.x-k8s.io/pod-suspending-parent': 'leaderworkerset.x-k8s.io/leaderworkerset',
    };
    expect('podSets' in podSets && podSets.podSets.map(({ template: { metadata } }) => metadata)).toEqual([
      { labels, annotations: marks },
      { labels, annotations: { ...marks, 'kueue.x-k8s.io/pod-index-offset': '1' } },
    ]);
  });

  it.each([
    ['no leader', {}, {}],
    ['a pod set group', { leader: { [GROUP]: 'g', [REQUIRED]: 'r' }, worker: { [GROUP]: 'g', [REQUIRED]: 'r' } }, {}],
    ['topologies switched off', { leader: {} }, { TopologyAwareScheduling: false }],
  ])('numbers no workers with %s', (_, shape, gates) => {
    const { podSets } = deriveOne([leaderWorkerSet(shape)], { gates });
    const annotations = 'podSets' in podSets && podSets.podSets.at(-1)?.template.metadata?.annotations;
    expect(annotations).not.toHaveProperty(['kueue.x-k8s.io/pod-index-offset']);
  });

  it('drops what its own controller writes to pods, but for the name of the set', () => {
    const own = { 'leaderworkerset.sigs.k8s.io/size': '3', 'leaderworkerset.sigs.k8s.io/name': 's', other: 'x' };
    const { podSets } = deriveOne([leaderWorkerSet({ worker: own })]);
    const [podSet] = 'podSets' in podSets ? podSets.podSets : [];
    expect(Object.keys(podSet?.template.metadata?.annotations ?? {}).toSorted()).toEqual([
      'kueue.x-k8s.io/pod-group-serving',
      'kueue.x-k8s.io/pod-suspending-parent',
      'leaderworkerset.sigs.k8s.io/name',
      'other',
    ]);
  });

  it('ranks workers, not leaders (fact 24)', () => {
    const { podSets } = deriveOne([leaderWorkerSet({ leader: {} })]);
    expect('podSets' in podSets && podSets.podSets.map(({ topologyRequest }) => topologyRequest)).toEqual([
      undefined,
      { podIndexLabel: 'leaderworkerset.sigs.k8s.io/worker-index' },
    ]);
  });

  it('groups leader and workers at the same level only (fact 31)', () => {
    const set = leaderWorkerSet({
      leader: { [GROUP]: 'g', [REQUIRED]: 'r' },
      worker: { [GROUP]: 'g', [PREFERRED]: 'r' },
    });
    expect(errorLines(deriveOne([set]))).toEqual([
      `${TEMPLATE}.leaderTemplate.metadata.annotations FieldValueInvalid`,
      `${TEMPLATE}.workerTemplate.metadata.annotations FieldValueInvalid`,
    ]);
    // A group of one.
    expect(errorLines(deriveOne([leaderWorkerSet({ worker: { [GROUP]: 'g', [REQUIRED]: 'r' } })]))).toEqual([
      `${TEMPLATE}.workerTemplate.metadata.annotations[${GROUP}] FieldValueInvalid`,
    ]);
  });

  it('is told every wrong annotation, also where pod sets cannot be built (fact 30)', () => {
    const set = leaderWorkerSet({ leader: { [REQUIRED]: 'a b' }, worker: { [UNCONSTRAINED]: 'maybe' } });
    expect(errorLines(deriveOne([set]))).toEqual([
      `${TEMPLATE}.leaderTemplate.metadata.annotations[${REQUIRED}] FieldValueInvalid`,
      `${TEMPLATE}.workerTemplate.metadata.annotations[${UNCONSTRAINED}] FieldValueInvalid`,
    ]);
  });

  it.each([
    [-1, 'invalid LeaderWorkerSet replicas: must be >= 0, got -1'],
    [1_000_001, 'invalid LeaderWorkerSet replicas: must be <= 1000000, got 1000001'],
  ])('with %i replicas is refused by Kueue', (replicas, message) => {
    expect(deriveOne([leaderWorkerSet({ spec: { replicas } })]).errors).toEqual([
      { type: 'FieldValueInvalid', field: 'spec.replicas', value: replicas, message },
    ]);
  });

  it.each([
    ['more replicas than are looked at', { spec: { replicas: 10_001 } }, 'out-of-range spec.replicas'],
    ['no size', { size: 0 }, `out-of-range ${TEMPLATE}.size`],
    ['no worker', { spec: { leaderWorkerTemplate: {} } }, `missing ${TEMPLATE}.workerTemplate`],
  ])('with %s is refused when it is read', (_, shape, problem) => {
    expect(problemLines(leaderWorkerSet(shape))).toEqual([expect.stringContaining(`error ${problem}`)]);
  });

  it('is placed replica by replica, whether Kueue manages it or not', () => {
    expect(accepted(leaderWorkerSet()).jobs.map(({ podSets }) => podSets[0]?.count)).toEqual([3, 3]);
    const unmanaged = leaderWorkerSet({ metadata: { labels: {} } });
    expect(accepted(unmanaged).jobs.map(({ name }) => name)).toEqual(['j-0', 'j-1']);
  });
});
