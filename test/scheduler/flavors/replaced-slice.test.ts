import { describe, expect, it } from 'vitest';
import type { Workload } from '../../../src/model/index.ts';
import { replacedSliceOf } from '../../../src/scheduler/index.ts';
import { admitted, assign, infoIn, podSet, queue, queueIn, snapshot, usageIn, workload } from '../make-scheduler.ts';

const clusterQueues = [queue('q', [{ a: { cpu: 6 }, b: { cpu: 20 } }])];
const old = admitted('old', 'q', { cpu: ['a', 4] }, { namespace: 'ns' });
const annotations = { 'kueue.x-k8s.io/workload-slice-replacement-for': 'ns/old' };

function slice(cpu: number, rest: Partial<Workload> = {}): Workload {
  return workload('new', [podSet('main', 1, { cpu })], { namespace: 'ns', annotations, ...rest });
}

describe('a slice that replaces another', () => {
  const state = snapshot({ clusterQueues, workloads: [old] });
  const replacedSlice = infoIn(state, old, 'q').podSets;

  it('asks for the difference, in the flavor of the other', () => {
    const answer = assign(state, 'q', slice(6), { replacedSlice });
    expect([answer.mode, usageIn(state, answer)]).toEqual(['Fit', { 'a/cpu': 2000 }]);
    expect(answer.podSets[0]?.requests).toEqual([{ resource: 'cpu', amount: 6000 }]);
  });

  it('may ask for less', () => {
    expect(usageIn(state, assign(state, 'q', slice(1), { replacedSlice }))).toEqual({ 'a/cpu': -3000 });
  });

  it('does not fit another flavor', () => {
    const answer = assign(state, 'q', slice(11), { replacedSlice });
    expect(answer.podSets[0]?.reasons).toEqual([
      'insufficient quota for cpu in flavor a, previously considered podsets requests (0) + current podset request (7) > ' +
        'maximum capacity (6)',
      'could not assign b flavor since the original workload is assigned: a',
    ]);
    expect(answer.podSets[0]?.attempts.map(({ noFitReason }) => noFitReason)).toEqual([
      'ExceedsMaxQuota',
      'NoMatchingFlavor',
    ]);
  });

  it('is an ordinary workload without the gate', () => {
    const off = snapshot({ clusterQueues, workloads: [old], gates: { ElasticJobsViaWorkloadSlices: false } });
    expect(usageIn(off, assign(off, 'q', slice(6), { replacedSlice }))).toEqual({ 'b/cpu': 6000 });
  });
});

describe('the slice that a workload replaces', () => {
  it.each<[title: string, changes: Partial<Workload>, gate: boolean, expected: string | undefined]>([
    ['is the one that it names', {}, true, 'ns/old'],
    ['is none in another namespace', { namespace: 'other' }, true, undefined],
    [
      'is none if it holds nothing',
      { annotations: { ...annotations, [Object.keys(annotations)[0]!]: 'ns/x' } },
      true,
      undefined,
    ],
    ['is none if none is named', { annotations: {} }, true, undefined],
    ['is none without the gate', {}, false, undefined],
  ])('%s', (_, changes, ElasticJobsViaWorkloadSlices, expected) => {
    const state = snapshot({ clusterQueues, workloads: [old], gates: { ElasticJobsViaWorkloadSlices } });
    const info = infoIn(state, slice(6, changes), 'q');
    expect(replacedSliceOf(info, queueIn(state, 'q'), state)?.key).toBe(expected);
  });
});
