import { describe, expect, it } from 'vitest';
import { deriveJobs } from '../../../../src/formats/index.ts';
import { accepted, problemLines } from '../../read.ts';
import { deriveOne, manifest } from '../derive.ts';
import type { ManifestObject } from '../examples.ts';
import { errorLines, podSetLines, template } from './samples.ts';

const GROUP = 'trainer.kubeflow.org';
const V1 = `${GROUP}/v1alpha1`;
const STEP = `${GROUP}/trainjob-ancestor-step`;
const REQUIRED = 'kueue.x-k8s.io/podset-required-topology';
const SIZE = 'kueue.x-k8s.io/podset-slice-size';
const MANAGER = 'kueue.x-k8s.io/manager';

/** A replicated job of a runtime whose container is `node`, as of those that train. */
function step(name: string, ancestor?: string, spec: object = {}, more: object = {}): object {
  const containers = [{ name: 'node', image: 'runtime', resources: { requests: { cpu: '1', memory: '1Gi' } } }];
  const metadata = ancestor === undefined ? {} : { labels: { [STEP]: ancestor } };
  return { name, replicas: 1, ...more, template: { metadata, spec: { template: { spec: { containers } }, ...spec } } };
}

function runtime(replicatedJobs: object[], spec: object = {}, kind = 'ClusterTrainingRuntime'): ManifestObject {
  const metadata = kind === 'ClusterTrainingRuntime' ? { name: 'r' } : { name: 'r', namespace: 'ns' };
  return { apiVersion: V1, kind, metadata, spec: { template: { spec: { replicatedJobs } }, ...spec } } as never;
}

function trainJob(spec: object = {}, kind = 'ClusterTrainingRuntime'): ManifestObject {
  return manifest('TrainJob', V1, { runtimeRef: { apiGroup: GROUP, kind, name: 'r' }, ...spec });
}

function patch(job: string, jobTemplate: object): object {
  const replicatedJobs = [{ name: job, template: jobTemplate }];
  return { manager: 'example.com/me', trainingRuntimeSpec: { template: { spec: { replicatedJobs } } } };
}

function podPatch(job: string, pods: object): object {
  return patch(job, { spec: { template: pods } });
}

function podSetsOf(...objects: ManifestObject[]) {
  const { podSets } = deriveOne(objects);
  if ('error' in podSets) throw new Error(podSets.error);
  return podSets.podSets;
}

function containersOf(job: object, ...steps: object[]) {
  const [podSet] = podSetsOf(trainJob(job), runtime(steps, { mlPolicy: {} }));
  return podSet?.template.spec?.containers;
}

const TORCH = { mlPolicy: { numNodes: 2, torch: {} } };

/** manifests fact 20 */
describe('the pods of a TrainJob', () => {
  it.each([
    ['its own number of nodes', { trainer: { numNodes: 5 } }, TORCH, {}, 5],
    ['that of the policy', {}, TORCH, {}, 2],
    ['one, if the policy says nothing', {}, { mlPolicy: {} }, { parallelism: 7 }, 1],
    ['its parallelism without a policy', {}, {}, { parallelism: 7 }, 7],
    ['one without either', {}, {}, {}, 1],
    ['its own number, also without a policy', { trainer: { numNodes: 5 } }, {}, { parallelism: 7 }, 5],
    ['none, if it says so', { trainer: { numNodes: 0 } }, TORCH, {}, 0],
    ['at least one of a policy', {}, { mlPolicy: { numNodes: 0 } }, {}, 1],
    ['its own number, whatever the framework', { trainer: { numNodes: 5 } }, { mlPolicy: { jax: {} } }, {}, 5],
  ])('are %s', (_, job, policy, spec, count) => {
    const objects = [trainJob(job), runtime([step('node', 'trainer', spec)], policy)];
    expect(podSetsOf(...objects)).toMatchObject([{ name: 'node', count, topologyRequest: { subGroupCount: 1 } }]);
  });

  it.each([
    ['trainer', 1, 2],
    ['dataset-initializer', 1, 1],
    ['model-initializer', 1, 1],
    [undefined, 3, 3],
  ])('in step %s run in %i Jobs', (ancestor, subGroupCount, count) => {
    const [podSet] = podSetsOf(trainJob(), runtime([step('node', ancestor, {}, { replicas: 3 })], TORCH));
    expect([podSet?.topologyRequest?.subGroupCount, podSet?.count]).toEqual([subGroupCount, count]);
  });

  it('count the first of several steps that train', () => {
    const steps = [step('a', 'trainer'), step('b', 'trainer'), step('c')];
    const counts = podSetsOf(trainJob({ trainer: { numNodes: 5 } }), runtime(steps, TORCH)).map(({ count }) => count);
    expect(counts).toEqual([5, 2, 1]);
  });

  const mpi = (runLauncherAsNode?: boolean) => ({ mlPolicy: { numNodes: 3, mpi: { runLauncherAsNode } } });
  it.each([
    ['without numNodes', undefined, true, ['launcher x1 [node]', 'node x1 [node]']],
    ['of 4', 4, false, ['launcher x1 [node]', 'node x4 [node]']],
    ['of 4, the launcher among them', 4, true, ['launcher x1 [node]', 'node x3 [node]']],
    ['of 1, the launcher among them', 1, true, ['launcher x1 [node]', 'node x1 [node]']],
  ])('of MPI %s', (_, numNodes, isNode, lines) => {
    const job = trainJob({ trainer: { ...(numNodes !== undefined && { numNodes }) } });
    const steps = [step('launcher'), step('node')];
    expect(podSetLines(deriveOne([job, runtime(steps, mpi(isNode))]))).toEqual(lines);
  });

  it('of MPI whose launcher trains are as many there as the policy says', () => {
    const steps = [step('launcher', 'trainer'), step('node', 'trainer')];
    const job = trainJob({ trainer: { numNodes: 6 } });
    expect(podSetLines(deriveOne([job, runtime(steps, mpi(true))]))).toEqual(['launcher x3 [node]', 'node x5 [node]']);
  });

  it.each([
    ['the step that trains', 'node', 'trainer', TORCH, true],
    ['a step that trains without a policy', 'node', 'trainer', {}, false],
    ['another step', 'node', undefined, TORCH, false],
    ['the workers of MPI, if the launcher is one', 'node', undefined, mpi(true), true],
    ['the workers of MPI, if it is not', 'node', undefined, mpi(false), false],
    ['another job of MPI', 'launcher', undefined, mpi(true), false],
  ])('get resources per node in %s: %s', (_, name, ancestor, policy, isMerged) => {
    const resourcesPerNode = { requests: { cpu: '8' }, limits: { 'nvidia.com/gpu': 4 } };
    const [podSet] = podSetsOf(trainJob({ trainer: { resourcesPerNode } }), runtime([step(name, ancestor)], policy));
    expect(podSet?.template.spec?.containers?.[0]?.resources).toEqual(
      isMerged
        ? { requests: { cpu: '8', memory: '1Gi' }, limits: { 'nvidia.com/gpu': 4 } }
        : { requests: { cpu: '1', memory: '1Gi' } },
    );
  });

  it('belong to a gang of their own where the runtime wants gangs', () => {
    const [podSet] = podSetsOf(trainJob(), runtime([step('node')], { podGroupPolicy: { coscheduling: {} } }));
    expect(podSet?.template.metadata?.labels).toEqual({ 'scheduling.x-k8s.io/pod-group': 'j' });
  });
});

describe('the runtime of a TrainJob', () => {
  const files = (...objects: object[]) => objects.map((object, i) => ({ file: `${i}`, text: JSON.stringify(object) }));

  it('may stand in no file: then nothing is known of its pods', () => {
    const { outcomes, problems } = deriveJobs(files(trainJob()));
    expect(outcomes).toMatchObject([{ state: 'without-workload', reason: 'not-given', podSets: [] }]);
    expect(problems).toMatchObject([
      {
        severity: 'warning',
        message:
          'ClusterTrainingRuntime "r" is not given, so the pod sets cannot be told; give it too, with the job or with --cluster',
      },
    ]);
  });

  it('is not there where others are', () => {
    const other = { ...runtime([step('node')]), metadata: { name: 'other' } };
    const { outcomes, problems } = deriveJobs(files(trainJob(), other));
    expect(outcomes).toMatchObject([{ state: 'refused' }]);
    expect(problems.map(({ message }) => message)).toEqual(["runtime 'r' not found"]);
  });

  it('is not there where the cluster is known as a whole', () => {
    expect(errorLines(deriveOne([trainJob()]))).toEqual(["runtime 'r' not found"]);
  });
});

describe('the containers of a TrainJob', () => {
  it('train with its image, command and variables', () => {
    const env = [{ name: 'A', value: '1' }];
    const trainer = { image: 'mine', command: ['run'], args: ['x'], env };
    expect(containersOf({ trainer }, step('node', 'trainer'))).toEqual([
      {
        name: 'node',
        resources: { requests: { cpu: '1', memory: '1Gi' } },
        image: 'mine',
        command: ['run'],
        args: ['x'],
        env,
      },
    ]);
  });

  it('fetch from where it says', () => {
    const containers = [{ name: 'dataset-initializer', env: [{ name: 'STORAGE_URI', value: 'old' }, { name: 'B' }] }];
    const fetching = step('fetch', 'dataset-initializer', { template: { spec: { containers } } });
    const dataset = { storageUri: 's3://bucket', env: [{ name: 'C' }], secretRef: { name: 's' } };
    expect(containersOf({ initializer: { dataset, model: { storageUri: 'hf://m' } } }, fetching)).toEqual([
      {
        name: 'dataset-initializer',
        env: [{ name: 'STORAGE_URI', value: 's3://bucket' }, { name: 'B' }, { name: 'C' }],
        envFrom: [{ secretRef: { name: 's' } }],
      },
    ]);
  });
});

describe('patches of a TrainJob', () => {
  const base = runtime([step('a', undefined, { template: template('1') }), step('node', 'trainer')], TORCH);

  it('change labels and annotations by key, tolerations as a whole', () => {
    const pods = (label: string, key: string) => ({
      metadata: { annotations: { [REQUIRED]: 'rack' }, labels: { [label]: 'x' } },
      spec: { nodeSelector: { [label]: 'y' }, tolerations: [{ key, operator: 'Exists' }] },
    });
    const runtimePatches = [podPatch('node', pods('a', 'k')), podPatch('node', pods('b', 'l'))];
    const node = podSetsOf(trainJob({ runtimePatches }), base)[1];
    expect(node).toMatchObject({ count: 2, topologyRequest: { required: 'rack' } });
    expect(node?.template.metadata?.labels).toEqual({ a: 'x', b: 'x' });
    expect(node?.template.spec?.nodeSelector).toEqual({ a: 'y', b: 'y' });
    expect(node?.template.spec?.tolerations).toEqual([{ key: 'l', operator: 'Exists' }]);
  });

  it('can make a step one that trains', () => {
    const runtimePatches = [patch('a', { metadata: { labels: { [STEP]: 'trainer' } } })];
    expect(podSetLines(deriveOne([trainJob({ runtimePatches, trainer: { numNodes: 9 } }), base]))).toEqual([
      'a x9 [c]',
      'node x2 [node]',
    ]);
  });

  it('cannot change resources', () => {
    const containers = [{ name: 'node', env: [{ name: 'A' }], resources: { requests: { cpu: '99' } } }];
    const runtimePatches = [podPatch('node', { spec: { containers } })];
    const node = podSetsOf(trainJob({ runtimePatches }), base)[1];
    expect(node?.template.spec?.containers).toEqual([
      { name: 'node', image: 'runtime', resources: { requests: { cpu: '1', memory: '1Gi' } }, env: [{ name: 'A' }] },
    ]);
  });

  it('of a job that the runtime has not have no pods', () => {
    const runtimePatches = [podPatch('other', { spec: { nodeSelector: { a: 'b' } } })];
    const podSets = podSetsOf(trainJob({ runtimePatches }), base);
    expect(podSets.find(({ name }) => name === 'other')?.count).toBe(0);
    expect(podSets.map(({ name }) => name).filter((name) => name !== 'other')).toEqual(['a', 'node']);
  });
});

describe('TrainJob', () => {
  const base = runtime([step('node', 'trainer')], TORCH);

  it('is held back, and gets room for patches', () => {
    const own = { manager: MANAGER };
    expect(deriveOne([trainJob(), base]).changes).toEqual([
      { path: '/spec/runtimePatches', value: [own] },
      { path: '/spec/suspend', value: true },
    ]);
  });

  it('gets no second room where it has been in a cluster', () => {
    const runtimePatches = [{ manager: MANAGER, trainingRuntimeSpec: { template: { spec: {} } } }];
    expect(deriveOne([trainJob({ runtimePatches, suspend: true }), base]).changes).toEqual([]);
  });

  it.each([
    ['is not there', {}, [], "runtime 'r' not found"],
    [
      'is in another namespace',
      {},
      [{ ...base, kind: 'TrainingRuntime', metadata: { name: 'r', namespace: 'x' } }],
      "runtime 'r' not found",
    ],
    [
      'is of the other kind',
      { runtimeRef: { name: 'r', apiGroup: GROUP, kind: 'TrainingRuntime' } },
      [base],
      "runtime 'r' not found",
    ],
    ['is of no kind', { runtimeRef: { name: 'r' } }, [base], 'unsupported runtime: '],
    [
      'is of an unknown kind',
      { runtimeRef: { name: 'r', apiGroup: GROUP, kind: 'X' } },
      [base],
      `unsupported runtime: X.${GROUP}`,
    ],
  ])('is refused where its runtime %s', (_, job, objects, text) => {
    const kind = objects.length > 0 && objects[0]?.kind === 'TrainingRuntime' ? 'TrainingRuntime' : undefined;
    expect(errorLines(deriveOne([trainJob(job, kind), ...objects]))).toEqual([text]);
  });

  it('finds a runtime of its namespace', () => {
    const own = runtime([step('node', 'trainer')], TORCH, 'TrainingRuntime');
    expect(podSetLines(deriveOne([trainJob({}, 'TrainingRuntime'), own]))).toEqual(['node x2 [node]']);
  });

  it('fails later where topologies are switched off (fact 26)', () => {
    const { errors, reconciliation } = deriveOne([trainJob()], { gates: { TopologyAwareScheduling: false } });
    expect([errors, reconciliation?.error]).toEqual([[], "runtime 'r' not found"]);
  });

  it('is told where its annotations may stand (fact 34)', () => {
    const bad = runtime([step('node', 'trainer', { template: template('1', { [SIZE]: '1' }) })], TORCH);
    const [error] = deriveOne([trainJob(), bad]).errors;
    expect(error).toMatchObject({ field: `job[node].annotations[${SIZE}]` });
    expect(error && 'message' in error && error.message).toMatch(
      /not specified\. Adjust either the "TrainJob\.spec\.runtimePatches" or the "TrainingRuntime\.Template" annotations/,
    );
  });

  it('is refused where variables are wanted in a container that is not there', () => {
    const torch = { envInjection: { targets: [{ jobName: 'node', containerNames: ['node', 'log'] }] } };
    expect(errorLines(deriveOne([trainJob(), runtime([step('node', 'trainer')], { mlPolicy: { torch } })]))).toEqual([
      'envInjection target podSet "node" container "log" not found in runtime template',
    ]);
  });

  it('names a cluster runtime where a file names no kind', () => {
    const job = trainJob({ runtimeRef: { name: 'r' } });
    expect(accepted([base, job]).jobs).toMatchObject([{ kind: 'TrainJob', podSets: [{ name: 'node', count: 2 }] }]);
  });

  it.each([
    ['fields of older versions', { podTemplateOverrides: [] }, 'unknown-key [1].spec.podTemplateOverrides'],
    [
      'a patch of what cannot be patched',
      { runtimePatches: [podPatch('node', { spec: { containers: [{ name: 'node', resources: {} }] } })] },
      'unknown-key [1].spec.runtimePatches[0].trainingRuntimeSpec.template.spec.replicatedJobs[0].template.spec.template.spec.containers[0].resources',
    ],
    ['no runtime', { runtimeRef: null }, 'wrong-type [1].spec.runtimeRef'],
  ])('with %s is refused when it is read', (_, job, problem) => {
    expect(problemLines([base, trainJob(job)])).toEqual([expect.stringContaining(`error ${problem}`)]);
  });

  it('a runtime is named once', () => {
    expect(problemLines([base, base])).toEqual([expect.stringContaining('error duplicate')]);
  });
});
