import { describe, expect, it } from 'vitest';
import { deriveJobs } from '../../../../src/formats/index.ts';
import { JOB_KINDS } from '../../../../src/formats/manifests/job-kinds.ts';
import { jobTable } from '../../../../src/report/index.ts';
import { derive, deriveOne, manifest } from '../derive.ts';
import type { ManifestObject } from '../examples.ts';
import { controlledBy, job } from '../objects.ts';

const QUEUE = { 'kueue.x-k8s.io/queue-name': 'q' };
const TEMPLATE = { spec: { containers: [{ name: 'c', image: 'i' }] } };
const TRAINING = manifest('PyTorchJob', 'kubeflow.org/v1', {
  pytorchReplicaSpecs: { Worker: { replicas: 2, template: TEMPLATE } },
});

function pod(annotations: object = {}): ManifestObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a', namespace: 'ns', labels: QUEUE, annotations },
    ...TEMPLATE,
  };
}

/** The names that Kueue gives them. */
const FRAMEWORKS = [
  'batch/job',
  'deployment',
  'jobset.x-k8s.io/jobset',
  'kubeflow.org/jaxjob',
  'kubeflow.org/mpijob',
  'kubeflow.org/paddlejob',
  'kubeflow.org/pytorchjob',
  'kubeflow.org/tfjob',
  'kubeflow.org/xgboostjob',
  'leaderworkerset.x-k8s.io/leaderworkerset',
  'pod',
  'ray.io/raycluster',
  'ray.io/rayjob',
  'ray.io/rayservice',
  'sparkoperator.k8s.io/sparkapplication',
  'statefulset',
  'trainer.kubeflow.org/trainjob',
  'workload.codeflare.dev/appwrapper',
];

describe('integrations of kinds of jobs', () => {
  it('are those of Kueue', () => {
    expect(JOB_KINDS.flatMap(({ framework }) => framework ?? []).toSorted()).toEqual(FRAMEWORKS);
  });

  it('that are not listed leave their jobs alone, and the reason is told', () => {
    const source = { file: 'a.json', text: JSON.stringify(TRAINING) };
    const { outcomes, problems } = deriveJobs([source], { config: { frameworks: ['batch/job'] } });
    expect(problems).toEqual([]);
    expect(outcomes).toMatchObject([
      { state: 'without-workload', reason: 'integration-off', framework: 'kubeflow.org/pytorchjob' },
    ]);
    expect(jobTable(outcomes)).toContain('not managed: integration kubeflow.org/pytorchjob is off');
  });

  it('whose feature gate is off leave their jobs alone, and the gate is told', () => {
    const role = { coreRequest: '1', memory: '1g' };
    const spark = manifest('SparkApplication', 'sparkoperator.k8s.io/v1beta2', { driver: role, executor: role });
    const { outcomes } = deriveJobs([{ file: 'a.json', text: JSON.stringify(spark) }]);
    expect(outcomes).toMatchObject([{ reason: 'gate-off', gate: 'SparkApplicationIntegration' }]);
    expect(jobTable(outcomes)).toContain('not managed: feature gate SparkApplicationIntegration is off');
  });

  it.each(['deployment', 'statefulset', 'leaderworkerset.x-k8s.io/leaderworkerset'])(
    'of %s bring that of pods for the pods of such parents alone',
    (framework) => {
      const config = { frameworks: [framework] };
      const alone = deriveOne([pod()], { config });
      expect([alone.isManaged, alone.reconciliation?.reason]).toEqual([true, 'left-alone']);
      const child = pod({ 'kueue.x-k8s.io/pod-suspending-parent': framework });
      const labelled = {
        ...child,
        metadata: { ...child.metadata, labels: { ...QUEUE, 'kueue.x-k8s.io/managed': 'true' } },
      };
      expect(deriveOne([labelled], { config }).reconciliation?.workloads).toHaveLength(1);
      expect(deriveOne([pod()], { config: { frameworks: ['batch/job'] } }).reconciliation?.reason).toBe(
        'integration-off',
      );
    },
  );

  it('that are off manage no owner: its child counts for itself, if the owner is there', () => {
    const child = job(controlledBy({ ...TRAINING, metadata: { ...TRAINING.metadata, name: 'p', uid: 'p' } }));
    const owner = { ...TRAINING, metadata: { ...TRAINING.metadata, name: 'p', uid: 'p' } };
    const managedWith = (frameworks: string[], ...objects: ManifestObject[]) =>
      derive(objects, { config: { frameworks } })?.find(({ kind }) => kind.kind === 'Job');
    expect(managedWith(['batch/job', 'kubeflow.org/pytorchjob'], child, owner)?.isManaged).toBe(false);
    expect(managedWith(['batch/job'], child, owner)?.isManaged).toBe(true);
    expect(managedWith(['batch/job'], child)?.errors).toEqual([
      { text: 'workload owner not found\npytorchjobs.kubeflow.org "p" not found' },
    ]);
  });
});
