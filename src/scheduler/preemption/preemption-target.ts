import type { WorkloadInfo } from '../snapshot/workload-info.ts';
import type { PreemptionReason } from './preemption-reason.ts';

/** A workload that has to give way, and why it. */
export interface PreemptionTarget {
  readonly workload: WorkloadInfo;
  readonly reason: PreemptionReason;
}
