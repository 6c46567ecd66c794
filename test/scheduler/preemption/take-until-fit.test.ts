import { describe, expect, it } from 'vitest';
import type { PreemptionTarget, SchedulerSnapshot } from '../../../src/scheduler/index.ts';
import { takeUntilFit } from '../../../src/scheduler/preemption/take-until-fit.ts';
import type { TopologyFit } from '../../../src/scheduler/preemption/topology-fit.ts';

/**
 * Takes of so many victims until `enough` of them are out, as far as the topology goes, and `enoughQuota` as far as the
 * quota goes; how many were taken in the end, and how often the topology was asked.
 */
function run(victimCount: number, enough: number, { enoughQuota = 0, isMonotone = true } = {}) {
  let out = 0;
  let questions = 0;
  const snapshot = { addWorkload: () => void out--, removeWorkload: () => void out++ } as unknown as SchedulerSnapshot;
  const isFitting = (): boolean => {
    questions++;
    return out >= enough;
  };
  function* victims(): Generator<PreemptionTarget> {
    for (let i = 0; i < victimCount; i++) {
      out++;
      yield { workload: { key: `w${i}` }, reason: 'InClusterQueue' } as unknown as PreemptionTarget;
    }
  }
  const topology = { isMonotone, isFitting } as unknown as TopologyFit;
  const targets = takeUntilFit(victims(), { snapshot, topology, fitsQuota: () => out >= enoughQuota });
  return { taken: targets?.length, out, questions };
}

describe('victims are taken until the preemptor fits:', () => {
  it.each([1, 2, 3, 4, 5, 30, 99, 100])('%d of 100 where that many are enough', (enough) => {
    for (const isMonotone of [true, false]) {
      expect(run(100, enough, { isMonotone })).toMatchObject({ taken: enough, out: enough });
    }
  });

  it.each([1, 7, 40, 100])('at least the %d that the quota needs', (enoughQuota) => {
    expect(run(100, 5, { enoughQuota })).toMatchObject({ taken: Math.max(5, enoughQuota) });
    expect(run(100, 40, { enoughQuota })).toMatchObject({ taken: Math.max(40, enoughQuota) });
  });

  it('none where all are not enough', () => {
    expect(run(100, 101).taken).toBeUndefined();
    expect(run(100, 0, { enoughQuota: 101 })).toMatchObject({ taken: undefined, questions: 0 });
    expect(run(0, 0).taken).toBeUndefined();
  });

  it('one even where the preemptor would have fitted without', () => {
    expect(run(100, 0)).toMatchObject({ taken: 1, questions: 1 });
  });

  it('with few questions to the topology where more victims always help, else with one after each', () => {
    expect(run(1000, 700).questions).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(1000)));
    expect(run(1000, 700, { isMonotone: false }).questions).toBe(700);
  });
});
