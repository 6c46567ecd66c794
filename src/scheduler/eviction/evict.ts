import type { AdmissionCheckState, EvictionCount, Workload } from '../../model/index.ts';
import { trueCondition } from '../snapshot/conditions.ts';
import { workloadKey } from '../snapshot/workload-info.ts';
import { setCondition } from './set-condition.ts';
import { type WorkloadEvent, workloadEvent } from './workload-event.ts';

/** Why a workload has to give its quota back; closed (kueue-quota §15.2). */
export type EvictionReason =
  | 'Preempted'
  | 'FlavorMigration'
  | 'PodsReadyTimeout'
  | 'AdmissionCheck'
  | 'ClusterQueueStopped'
  | 'LocalQueueStopped'
  | 'NodeFailures'
  | 'EvictedOnManagerCluster'
  | 'Deactivated';

/** An eviction to be carried out. */
export interface EvictionCause {
  readonly reason: EvictionReason;
  /** What brought about a deactivation or a timeout, where that is known. */
  readonly underlyingCause?: string;
  readonly message: string;
}

const GATED = 'BlockedOnPreemptionGates';

/** What an eviction changes, and who is told of it. */
export interface EvictedWorkload {
  readonly workload: Workload;
  readonly events: readonly WorkloadEvent[];
}

/**
 * Tells a workload to give its quota back. It keeps admission and quota until its job has stopped; its admission checks
 * begin anew, and nodes that failed under it are forgotten.
 * @see kueue-quota §14.3
 */
export function evict(
  workload: Workload,
  { reason, underlyingCause = '', message }: EvictionCause,
  nowMs: number,
): EvictedWorkload {
  const { unhealthyNodes: _, ...rest } = workload;
  const fullReason = reason === 'Deactivated' && underlyingCause !== '' ? `DeactivatedDueTo${underlyingCause}` : reason;
  const counted: Workload = { ...rest, evictions: countEviction(workload.evictions, reason, underlyingCause) };
  const checked = resetAdmissionChecks(counted, nowMs);
  const told = { reason: fullReason, message };
  const evicted = setCondition(checked, { type: 'Evicted', status: 'True', ...told }, nowMs);
  const isBlocked = trueCondition(workload, GATED) !== undefined;
  return {
    // Whoever waited for a preemption gate waits no more.
    workload: isBlocked ? setCondition(evicted, { type: GATED, status: 'False', ...told }, nowMs) : evicted,
    events:
      workload.admission === undefined
        ? []
        : [workloadEvent(workloadKey(workload), `EvictedDueTo${fullReason}`, message)],
  };
}

/** One more eviction for this reason and cause. */
function countEviction(
  counts: readonly EvictionCount[] = [],
  reason: string,
  underlyingCause: string,
): readonly EvictionCount[] {
  const isSame = (one: EvictionCount): boolean => one.reason === reason && one.underlyingCause === underlyingCause;
  if (!counts.some(isSame)) return [...counts, { reason, underlyingCause, count: 1 }];
  return counts.map((one) => (isSame(one) ? { ...one, count: one.count + 1 } : one));
}

function resetAdmissionChecks(workload: Workload, nowMs: number): Workload {
  const { admissionChecks } = workload;
  if (admissionChecks === undefined) return workload;
  return {
    ...workload,
    admissionChecks: admissionChecks.map((check) => (check.state === 'Pending' ? check : resetCheck(check, nowMs))),
  };
}

function resetCheck(
  { name, state, requeueAfterSeconds, retryCount = 0 }: AdmissionCheckState,
  nowMs: number,
): AdmissionCheckState {
  return {
    name,
    state: 'Pending',
    message: `Reset to Pending after eviction. Previously: ${state}`,
    lastTransitionMs: nowMs,
    ...(requeueAfterSeconds !== undefined && { requeueAfterSeconds }),
    ...(state === 'Retry' && { retryCount: retryCount + 1 }),
  };
}
