import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Pod, PodSetTopologyRequest } from '../../../../src/model/index.ts';
import {
  assignRanks,
  type RankedPodSet,
  rankOffsets,
  rankOrder,
} from '../../../../src/placement/kueue/lifecycle/index.ts';
import { gatedPod, INDEX, JOB_INDEX } from './pods.ts';

function podSet(name: string, count: number, topologyRequest: PodSetTopologyRequest = {}): RankedPodSet {
  return { name, count, topologyRequest };
}

describe('rankOffsets', () => {
  const group = { podSetGroupName: 'g' };
  const cases: [podSets: RankedPodSet[], ranges: [string, number, number][], why: string][] = [
    [
      [podSet('a', 3), podSet('b', 2)],
      [
        ['a', 0, 3],
        ['b', 0, 2],
      ],
      'pod sets alone start at 0',
    ],
    [
      [podSet('l', 1, group), podSet('w', 4, group)],
      [
        ['l', 0, 1],
        ['w', 1, 5],
      ],
      'workers start after the leader',
    ],
    [
      [podSet('w', 4, group), podSet('l', 1, group)],
      [
        ['w', 1, 5],
        ['l', 0, 1],
      ],
      'in whatever order they stand',
    ],
    [
      [podSet('a', 1, group), podSet('b', 1, group)],
      [
        ['a', 0, 1],
        ['b', 1, 2],
      ],
      'the first of equals leads',
    ],
    [
      [podSet('a', 2, group), podSet('b', 3, { podSetGroupName: 'h' })],
      [
        ['a', 0, 2],
        ['b', 0, 3],
      ],
      'groups of one are no groups',
    ],
    [[{ name: 'a', count: 2 }], [['a', 0, 2]], 'no request is needed'],
  ];
  it.each(cases)('of %j are %j: %s', (podSets, ranges) => {
    const expected = new Map(ranges.map(([name, offset, maxRank]) => [name, { offset, maxRank }]));
    expect(rankOffsets(podSets)).toEqual(expected);
  });
});

describe('assignRanks', () => {
  const byIndex = { podIndexLabel: INDEX };
  const byJob = { podIndexLabel: INDEX, subGroupIndexLabel: JOB_INDEX, subGroupCount: 2 };
  const alone = (count: number) => ({ offset: 0, maxRank: count });
  const pods = (...indices: string[]): Pod[] => indices.map((index, i) => gatedPod(`p${i}`, { [INDEX]: index }));
  const inJobs = (...indices: [job: string, index: string][]): Pod[] =>
    indices.map(([job, index], i) => gatedPod(`p${i}`, { [INDEX]: index, [JOB_INDEX]: job }));

  it('reads the index label, in the order of the pods', () => {
    expect(assignRanks(podSet('main', 4, byIndex), pods('2', '0', '3'), alone(4))).toEqual({
      state: 'ranked',
      ranks: [2, 0, 3],
    });
  });

  it('counts through the jobs of a sub-group: pod 1 of job 1 of two is number 1 + 1 × 3 of six', () => {
    const labelled = inJobs(['0', '2'], ['1', '1'], ['1', '0']);
    expect(assignRanks(podSet('main', 6, byJob), labelled, alone(6))).toEqual({ state: 'ranked', ranks: [2, 4, 3] });
  });

  it('takes off the offset of a group', () => {
    const workers = podSet('w', 3, byIndex);
    expect(assignRanks(workers, pods('1', '3', '2'), { offset: 1, maxRank: 4 })).toEqual({
      state: 'ranked',
      ranks: [0, 2, 1],
    });
  });

  it('shifts the range of all by the annotation of the first pod', () => {
    const [first, ...rest] = pods('2', '1');
    const annotated = { ...(first as Pod), annotations: { 'kueue.x-k8s.io/pod-index-offset': '1' } };
    expect(assignRanks(podSet('w', 2, byIndex), [annotated, ...rest], alone(2))).toEqual({
      state: 'ranked',
      ranks: [1, 0],
    });
    expect(assignRanks(podSet('w', 2, byIndex), [...rest, annotated], alone(2))).toEqual({
      state: 'unranked',
      reason: 'bad-pod-index',
    });
  });

  it('says when that annotation is no integer, index label or not', () => {
    const pod = { ...gatedPod('p'), annotations: { 'kueue.x-k8s.io/pod-index-offset': 'one' } };
    expect(assignRanks(podSet('w', 2, byIndex), [pod], alone(2))).toEqual({ state: 'bad-offset', value: 'one' });
    expect(assignRanks(podSet('w', 2), [pod], alone(2))).toEqual({ state: 'bad-offset', value: 'one' });
  });

  const violations: [what: string, podSet: RankedPodSet, pods: Pod[], reason: string][] = [
    ['no index label is asked for', podSet('main', 2), pods('0'), 'no-index-label'],
    ['a pod lacks it', podSet('main', 2, byIndex), [...pods('0'), gatedPod('q')], 'bad-pod-index'],
    ['it is signed', podSet('main', 2, byIndex), pods('-1'), 'bad-pod-index'],
    ['it is no number', podSet('main', 2, byIndex), pods('x'), 'bad-pod-index'],
    ['it is empty', podSet('main', 2, byIndex), pods(''), 'bad-pod-index'],
    ['it reaches the count', podSet('main', 2, byIndex), pods('2'), 'bad-pod-index'],
    ['two pods share it', podSet('main', 2, byIndex), pods('1', '1'), 'duplicate-rank'],
    ['there are no sub-groups', podSet('main', 2, { ...byJob, subGroupCount: 0 }), inJobs(['0', '0']), 'no-sub-groups'],
    ['the job index is missing', podSet('main', 2, byJob), pods('0'), 'bad-job-index'],
    ['the job index reaches its count', podSet('main', 4, byJob), inJobs(['2', '0']), 'bad-job-index'],
    ['the pod index reaches the size of one job', podSet('main', 4, byJob), inJobs(['0', '2']), 'bad-pod-index'],
  ];
  it.each(violations)('gives no ranks where %s', (_what, set, labelled, reason) => {
    expect(assignRanks(set, labelled, alone(set.count))).toEqual({ state: 'unranked', reason });
  });

  it('gives none to an index before the group starts', () => {
    expect(assignRanks(podSet('w', 3, byIndex), pods('0'), { offset: 1, maxRank: 4 })).toEqual({
      state: 'unranked',
      reason: 'rank-out-of-range',
    });
  });

  it('gives none to an index that a negative offset carries past the end', () => {
    const pod = gatedPod('p', { [INDEX]: '1', [JOB_INDEX]: '0' });
    const annotated = { ...pod, annotations: { 'kueue.x-k8s.io/pod-index-offset': '-1' } };
    const oneJob = podSet('main', 2, { ...byJob, subGroupCount: 1 });
    expect(assignRanks(oneJob, [annotated], alone(2))).toEqual({ state: 'unranked', reason: 'rank-out-of-range' });
  });

  it('ranks no pods without complaint', () => {
    expect(assignRanks(podSet('main', 2, byIndex), [], alone(2))).toEqual({ state: 'ranked', ranks: [] });
  });

  it('numbers a whole pod set 0 to count - 1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 8 }), (jobs, size) => {
        const labelled = inJobs(
          ...Array.from({ length: jobs * size }, (_, i): [string, string] => [
            `${i % jobs}`,
            `${Math.trunc(i / jobs)}`,
          ]),
        );
        const ranks = assignRanks(
          podSet('main', jobs * size, { ...byJob, subGroupCount: jobs }),
          labelled,
          alone(jobs * size),
        );
        const sorted = ranks.state === 'ranked' ? [...ranks.ranks].sort((a, b) => a - b) : [];
        expect(sorted).toEqual(Array.from({ length: jobs * size }, (_, i) => i));
      }),
      { seed: 7, numRuns: 100 },
    );
  });
});

describe('rankOrder', () => {
  it('repeats each domain as often as it has pods', () => {
    const domains = [
      { values: ['r1', 'a'], count: 2 },
      { values: ['r1', 'b'], count: 1 },
    ];
    expect(rankOrder({ levels: ['rack', 'host'], domains })).toEqual([
      ['r1', 'a'],
      ['r1', 'a'],
      ['r1', 'b'],
    ]);
  });

  it('is empty without domains', () => {
    expect(rankOrder({ levels: ['host'], domains: [] })).toEqual([]);
  });
});
