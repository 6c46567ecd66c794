import { describe, expect, it } from 'vitest';
import { type Condition, type Configuration, resolveFeatureGates } from '../../../src/model/index.ts';
import { effectivePriority, holdsQuota, queueOrderMs } from '../../../src/scheduler/index.ts';
import { admitted, workload } from '../make-scheduler.ts';

function condition(type: string, reason: string, status: Condition['status'] = 'True'): Condition {
  return { type, status, reason, lastTransitionMs: 500 };
}

const byCreation: Configuration = {
  waitForPodsReady: {
    timeoutMs: 1,
    blockAdmission: false,
    requeuing: { timestamp: 'Creation', backoffBaseSeconds: 60, backoffMaxSeconds: 3600 },
  },
};

describe('the time that a workload waits since (kueue-quota §5.2)', () => {
  it.each<
    [title: string, conditions: Condition[], gates: Record<string, boolean>, config: Configuration, expected: number]
  >([
    ['is its creation', [], {}, {}, 100],
    ['is its eviction for pods that were not ready', [condition('Evicted', 'PodsReadyTimeout')], {}, {}, 500],
    ['is its creation if so configured', [condition('Evicted', 'PodsReadyTimeout')], {}, byCreation, 100],
    [
      'is its eviction by an admission check in any case',
      [condition('Evicted', 'AdmissionCheck')],
      {},
      byCreation,
      500,
    ],
    ['is its creation after other evictions', [condition('Evicted', 'Preempted')], {}, {}, 100],
    ['is its creation when the eviction is over', [condition('Evicted', 'AdmissionCheck', 'False')], {}, {}, 100],
    ['is its creation after preemption', [condition('Preempted', 'InCohortReclaimWhileBorrowing')], {}, {}, 100],
    [
      'is a little after preemption by who borrows, where priorities do not sort the cohort',
      [condition('Preempted', 'InCohortReclaimWhileBorrowing')],
      { PrioritySortingWithinCohort: false },
      {},
      501,
    ],
    [
      'is its creation after other preemption, there too',
      [condition('Preempted', 'InCohortReclamation')],
      { PrioritySortingWithinCohort: false },
      {},
      100,
    ],
  ])('%s', (_, conditions, gates, configuration, expected) => {
    const of = workload('w', [], { creationMs: 100, conditions });
    expect(queueOrderMs(of, resolveFeatureGates(gates), configuration)).toBe(expected);
  });

  it('is before all others where nothing is known', () => {
    expect(queueOrderMs(workload('w', []), resolveFeatureGates(), {})).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe('the priority that decides (kueue-quota §5.1)', () => {
  it.each<[priority: number | undefined, boost: string | undefined, gate: boolean, expected: number]>([
    [undefined, undefined, true, 0],
    [7, undefined, true, 7],
    [7, '5', true, 12],
    [7, '-10', true, -3],
    [7, '5', false, 7],
    [7, 'much', true, 7],
    [7, '2147483648', true, 7],
    [2147483647, '2147483647', true, 4294967294],
  ])('of %s with boost %s (gate: %s) is %s', (priority, boost, PriorityBoost, expected) => {
    const of = workload('w', [], {
      ...(priority !== undefined && { priority }),
      ...(boost !== undefined && { annotations: { 'kueue.x-k8s.io/priority-boost': boost } }),
    });
    expect(effectivePriority(of, resolveFeatureGates({ PriorityBoost }))).toBe(expected);
  });
});

describe('quota is held (kueue-quota §5.5)', () => {
  const held = admitted('w', 'q', { cpu: ['f', 1] });

  it.each<[title: string, is: boolean, changes: object]>([
    ['by an admitted workload', true, {}],
    ['by one that was evicted and has not stopped', true, { conditions: [condition('Evicted', 'Preempted')] }],
    ['by an admission that nobody commented on', true, { conditions: [] }],
    ['no more when it is finished', false, { conditions: [condition('Finished', 'Succeeded')] }],
    ['no more when it is inactive', false, { isActive: false }],
    [
      'no more when the reservation was taken back',
      false,
      { conditions: [condition('QuotaReserved', 'Pending', 'False')] },
    ],
    ['not without an admission', false, { admission: undefined }],
  ])('%s: %s', (_, is, changes) => {
    expect(holdsQuota({ ...held, ...changes })).toBe(is);
  });
});
