import type { AdmissionCheck } from './admission-check.ts';
import type { ClusterQueue } from './cluster-queue.ts';
import type { Cohort } from './cohort.ts';
import type { LimitRange } from './limit-range.ts';
import type { LocalQueue } from './local-queue.ts';
import type { Namespace } from './namespace.ts';
import type { PriorityClass, WorkloadPriorityClass } from './priority-class.ts';
import type { RuntimeClass } from './runtime-class.ts';

/** Everything that says who may use how much, and what a job is taken for. The order in each list never matters. */
export interface Governance {
  readonly clusterQueues: readonly ClusterQueue[];
  readonly cohorts: readonly Cohort[];
  readonly localQueues: readonly LocalQueue[];
  readonly workloadPriorityClasses: readonly WorkloadPriorityClass[];
  readonly priorityClasses: readonly PriorityClass[];
  readonly admissionChecks: readonly AdmissionCheck[];
  readonly namespaces: readonly Namespace[];
  readonly limitRanges: readonly LimitRange[];
  readonly runtimeClasses: readonly RuntimeClass[];
}
