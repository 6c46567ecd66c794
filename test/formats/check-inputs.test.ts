import { describe, expect, it } from 'vitest';
import { checkInputs, readInputs } from '../../src/formats/index.ts';
import { cohort, job, QUEUE, REQUIRED } from './lint/objects.ts';

const CYCLE = cohort('a', { parentName: 'a' });
const REFUSED = job({ annotations: { [REQUIRED]: 'not a level' } });
const GPU_JOB = job({ name: 'gpus', resources: { requests: { 'nvidia.com/gpu': 1 } } });

function source(file: string, ...objects: object[]): { file: string; text: string } {
  return { file, text: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }, null, 1) };
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
