import { describe, expect, it } from 'vitest';
import { type PreemptionForecast, preemptionOracle } from '../../../src/scheduler/index.ts';
import { infoIn, queueIn, type SnapshotParts, snapshot } from '../make-scheduler.ts';
import { cores, FAIR, holder, incoming, NOW_MS } from './make-preemption.ts';

const BOTH = { reclaimWithinCohort: 'Any', withinClusterQueue: 'LowerPriority' } as const;

/** What the oracle says of so many cores for queue `q`. */
function forecast(parts: SnapshotParts, cpu: number): PreemptionForecast {
  const state = snapshot(parts);
  const oracle = preemptionOracle(state, infoIn(state, incoming(cpu, { priority: 1 }), 'q'), { nowMs: NOW_MS });
  const flavorResource = state.quota.quota.flavorResources.indexOf('f', 'cpu') as number;
  return oracle.forecast(queueIn(state, 'q'), flavorResource, cpu * 1000);
}

describe('the preemption oracle', () => {
  const clusterQueues = [cores('q', 'all', 4, BOTH), cores('other', 'all', 4)];

  it('sees nobody, and tells the level of borrowing as things are', () => {
    const workloads = [holder('own1', 'q', 4, { priority: 1 }), holder('other1', 'other', 4)];
    expect(forecast({ clusterQueues, workloads }, 4)).toEqual({ possibility: 'NoCandidates', borrowingLevel: 1 });
  });

  it('sees that what others borrowed can be reclaimed, and that nothing is borrowed then', () => {
    const workloads = [holder('other1', 'other', 4), holder('other2', 'other', 4)];
    expect(forecast({ clusterQueues, workloads }, 4)).toEqual({ possibility: 'Reclaim', borrowingLevel: 0 });
  });

  it('sees that somebody of the own queue would have to go, even if beside others', () => {
    const own = [holder('own1', 'q', 4), holder('other1', 'other', 4)];
    expect(forecast({ clusterQueues, workloads: own }, 4)).toEqual({ possibility: 'Preempt', borrowingLevel: 0 });
    const both = [holder('own1', 'q', 2), holder('other2', 'other', 6)];
    expect(forecast({ clusterQueues, workloads: both }, 4)).toEqual({ possibility: 'Preempt', borrowingLevel: 0 });
  });

  it('tells the level of borrowing that is left after preemption', () => {
    const workloads = [holder('own1', 'q', 6), holder('other1', 'other', 2)];
    expect(forecast({ clusterQueues, workloads }, 5)).toEqual({ possibility: 'Preempt', borrowingLevel: 1 });
  });

  it('searches as is configured', () => {
    const queues = [cores('q', 'all', 0, BOTH), cores('other', 'all', 0), cores('lender', 'all', 4)];
    const workloads = [holder('other1', 'other', 4)];
    expect(forecast({ clusterQueues: queues, workloads }, 3)).toEqual({
      possibility: 'NoCandidates',
      borrowingLevel: 1,
    });
    expect(forecast({ clusterQueues: queues, workloads, configuration: FAIR }, 3)).toEqual({
      possibility: 'Reclaim',
      borrowingLevel: 1,
    });
  });
});
