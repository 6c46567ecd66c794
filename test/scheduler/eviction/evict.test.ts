import { describe, expect, it } from 'vitest';
import type { Workload } from '../../../src/model/index.ts';
import { evict } from '../../../src/scheduler/index.ts';
import { admitted } from '../make-scheduler.ts';

const NOW_MS = 9000;
const HELD = admitted('w', 'q', { cpu: ['f', 1] }, { namespace: 'ns' });

function conditionIn({ conditions = [] }: Workload, type: string) {
  return conditions.find((condition) => condition.type === type);
}

describe('an evicted workload', () => {
  it('keeps its admission and its quota, and is told of it', () => {
    const { workload, events } = evict(HELD, { reason: 'Preempted', message: 'go' }, NOW_MS);
    expect(workload.admission).toEqual(HELD.admission);
    expect(conditionIn(workload, 'QuotaReserved')?.status).toBe('True');
    expect(conditionIn(workload, 'Evicted')).toEqual({
      type: 'Evicted',
      status: 'True',
      reason: 'Preempted',
      message: 'go',
      lastTransitionMs: NOW_MS,
    });
    expect(events).toEqual([{ workload: 'ns/w', type: 'Normal', reason: 'EvictedDueToPreempted', message: 'go' }]);
  });

  it('without an admission is told nothing', () => {
    const { admission: _, ...waiting } = HELD;
    expect(evict(waiting, { reason: 'Deactivated', message: 'off' }, NOW_MS).events).toEqual([]);
  });

  it('by deactivation carries the cause in its reason, but not in its count', () => {
    const cause = { reason: 'Deactivated', underlyingCause: 'RequeuingLimitExceeded', message: 'm' } as const;
    const { workload, events } = evict(HELD, cause, NOW_MS);
    expect(conditionIn(workload, 'Evicted')?.reason).toBe('DeactivatedDueToRequeuingLimitExceeded');
    expect(events[0]?.reason).toBe('EvictedDueToDeactivatedDueToRequeuingLimitExceeded');
    expect(workload.evictions).toEqual([
      { reason: 'Deactivated', underlyingCause: 'RequeuingLimitExceeded', count: 1 },
    ]);
  });

  it('by a timeout carries its plain reason', () => {
    const cause = { reason: 'PodsReadyTimeout', underlyingCause: 'WaitForStart', message: 'm' } as const;
    expect(conditionIn(evict(HELD, cause, NOW_MS).workload, 'Evicted')?.reason).toBe('PodsReadyTimeout');
  });

  it('counts once more for the same reason and cause', () => {
    const evictions = [
      { reason: 'Preempted', underlyingCause: '', count: 2 },
      { reason: 'Preempted', underlyingCause: 'x', count: 5 },
    ];
    const { workload } = evict({ ...HELD, evictions }, { reason: 'Preempted', message: 'go' }, NOW_MS);
    expect(workload.evictions).toEqual([
      { reason: 'Preempted', underlyingCause: '', count: 3 },
      { reason: 'Preempted', underlyingCause: 'x', count: 5 },
    ]);
  });

  it('begins its admission checks anew, and remembers how often it retried', () => {
    const admissionChecks: Workload['admissionChecks'] = [
      { name: 'waiting', state: 'Pending', message: 'soon', retryCount: 4 },
      { name: 'done', state: 'Ready', podSetUpdates: [{ podSet: 'main' }], requeueAfterSeconds: 30, retryCount: 4 },
      { name: 'again', state: 'Retry', retryCount: 4 },
      { name: 'first', state: 'Retry' },
    ];
    const { workload } = evict({ ...HELD, admissionChecks }, { reason: 'AdmissionCheck', message: 'm' }, NOW_MS);
    const reset = (name: string, state: string) => ({
      name,
      state: 'Pending',
      message: `Reset to Pending after eviction. Previously: ${state}`,
      lastTransitionMs: NOW_MS,
    });
    expect(workload.admissionChecks).toEqual([
      { name: 'waiting', state: 'Pending', message: 'soon', retryCount: 4 },
      { ...reset('done', 'Ready'), requeueAfterSeconds: 30 },
      { ...reset('again', 'Retry'), retryCount: 5 },
      { ...reset('first', 'Retry'), retryCount: 1 },
    ]);
  });

  it('forgets failed nodes, and waits for no preemption gate any more', () => {
    const blocked = {
      type: 'BlockedOnPreemptionGates',
      status: 'True',
      reason: 'PreemptionGated',
      message: 'm',
    } as const;
    const before = { ...HELD, unhealthyNodes: ['n'], conditions: [...(HELD.conditions ?? []), blocked] };
    const { workload } = evict(before, { reason: 'NodeFailures', message: 'go' }, NOW_MS);
    expect(workload).not.toHaveProperty('unhealthyNodes');
    expect(conditionIn(workload, 'BlockedOnPreemptionGates')).toEqual({
      type: 'BlockedOnPreemptionGates',
      status: 'False',
      reason: 'NodeFailures',
      message: 'go',
      lastTransitionMs: NOW_MS,
    });
  });
});
