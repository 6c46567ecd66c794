import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Workload } from '../../../src/model/index.ts';
import { type CandidateOrder, sortCandidates, type WorkloadInfo } from '../../../src/scheduler/index.ts';
import { infoIn, snapshot } from '../make-scheduler.ts';
import { cores, evicted, holder } from './make-preemption.ts';

const state = snapshot({ clusterQueues: [cores('own', 'all', 1), cores('other', 'all', 1)] });
const ORDER: CandidateOrder = { clusterQueue: 'own', nowMs: 5000 };

function sorted(workloads: readonly Workload[], order: CandidateOrder = ORDER): string[] {
  const candidates = workloads.map((workload) => ({ workload: infoIn(state, workload, '') }));
  return sortCandidates(candidates, order).map(({ workload }) => workload.workload.name);
}

/** Usage by LocalQueue; none is told of others. */
function usage(byQueue: Readonly<Record<string, number>>): CandidateOrder['localQueueUsage'] {
  return ({ workload }: WorkloadInfo) => byQueue[workload.queueName ?? ''];
}

describe('candidates', () => {
  it('that are evicted already come first, wherever they are', () => {
    const workloads = [holder('a1', 'other', 1), evicted(holder('b2', 'own', 1, { priority: 9 }))];
    expect(sorted(workloads)).toEqual(['b2', 'a1']);
  });

  it('of other queues come before those of the own, whatever their priority', () => {
    expect(sorted([holder('a1', 'own', 1), holder('b1', 'other', 1, { priority: 9 })])).toEqual(['b1', 'a1']);
  });

  it('come by priority, then the last reserved first, then by UID, then by key', () => {
    const workloads = [
      holder('low1', 'own', 1, { priority: -1 }),
      holder('late3', 'own', 1),
      holder('v2', 'own', 1, { uid: 'v' }),
      holder('u2', 'own', 1, { uid: 'u' }),
      holder('t2', 'own', 1, { uid: 'u' }),
    ];
    expect(sorted(workloads)).toEqual(['low1', 'late3', 't2', 'u2', 'v2']);
    expect(sorted(workloads.toReversed())).toEqual(['low1', 'late3', 't2', 'u2', 'v2']);
  });

  it('without a known reservation count as reserved now', () => {
    const unknown = holder('unknown', 'own', 1, { conditions: [] });
    expect(sorted([holder('past4', 'own', 1), unknown, holder('future6', 'own', 1)])).toEqual([
      'future6',
      'unknown',
      'past4',
    ]);
  });

  describe('with Admission Fair Sharing', () => {
    it('of one queue come by the usage of their LocalQueues, the highest first, before priority', () => {
      const workloads = [
        holder('a1', 'own', 1, { queueName: 'little', priority: -5 }),
        holder('b1', 'own', 1, { queueName: 'much', priority: 5 }),
      ];
      const order = { ...ORDER, localQueueUsage: usage({ little: 1, much: 2 }) };
      expect(sorted(workloads, order)).toEqual(['b1', 'a1']);
      expect(sorted(workloads)).toEqual(['a1', 'b1']);
    });

    it.each([
      ['of different queues', 'other', 'own', { x: 1, y: 2 }, 'x', 'y'],
      ['of LocalQueues of one name', 'own', 'own', { x: 1 }, 'x', 'x'],
      ['of which one has no usage', 'own', 'own', { y: 2 }, 'x', 'y'],
      ['of the same usage', 'own', 'own', { x: 2, y: 2 }, 'x', 'y'],
    ])('are compared as without, %s', (_, queueA, queueB, byQueue, a, b) => {
      const workloads = [
        holder('a1', queueA, 1, { queueName: a, priority: -5 }),
        holder('b1', queueB, 1, { queueName: b, priority: 5 }),
      ];
      const order = { ...ORDER, localQueueUsage: usage(byQueue as Record<string, number>) };
      expect(sorted(workloads, order)).toEqual(['a1', 'b1']);
    });
  });

  it('come in the same order whatever order they are listed in, even where usage orders them in circles', () => {
    const seeds = fc.uniqueArray(
      fc.record({
        name: fc.integer({ min: 1, max: 30 }),
        queue: fc.constantFrom('own', 'other'),
        localQueue: fc.constantFrom('x', 'y', 'z'),
        namespace: fc.constantFrom('n', 'm'),
        priority: fc.nat(2),
        uid: fc.constantFrom('', 'u'),
      }),
      { selector: ({ name }) => name, minLength: 2, maxLength: 12 },
    );
    const order = { ...ORDER, localQueueUsage: usage({ x: 1, y: 2 }) };
    fc.assert(
      fc.property(
        seeds.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, shuffled]) => {
          const named = (from: typeof list): Workload[] =>
            from.map(({ name, queue, localQueue, ...rest }) =>
              holder(`w${name}`, queue, 1, { ...rest, queueName: localQueue }),
            );
          expect(sorted(named(shuffled), order)).toEqual(sorted(named(list), order));
          expect(sorted(named(shuffled))).toEqual(sorted(named(list)));
        },
      ),
    );
  });
});
