import type { SchedulerResourceStatus } from './scheduler-resource-status.ts';

/** One line of an allocation or of its absolute borrow limits: how much of which instance type (ec2-hyperpod §3.5). */
export interface ComputeQuotaResource {
  /** With the prefix `ml.`. */
  readonly instanceType: string;
  /** Whole instances. */
  readonly count?: number;
  /** Accelerators, vCPUs and memory need not be whole instances; what is not given follows from what is. */
  readonly accelerators?: number;
  readonly vCpu?: number;
  readonly memoryInGiB?: number;
  /** Slices of GPUs, as in `{ type: 'mig-1g.5gb', count: 4 }`. */
  readonly acceleratorPartition?: AcceleratorPartition;
}

/** Slices of GPUs of one MIG profile. */
export interface AcceleratorPartition {
  readonly type: string;
  readonly count: number;
}

/** `Lend`: others may borrow what is idle; `LendAndBorrow`: and the team may borrow from others; `DontLend`: neither. */
export type ResourceSharingStrategy = 'Lend' | 'DontLend' | 'LendAndBorrow';

/** HyperPod's allocation of compute to one team, with the API's defaults filled in (ec2-hyperpod §3.5). */
export interface ComputeQuota {
  readonly name: string;
  readonly clusterArn?: string;
  readonly teamName: string;
  /** 0 to 100; counts only where the cluster policy shares fairly. */
  readonly fairShareWeight: number;
  readonly resources: readonly ComputeQuotaResource[];
  readonly strategy: ResourceSharingStrategy;
  /** What may be borrowed, in percent of the team's own quota: 0 to 10000. Counts for `LendAndBorrow` only. */
  readonly borrowLimitPercent: number;
  /** Limits that stand in place of the percentage, for the instance types named. */
  readonly absoluteBorrowLimits: readonly ComputeQuotaResource[];
  /** May tasks of the team preempt its own tasks of lower priority? */
  readonly preemptTeamTasks: 'Never' | 'LowerPriority';
  readonly activationState: 'Enabled' | 'Disabled';
  /** Only in what the API answers. */
  readonly status?: SchedulerResourceStatus;
}
