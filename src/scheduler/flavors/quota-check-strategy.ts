import type { SchedulerSnapshot } from '../snapshot/scheduler-snapshot.ts';

/**
 * Are resources that no group of the queue covers passed over, instead of making a workload inadmissible?
 * @see kueue-quota §3.8, §8.4
 */
export function ignoresUndeclared({ gates, configuration }: SchedulerSnapshot): boolean {
  return gates.QuotaCheckStrategy && configuration.resources?.quotaCheckStrategy === 'IgnoreUndeclared';
}
