import { describe, expect, it } from 'vitest';
import { accepted, problemLines } from '../../read.ts';
import { deriveOne, manifest } from '../derive.ts';
import type { ManifestObject } from '../examples.ts';
import { errorLines, podSetLines, template } from './samples.ts';

const V1 = 'kubeflow.org/v1';
const REQUIRED = 'kueue.x-k8s.io/podset-required-topology';
const SIZE = 'kueue.x-k8s.io/podset-slice-size';
const SLICE = 'kueue.x-k8s.io/podset-slice-required-topology';
const UNCONSTRAINED = 'kueue.x-k8s.io/podset-unconstrained-topology';
const GROUP = 'kueue.x-k8s.io/podset-group-name';

function replicas(count: number, annotations: object = {}): object {
  return { replicas: count, template: template('1', annotations) };
}

function pyTorchJob(pytorchReplicaSpecs: object, runPolicy?: object): ManifestObject {
  return manifest('PyTorchJob', V1, { pytorchReplicaSpecs, ...(runPolicy && { runPolicy }) });
}

/** manifests facts 8 and 11 */
describe('the pod sets of', () => {
  const ALL = { Worker: replicas(4), Evaluator: replicas(1), PS: replicas(2), Master: replicas(1), Chief: replicas(1) };
  it.each([
    ['PyTorchJob', 'pytorchReplicaSpecs', ['Master', 'Worker'], ['master x1 [c]', 'worker x4 [c]']],
    [
      'TFJob',
      'tfReplicaSpecs',
      ['Chief', 'Master', 'PS', 'Worker', 'Evaluator'],
      ['chief x1 [c]', 'master x1 [c]', 'ps x2 [c]', 'worker x4 [c]', 'evaluator x1 [c]'],
    ],
    ['XGBoostJob', 'xgbReplicaSpecs', ['Master', 'Worker'], ['master x1 [c]', 'worker x4 [c]']],
    ['PaddleJob', 'paddleReplicaSpecs', ['Master', 'Worker'], ['master x1 [c]', 'worker x4 [c]']],
    ['JAXJob', 'jaxReplicaSpecs', ['Worker'], ['worker x4 [c]']],
  ])('%s come in an order of their own', (kind, field, types, lines) => {
    const specs = Object.fromEntries(Object.entries(ALL).filter(([type]) => types.includes(type)));
    expect(podSetLines(deriveOne([manifest(kind, V1, { [field]: specs })]))).toEqual(lines);
  });

  it.each([
    ['no number of replicas', { Worker: { template: template('1') } }, ['worker x1 [c]']],
    ['no replicas', { Worker: replicas(0) }, ['worker x0 [c]']],
    ['a type that is null', { Master: null, Worker: replicas(2) }, ['worker x2 [c]']],
    ['no types', {}, []],
    ['no template', { Worker: { replicas: 2 } }, ['worker x2 [undefined]']],
  ])('a PyTorchJob with %s', (_, specs, lines) => {
    expect(podSetLines(deriveOne([pyTorchJob(specs)]))).toEqual(lines);
  });
});

describe('a job of the training operator', () => {
  it('is held back in its run policy', () => {
    const { changes, isSuspended } = deriveOne([pyTorchJob({ Worker: replicas(1) }, { suspend: false })]);
    expect([changes, isSuspended]).toEqual([[{ path: '/spec/runPolicy/suspend', value: true }], true]);
  });

  it('ranks its pods, with or without a topology request', () => {
    const { podSets } = deriveOne([pyTorchJob({ Master: replicas(1), Worker: replicas(2, { [REQUIRED]: 'rack' }) })]);
    expect('podSets' in podSets && podSets.podSets.map(({ topologyRequest }) => topologyRequest)).toEqual([
      { podIndexLabel: 'training.kubeflow.org/replica-index' },
      { required: 'rack', podIndexLabel: 'training.kubeflow.org/replica-index' },
    ]);
  });

  const classes = ['low', 'high', 'policy'].map((name, index): ManifestObject & { readonly value: number } => ({
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name },
    value: index,
  }));
  const prioritized = (name: string) => ({ template: { spec: { priorityClassName: name, containers: [] } } });
  it.each([
    ['of the first type that has one', { Master: replicas(1), Worker: prioritized('low') }, undefined, 0],
    ['of the master before the worker', { Worker: prioritized('low'), Master: prioritized('high') }, undefined, 1],
    ['of its policy before all others', { Master: prioritized('high') }, 'policy', 2],
    ['none of its policy if that is empty', { Master: prioritized('high') }, '', 1],
  ])('has the priority %s (manifests fact 6)', (_, specs, priorityClass, priority) => {
    const policy = priorityClass === undefined ? undefined : { schedulingPolicy: { priorityClass } };
    const { reconciliation } = deriveOne([pyTorchJob(specs, policy), ...classes]);
    expect(reconciliation?.workloads[0]?.spec.priority).toBe(priority);
  });

  it('is told every wrong annotation, also where pod sets cannot be built (fact 30)', () => {
    const specs = {
      Master: replicas(1, { [UNCONSTRAINED]: 'maybe' }),
      Worker: replicas(2, { [REQUIRED]: 'r', [SLICE]: 's', [SIZE]: '3' }),
    };
    expect(errorLines(deriveOne([pyTorchJob(specs)]))).toEqual([
      `spec.pytorchReplicaSpecs[Master].template.metadata.annotations[${UNCONSTRAINED}] FieldValueInvalid`,
    ]);
    const built = { ...specs, Master: replicas(1) };
    expect(errorLines(deriveOne([pyTorchJob(built)]))).toEqual([
      `spec.pytorchReplicaSpecs[Worker].template.metadata.annotations[${SIZE}] FieldValueInvalid`,
    ]);
  });

  it('may be a pod set group of one (fact 31)', () => {
    const specs = { Worker: replicas(2, { [REQUIRED]: 'r', [GROUP]: 'g' }) };
    expect(errorLines(deriveOne([pyTorchJob(specs)]))).toEqual([]);
  });

  it.each([
    ['PyTorchJob', 'pytorchReplicaSpecs', []],
    ['JAXJob', 'jaxReplicaSpecs', ['metadata.annotations[kueue.x-k8s.io/prebuilt-workload-name] FieldValueForbidden']],
  ])('%s with a prebuilt workload is told %j (fact 7)', (kind, field, errors) => {
    const annotations = { 'kueue.x-k8s.io/prebuilt-workload-name': 'w' };
    const job = manifest(kind, V1, { [field]: { Worker: replicas(1) } }, { annotations });
    expect(errorLines(deriveOne([job]))).toEqual(errors);
  });

  it.each([
    ['a type in small letters', { worker: replicas(1) }, 'unknown-key spec.pytorchReplicaSpecs.worker'],
    ['no types', null, 'wrong-type spec.pytorchReplicaSpecs'],
    ['a wrong number', { Worker: replicas(-1) }, 'out-of-range spec.pytorchReplicaSpecs.Worker.replicas'],
    ['a wrong template', { Worker: { template: [] } }, 'wrong-type spec.pytorchReplicaSpecs.Worker.template'],
  ])('with %s is refused when it is read', (_, specs, problem) => {
    expect(problemLines(pyTorchJob(specs as object))).toEqual([expect.stringContaining(`error ${problem}`)]);
  });

  it('is read in the version that Kueue uses', () => {
    expect(accepted(pyTorchJob({ Worker: replicas(2) })).jobs).toMatchObject([
      { kind: 'PyTorchJob', name: 'j', namespace: 'ns', queueName: 'q', podSets: [{ name: 'worker', count: 2 }] },
    ]);
    expect(problemLines({ ...pyTorchJob({}), apiVersion: 'kubeflow.org/v2' })).toEqual([
      expect.stringContaining('unsupported-kind apiVersion'),
    ]);
  });
});
