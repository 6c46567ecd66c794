import { compareStrings } from '../../base/index.ts';
import type { AdmissionCheckState, Condition, EvictionCount, Workload } from '../../model/index.ts';

/** A condition as it is compared: without times, and without what is empty. */
export type ComparedCondition = Pick<Condition, 'type' | 'status' | 'reason' | 'message' | 'observedGeneration'>;

/** What changed in the status of a workload, in the words of the object. */
export interface StatusChanges {
  /** New or different ones, in byte order of types. */
  readonly conditions?: readonly ComparedCondition[];
  readonly admissionChecks?: readonly object[];
  readonly schedulingStats?: { readonly evictions: readonly EvictionCount[] };
  /** Names of parts that are gone. */
  readonly removed?: readonly string[];
}

/** The differences between a workload's status before and after; empty if there are none. */
export function statusChanges(before: Workload, after: Workload): StatusChanges {
  const conditions = changedConditions(before.conditions, after.conditions);
  const removed = before.unhealthyNodes !== undefined && after.unhealthyNodes === undefined ? ['unhealthyNodes'] : [];
  const { admissionChecks, evictions } = after;
  return {
    ...(conditions.length > 0 && { conditions }),
    ...(admissionChecks !== undefined &&
      JSON.stringify(admissionChecks) !== JSON.stringify(before.admissionChecks) && {
        admissionChecks: admissionChecks.map(toObject),
      }),
    ...(evictions !== undefined && evictions !== before.evictions && { schedulingStats: { evictions } }),
    ...(removed.length > 0 && { removed }),
  };
}

function changedConditions(before: readonly Condition[] = [], after: readonly Condition[] = []): ComparedCondition[] {
  const known = new Set(before.map((condition) => JSON.stringify(compared(condition))));
  return after
    .map(compared)
    .filter((condition) => !known.has(JSON.stringify(condition)))
    .sort((a, b) => compareStrings(a.type, b.type));
}

function compared({ type, status, reason, message, observedGeneration }: Condition): ComparedCondition {
  return {
    type,
    status,
    ...(reason && { reason }),
    ...(message && { message }),
    ...(observedGeneration && { observedGeneration }),
  };
}

/** An admission check as it stands in a Workload object. */
function toObject({ lastTransitionMs, podSetUpdates, ...check }: AdmissionCheckState): object {
  return {
    ...check,
    ...(lastTransitionMs !== undefined && {
      lastTransitionTime: new Date(lastTransitionMs).toISOString().replace(/\.\d+Z$/, 'Z'),
    }),
    ...(podSetUpdates && { podSetUpdates: podSetUpdates.map(({ podSet: name, ...update }) => ({ name, ...update })) }),
  };
}
