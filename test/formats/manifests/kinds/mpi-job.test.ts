import { describe, expect, it } from 'vitest';
import { deriveOne, manifest } from '../derive.ts';
import type { ManifestObject } from '../examples.ts';
import { errorLines, podSetLines, template } from './samples.ts';

const GROUP = 'kueue.x-k8s.io/podset-group-name';
const REQUIRED = 'kueue.x-k8s.io/podset-required-topology';
const SIZE = 'kueue.x-k8s.io/podset-slice-size';
const SLICE = 'kueue.x-k8s.io/podset-slice-required-topology';
const OFFSET = '/spec/mpiReplicaSpecs/Worker/template/metadata/annotations/kueue.x-k8s.io~1pod-index-offset';

function mpiJob(launcher: object | undefined, worker: object | undefined, spec: object = {}): ManifestObject {
  const mpiReplicaSpecs = {
    ...(worker && { Worker: { replicas: 4, template: template('2', worker) } }),
    ...(launcher && { Launcher: { template: template('1', launcher) } }),
  };
  return manifest('MPIJob', 'kubeflow.org/v2beta1', { slotsPerWorker: 8, mpiReplicaSpecs, ...spec });
}

describe('MPIJob', () => {
  it('has its launcher first (manifests fact 11)', () => {
    expect(podSetLines(deriveOne([mpiJob({}, {})]))).toEqual(['launcher x1 [c]', 'worker x4 [c]']);
    expect(podSetLines(deriveOne([mpiJob(undefined, {})]))).toEqual(['worker x4 [c]']);
  });

  const WORKING = { runLauncherAsWorker: true };
  it.each([
    ['a launcher that works too', mpiJob({}, {}, WORKING), true],
    ['a launcher that only launches', mpiJob({}, {}, { runLauncherAsWorker: false }), false],
    ['no launcher', mpiJob(undefined, {}, WORKING), false],
    ['a pod set group', mpiJob({ [GROUP]: 'g', [REQUIRED]: 'r' }, { [GROUP]: 'g', [REQUIRED]: 'r' }, WORKING), false],
    ['a group among the workers only', mpiJob({}, { [GROUP]: 'g', [REQUIRED]: 'r' }, WORKING), true],
  ])('with %s: are its workers numbered from 1? (fact 12)', (_, job, isOffset) => {
    const paths = deriveOne([job]).changes.map(({ path }) => path);
    expect(paths).toEqual([...(isOffset ? [OFFSET] : []), '/spec/runPolicy/suspend']);
  });

  it('numbers nothing while topologies are off, and does not where it is not managed only', () => {
    const gates = { TopologyAwareScheduling: false };
    expect(deriveOne([mpiJob({}, {}, WORKING)], { gates }).changes.map(({ path }) => path)).toEqual([
      '/spec/runPolicy/suspend',
    ]);
    const unmanaged = { ...mpiJob({}, {}, WORKING), metadata: { name: 'j', namespace: 'ns' } };
    expect(deriveOne([unmanaged]).changes).toEqual([{ path: OFFSET, value: '1' }]);
  });

  it('is told its errors by field (fact 34)', () => {
    const job = mpiJob({ [REQUIRED]: 'a b' }, { [SLICE]: 'a b', [SIZE]: '1' });
    const bad = { ...job, metadata: { ...job.metadata, annotations: { 'kueue.x-k8s.io/elastic-job': 'true' } } };
    expect(errorLines(deriveOne([bad]))).toEqual([
      'metadata.annotations[kueue.x-k8s.io/elastic-job] FieldValueForbidden',
      `spec.mpiReplicaSpecs[Launcher].template.metadata.annotations[${REQUIRED}] FieldValueInvalid`,
      `spec.mpiReplicaSpecs[Worker].template.metadata.annotations[${SLICE}] FieldValueInvalid`,
    ]);
  });

  it('is told of nothing else where its pod sets cannot be built (fact 30)', () => {
    const job = mpiJob({ [REQUIRED]: 'a b' }, { [SLICE]: 'a', [SIZE]: 'x' });
    expect(errorLines(deriveOne([job]))).toEqual(['strconv.ParseInt: parsing "x": invalid syntax']);
  });

  it('groups launcher and workers at the same level only (fact 31)', () => {
    const group = (level: string) => ({ [GROUP]: 'g', [REQUIRED]: level });
    expect(errorLines(deriveOne([mpiJob(group('r'), group('r'))]))).toEqual([]);
    expect(errorLines(deriveOne([mpiJob(group('r'), group('s'))]))).toEqual(
      ['Launcher', 'Worker'].map(
        (type) => `spec.mpiReplicaSpecs[${type}].template.metadata.annotations FieldValueInvalid`,
      ),
    );
  });
});
