import type { PodSetTotals } from '../snapshot/pod-set-totals.ts';
import type { SchedulerQueue } from '../snapshot/scheduler-queue.ts';
import type { SchedulerSnapshot } from '../snapshot/scheduler-snapshot.ts';
import type { WorkloadInfo } from '../snapshot/workload-info.ts';
import type { NominationMapping } from './nomination-mapping.ts';
import type { PreemptionOracle } from './preemption-oracle.ts';
import type { ScanProgress } from './scan-progress.ts';

/** Who wants flavors of which queue, at which state. */
export interface AssignmentQuestion {
  /** Only asked, never changed. */
  readonly snapshot: SchedulerSnapshot;
  readonly queue: SchedulerQueue;
  readonly workload: WorkloadInfo;
  readonly oracle: PreemptionOracle;
  /** Pods of each pod set, in order, where fewer than all are to be admitted. */
  readonly counts?: readonly number[];
  /** Where earlier attempts at the workload stopped. */
  readonly progress?: ScanProgress;
  /** Flavors of the first assignment in this cycle, that a second one keeps to. */
  readonly nomination?: NominationMapping;
  /** Pod sets of the slice that the workload replaces, in the order of the workload's (kueue-quota §13.1). */
  readonly replacedSlice?: readonly PodSetTotals[];
}
