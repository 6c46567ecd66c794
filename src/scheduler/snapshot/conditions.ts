import type { Condition, Workload } from '../../model/index.ts';

/** The condition of this type, if the workload has one. */
export function conditionOf(workload: Workload, type: string): Condition | undefined {
  return workload.conditions?.find((condition) => condition.type === type);
}

/** The condition of this type if it holds. */
export function trueCondition(workload: Workload, type: string): Condition | undefined {
  const condition = conditionOf(workload, type);
  return condition?.status === 'True' ? condition : undefined;
}

/**
 * Does a workload hold quota? It has an admission that was not taken back, is active and not finished. An evicted one
 * holds until its job has stopped. An admission without conditions, as nobody but people write it, counts.
 * @see kueue-quota §5.5, active reservation
 */
export function holdsQuota(workload: Workload): boolean {
  const { admission, isActive } = workload;
  if (admission === undefined || isActive === false) return false;
  const reserved = conditionOf(workload, 'QuotaReserved');
  return (reserved === undefined || reserved.status === 'True') && trueCondition(workload, 'Finished') === undefined;
}
