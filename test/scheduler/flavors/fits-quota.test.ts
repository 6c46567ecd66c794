import { describe, expect, it } from 'vitest';
import type { ClusterQueue, ClusterQueuePreemption } from '../../../src/model/index.ts';
import { type Amount, toAmount } from '../../../src/quota/index.ts';
import { fitsQuota, type QuotaAnswer } from '../../../src/scheduler/flavors/fits-quota.ts';
import {
  admitted,
  infoIn,
  oracleOf,
  queue,
  queueIn,
  type SnapshotParts,
  snapshot,
  workload,
} from '../make-scheduler.ts';

const RECLAIM = { possibility: 'Reclaim', borrowingLevel: 7 } as const;

/** Asks `q` for cores of flavor `f` (or another resource); the oracle always sees somebody to reclaim from. */
function ask(parts: SnapshotParts, requested: Amount, assumed: Amount = 0, resource = 'cpu'): QuotaAnswer {
  const state = snapshot(parts);
  const flavorResource = state.quota.quota.flavorResources.indexOf('f', resource) as number;
  return fitsQuota(
    { flavor: 'f', resource, flavorResource, assumed, requested },
    {
      snapshot: state,
      queue: queueIn(state, 'q'),
      workload: infoIn(state, workload('w', []), 'q'),
      oracle: oracleOf(state, { [`f/${resource}`]: RECLAIM }),
    },
  );
}

const ALONE = { clusterQueues: [queue('q', [{ f: { cpu: 10 } }])] };

function pair(own: ClusterQueue, otherCpu = 10): ClusterQueue[] {
  return [own, queue('other', [{ f: { cpu: otherCpu } }], { cohortName: 'all' })];
}

describe('an amount of quota', () => {
  it('fits while it is available', () => {
    const parts = { ...ALONE, workloads: [admitted('w', 'q', { cpu: ['f', 6] })] };
    expect(ask(parts, 4000)).toEqual({ fit: 'Fit', borrowingLevel: 0 });
    expect(ask(parts, 3000, 1000)).toEqual({ fit: 'Fit', borrowingLevel: 0 });
  });

  it('fits at the level of the cohort that it borrows from', () => {
    const clusterQueues = pair(queue('q', [{ f: { cpu: 4 } }], { cohortName: 'all' }));
    expect(ask({ clusterQueues }, 5000)).toEqual({ fit: 'Fit', borrowingLevel: 1 });
  });

  it('beyond what the queue could ever have is too much, with what others were given told', () => {
    expect(ask(ALONE, 8500, 2000)).toEqual({
      fit: 'NoFit',
      borrowingLevel: 0,
      reason:
        'insufficient quota for cpu in flavor f, previously considered podsets requests (2) + current podset request ' +
        '(8500m) > maximum capacity (10)',
      noFitReason: 'ExceedsMaxQuota',
    });
  });

  it('is never told as unlimited where a pod set requests it (kueue-quota §8.8)', () => {
    const answer = ask(ALONE, toAmount(9223372036854775807n));
    expect(answer.reason).toContain('current podset request (9223372036854775807m) > maximum capacity (10)');
  });

  it('within nominal quota is left to the oracle when it is in use', () => {
    const parts = { ...ALONE, workloads: [admitted('w', 'q', { cpu: ['f', 6] })] };
    expect(ask(parts, 5000)).toEqual({
      fit: 'Reclaim',
      borrowingLevel: 7,
      reason: 'insufficient unused quota for cpu in flavor f, 1 more needed',
    });
  });

  it('lacks no more than it asks for, although the queue is in debt (kueue-quota Q29)', () => {
    const parts = { ...ALONE, workloads: [admitted('w', 'q', { cpu: ['f', 25] })] };
    expect(ask(parts, 5000).reason).toBe('insufficient unused quota for cpu in flavor f, 5 more needed');
  });

  const full = [admitted('a', 'q', { cpu: ['f', 4] }), admitted('b', 'other', { cpu: ['f', 10] })];

  it('beyond nominal waits where the queue may not preempt to borrow', () => {
    const clusterQueues = pair(queue('q', [{ f: { cpu: 4 } }], { cohortName: 'all' }));
    expect(ask({ clusterQueues, workloads: full }, 6000)).toEqual({
      fit: 'NoFit',
      borrowingLevel: 1,
      reason: 'insufficient unused quota for cpu in flavor f, 6 more needed',
      noFitReason: 'WaitingForQuota',
    });
  });

  // kueue-quota §8.8, canPreemptWhileBorrowing, and Q25 for the empty words that no API server lets through.
  it.each<[title: string, preemption: Partial<ClusterQueuePreemption>, isFair: boolean, asks: boolean]>([
    ['nothing allowed', {}, false, false],
    ['borrowWithinCohort LowerPriority', { borrowWithinCohort: { policy: 'LowerPriority' } }, false, true],
    ['borrowWithinCohort Never', { borrowWithinCohort: { policy: 'Never' } }, false, false],
    ['borrowWithinCohort empty', { borrowWithinCohort: { policy: '' } }, false, true],
    ['reclaimWithinCohort Any', { reclaimWithinCohort: 'Any' }, false, false],
    ['reclaimWithinCohort Any, fair sharing', { reclaimWithinCohort: 'Any' }, true, true],
    ['reclaimWithinCohort Never, fair sharing', {}, true, false],
    ['reclaimWithinCohort empty, fair sharing', { reclaimWithinCohort: '' }, true, true],
  ])('beyond nominal is left to the oracle or not: %s', (_, changes, isFair, asks) => {
    const preemption = { reclaimWithinCohort: 'Never', withinClusterQueue: 'Never', ...changes } as const;
    const clusterQueues = pair(queue('q', [{ f: { cpu: 4 } }], { cohortName: 'all', preemption }));
    const configuration = isFair ? { fairSharing: { preemptionStrategies: [] } } : {};
    expect(ask({ clusterQueues, workloads: full, configuration }, 6000).fit).toBe(asks ? 'Reclaim' : 'NoFit');
  });

  it('that fits a part of the cohort tree is left to the oracle: it may be reclaimed there', () => {
    const parts = {
      clusterQueues: [
        queue('q', [{ f: { cpu: 0 } }], { cohortName: 'inner' }),
        queue('sibling', [{ f: { cpu: 6 } }], { cohortName: 'inner' }),
        queue('far', [{ f: { cpu: 10 } }], { cohortName: 'outer' }),
      ],
      cohorts: [{ name: 'inner', parentName: 'outer', resourceGroups: [] }],
      workloads: [admitted('w', 'far', { cpu: ['f', 16] })],
    };
    expect(ask(parts, 6000)).toMatchObject({ fit: 'Reclaim', borrowingLevel: 7 });
    expect(ask(parts, 7000)).toMatchObject({ fit: 'NoFit', borrowingLevel: 2 });
  });

  it('of nothing fits, also where there is nothing', () => {
    const parts = { clusterQueues: [queue('q', [{ f: { 'nvidia.com/gpu': 0 } }])] };
    expect(ask(parts, 0, 0, 'nvidia.com/gpu')).toEqual({ fit: 'Fit', borrowingLevel: 0 });
  });
});
