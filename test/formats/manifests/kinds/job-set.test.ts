import { describe, expect, it } from 'vitest';
import { problemLines } from '../../read.ts';
import { deriveOne, manifest } from '../derive.ts';
import type { ManifestObject } from '../examples.ts';
import { errorLines, podSetLines, template } from './samples.ts';

const GROUP = 'kueue.x-k8s.io/podset-group-name';
const PREFERRED = 'kueue.x-k8s.io/podset-preferred-topology';
const REQUIRED = 'kueue.x-k8s.io/podset-required-topology';
const SIZE = 'kueue.x-k8s.io/podset-slice-size';
const SLICE = 'kueue.x-k8s.io/podset-slice-required-topology';
const MOST = 2 ** 31 - 1;

function replicated(name: string, spec: object = {}, replicas?: number, annotations: object = {}): object {
  const jobTemplate = { spec: { ...spec, template: template('1', annotations) } };
  return { name, ...(replicas !== undefined && { replicas }), template: jobTemplate };
}

function jobSet(...replicatedJobs: object[]): ManifestObject {
  return manifest('JobSet', 'jobset.x-k8s.io/v1alpha2', { replicatedJobs });
}

function path(index: number, key = ''): string {
  const annotations = `spec.replicatedJobs[${index}].template.spec.template.metadata.annotations`;
  return key === '' ? annotations : `${annotations}[${key}]`;
}

describe('JobSet', () => {
  it.each([
    [undefined, {}, 1],
    [3, {}, 3],
    [3, { parallelism: 4 }, 12],
    [3, { parallelism: 4, completions: 2 }, 6],
    [3, { parallelism: 4, completions: 0 }, 0],
    [0, { parallelism: 4 }, 0],
    [2, { completions: 4 }, 2],
  ])('of %s Jobs with %j has %i pods (manifests fact 10)', (replicas, spec, count) => {
    const { podSets } = deriveOne([jobSet(replicated('a', spec, replicas))]);
    expect('podSets' in podSets && podSets.podSets).toMatchObject([
      { count, topologyRequest: { subGroupCount: replicas ?? 1, subGroupIndexLabel: 'jobset.sigs.k8s.io/job-index' } },
    ]);
  });

  it('has its pod sets in the order of the manifest', () => {
    const [b, a] = [replicated('b', {}, 2), replicated('a')];
    expect(podSetLines(deriveOne([jobSet(b, a)]))).toEqual(['b x2 [c]', 'a x1 [c]']);
    expect(podSetLines(deriveOne([jobSet()]))).toEqual([]);
  });

  it('has no more pods than can be counted', () => {
    const tooMany = jobSet(replicated('a', { parallelism: 2 }, MOST));
    expect(problemLines(tooMany)).toEqual([expect.stringContaining('out-of-range spec.replicatedJobs[0].replicas')]);
    expect(problemLines(jobSet(replicated('a', {}, MOST)))).toEqual([]);
  });

  it('is told of nothing else where its pod sets cannot be built (fact 30)', () => {
    const [a, b] = [{ [REQUIRED]: 'a b' }, { [SLICE]: 's', [SIZE]: 'x' }];
    expect(errorLines(deriveOne([jobSet(replicated('a', {}, 1, a), replicated('b', {}, 1, b))]))).toEqual([
      'strconv.ParseInt: parsing "x": invalid syntax',
    ]);
  });

  const grouped = (name: string, replicas: number, annotations: object) =>
    replicated(name, {}, replicas, { [GROUP]: 'g', ...annotations });
  it.each([
    ['two, one of them single', [grouped('a', 1, { [REQUIRED]: 'r' }), grouped('b', 4, { [REQUIRED]: 'r' })], []],
    [
      'two at different levels',
      [grouped('a', 1, { [REQUIRED]: 'r' }), grouped('b', 4, { [PREFERRED]: 'r' })],
      [path(0), path(1)],
    ],
    [
      'two of several pods each',
      [grouped('a', 2, { [REQUIRED]: 'r' }), grouped('b', 4, { [REQUIRED]: 'r' })],
      [path(0, GROUP), path(1, GROUP)],
    ],
    ['one', [grouped('a', 1, { [REQUIRED]: 'r' })], [path(0, GROUP)]],
    [
      'three',
      ['a', 'b', 'c'].map((name) => grouped(name, 1, { [REQUIRED]: 'r' })),
      [path(0, GROUP), path(1, GROUP), path(2, GROUP)],
    ],
  ])('with a group of %s is told %j (fact 31)', (_, jobs, fields) => {
    const { errors } = deriveOne([jobSet(...jobs)]);
    expect(errors.map((error) => 'field' in error && error.field)).toEqual(fields);
  });

  it('is refused with nothing but why its layers of slices cannot be read', () => {
    const unreadable = { 'kueue.x-k8s.io/podset-slice-required-topology-constraints': 'x', [GROUP]: '1' };
    expect(errorLines(deriveOne([jobSet(replicated('a', {}, 1, unreadable))]))).toEqual([
      "failed to parse multi-layer topology constraints annotation: invalid character 'x' looking for beginning of value",
    ]);
  });
});
