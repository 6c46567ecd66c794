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
    ['an owner', [ownedJob()], 'not found'],
    ['a runtime', [trainJob()], "runtime 'torch' not found"],
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
