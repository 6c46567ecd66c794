import { describe, expect, it } from 'vitest';
import { checkInputs, readInputs } from '../../src/formats/index.ts';
import { cohort, job, QUEUE, REQUIRED } from './lint/objects.ts';

const CYCLE = cohort('a', { parentName: 'a' });
const REFUSED = job({ annotations: { [REQUIRED]: 'not a level' } });
const GPU_JOB = job({ name: 'gpus', resources: { requests: { 'nvidia.com/gpu': 1 } } });

function source(file: string, ...objects: object[]): { file: string; text: string } {
  return { file, text: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }, null, 1) };
}

function ownedJob(): object {
  const owner = { apiVersion: 'batch/v1', kind: 'Job', name: 'parent', uid: 'u', controller: true };
  const child = job() as { metadata: object };
  return { ...child, metadata: { ...child.metadata, ownerReferences: [owner] } };
}

function trainJob(): object {
  const metadata = { name: 'train', namespace: 'team', labels: { [QUEUE]: 'q' } };
  const spec = { runtimeRef: { name: 'torch' } };
  return { apiVersion: 'trainer.kubeflow.org/v1alpha1', kind: 'TrainJob', metadata, spec };
}

/** One of two pods of a group. */
function groupPod(): object {
  const labels = { [QUEUE]: 'q', 'kueue.x-k8s.io/pod-group-name': 'group' };
  const annotations = { 'kueue.x-k8s.io/pod-group-total-count': '2' };
  const spec = { containers: [{ name: 'main', resources: { requests: { cpu: 1 } } }] };
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'team', labels, annotations }, spec };
}

describe('checking inputs', () => {
  it('tells the problems that reading tells', () => {
    const sources = [source('a.json', REFUSED, CYCLE), { file: 'b.json', text: '{' }];
    const result = readInputs(sources);
    expect(checkInputs(sources).problems).toEqual(result.state === 'refused' ? result.problems : []);
  });

  it('lints what could be read beside what is refused', () => {
    const { problems, findings, inputs } = checkInputs([source('a.json', REFUSED, GPU_JOB, CYCLE)]);
    expect(problems.map(({ code }) => code)).toEqual(['invalid-value']);
    expect(findings.map(({ code }) => code)).toEqual(['device-without-limit', 'cohort-cycle']);
    expect(inputs.cohorts).toHaveLength(1);
  });

  it('tells what is wrong with whole documents beside the broken ones of the same file', () => {
    const broken = 'kind: Job\nkind: Job\n---\na: *x\n---\n';
    const text = `${JSON.stringify({ ...CYCLE, spec: { parent: 1 } })}\n---\n${broken}${JSON.stringify(GPU_JOB)}\n`;
    const { problems, findings } = checkInputs([{ file: 'a.yaml', text: `# objects\n${text}` }]);
    expect(problems.map(({ line, code }) => [line, code])).toEqual([
      [2, 'unknown-key'],
      [5, 'duplicate-key'],
      [7, 'syntax'],
    ]);
    expect(findings.map(({ line, code }) => [line, code])).toEqual([[9, 'device-without-limit']]);
  });

  it.each([
    ['a priority class', [job({ labels: { [QUEUE]: 'q', 'kueue.x-k8s.io/priority-class': 'high' } })], 'is not given'],
    ['a Workload', [job({ labels: { [QUEUE]: 'q', 'kueue.x-k8s.io/prebuilt-workload-name': 'w' } })], 'not found'],
    ['an owner', [ownedJob()], 'is not given'],
    ['a runtime', [trainJob()], 'is not given'],
    ['a pod', [groupPod()], 'has fewer runnable pods than expected'],
    ['a page', [{ Instances: [], NextToken: 'x' }], 'has more pages'],
  ])('does not say that %s is missing while a text cannot be read', (_, objects, message) => {
    const sources = objects.map((object, index) => ({ file: `${index}.json`, text: JSON.stringify(object) }));
    const told = checkInputs(sources).problems.map((problem) => problem.message);
    expect(told).toContainEqual(expect.stringContaining(message));
    const { problems } = checkInputs([...sources, { file: 'broken.json', text: '{' }]);
    expect(problems.map(({ file }) => file)).toEqual(['broken.json']);
  });

  it('takes a file without anything in it for nothing, beside others', () => {
    const blank = { file: 'blank.yaml', text: '# rendered to nothing\n---\n' };
    expect(checkInputs([blank, source('a.json', job())])).toMatchObject({ problems: [], findings: [] });
    const { problems } = checkInputs([blank, { file: 'none.yaml', text: '' }]);
    expect(problems.map(({ file, line, code }) => [file, line, code])).toEqual([
      ['blank.yaml', 1, 'missing'],
      ['none.yaml', 1, 'missing'],
    ]);
  });

  it('lists findings by file in the given order, then line', () => {
    const sources = [
      source('b.json', CYCLE, GPU_JOB),
      source('a.json', job({ labels: {}, jobAnnotations: { [QUEUE]: 'q' } })),
    ];
    const places = checkInputs(sources).findings.map(({ file, line, code }) => [file, line, code]);
    expect(places.map(([file, , code]) => [file, code])).toEqual([
      ['b.json', 'cohort-cycle'],
      ['b.json', 'device-without-limit'],
      ['a.json', 'misplaced-queue-name'],
    ]);
    expect(Number(places[0]?.[1])).toBeLessThan(Number(places[1]?.[1]));
  });

  it('says nothing of valid objects', () => {
    expect(checkInputs([source('a.json', job())])).toMatchObject({ problems: [], findings: [] });
  });

  it('goes by the feature gates and the configuration given', () => {
    const gates = { labels: {}, annotations: { [REQUIRED]: 'rack' } };
    const codes = (options: Parameters<typeof checkInputs>[1]) =>
      checkInputs([source('a.json', job(gates))], options).findings.map(({ code }) => code);
    expect(codes({})).toEqual(['topology-without-queue']);
    expect(codes({ config: { manageJobsWithoutQueueName: true } })).toEqual([]);
  });
});

describe('checking what is to replace objects of the cluster', () => {
  const named = (metadata: object) => ({
    ...job(),
    metadata: { ...(job() as { metadata: object }).metadata, ...metadata },
  });
  const checked = (own: object, cluster: object) =>
    checkInputs([source('own.json', own)], { clusterSources: [source('cluster.json', cluster)] });

  it('takes the object of the files in place of the one of its kind, namespace and name', () => {
    const { problems, inputs } = checked(cohort('a', { parentName: 'b' }), cohort('a', { parentName: 'c' }));
    expect(problems).toEqual([]);
    expect(inputs.cohorts).toMatchObject([{ name: 'a', parentName: 'b' }]);
  });

  it.each([
    ['no namespace as default', named({ namespace: undefined }), named({ namespace: 'default' }), 1],
    ['other namespaces apart', named({ namespace: 'a' }), named({ namespace: 'b' }), 2],
    ['other names apart', named({ name: 'a' }), named({ name: 'b' }), 2],
    ['names that the server makes apart', named({ name: undefined, generateName: 'a' }), named({ name: 'a' }), 2],
  ])('takes %s', (_, own, cluster, count) => {
    const { problems, inputs } = checked(own, cluster);
    expect([problems, inputs.jobs.length]).toEqual([[], count]);
  });

  it('lets go of the object of the cluster also where the other one is refused', () => {
    const { problems, inputs } = checked(cohort('a', { parent: 'b' }), cohort('a'));
    expect(problems.map(({ file, code }) => [file, code])).toEqual([['own.json', 'unknown-key']]);
    expect(inputs.cohorts).toEqual([]);
  });

  it('lints the objects that replace', () => {
    const { findings } = checked(CYCLE, cohort('a'));
    expect(findings.map(({ file, code }) => [file, code])).toEqual([['own.json', 'cohort-cycle']]);
    expect(checked(cohort('a'), CYCLE).findings).toEqual([]);
  });

  it('holds for allocations and for the Configuration', () => {
    const quota = {
      Name: 'quota',
      ClusterArn: 'arn:aws:sagemaker:us-west-2:123456789012:cluster/abcdefghijkl',
      ComputeQuotaConfig: { ComputeQuotaResources: [{ InstanceType: 'ml.p5.48xlarge', Count: 1 }] },
      ComputeQuotaTarget: { TeamName: 'team' },
    };
    const configuration = { apiVersion: 'config.kueue.x-k8s.io/v1beta2', kind: 'Configuration' };
    const text = (...objects: object[]) => objects.map((object) => JSON.stringify(object)).join('\n');
    const { problems, inputs } = checkInputs([{ file: 'own.json', text: text(quota, configuration) }], {
      clusterSources: [{ file: 'cluster.json', text: text(quota, configuration) }],
    });
    expect([problems, inputs.computeQuotas.length]).toEqual([[], 1]);
  });

  it('tells an object that stands twice in the files, or twice in the cluster, and where it stood first', () => {
    const twice = [cohort('a'), cohort('b'), cohort('b')];
    const { problems } = checkInputs([source('one.json', cohort('a')), source('two.json', ...twice)], {
      clusterSources: [source('cluster.json', cohort('c'), cohort('c'))],
    });
    // A list starts in four lines, and a Cohort has eight, its name in the fifth.
    expect(problems.map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([
      'two.json:9 the Cohort "a" was given before, at one.json:9; keep one of the two',
      'two.json:25 the Cohort "b" was given before, at two.json:17; keep one of the two',
      'cluster.json:17 the Cohort "c" was given before, at cluster.json:9; keep one of the two',
    ]);
  });
});
