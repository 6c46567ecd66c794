import type { SchedulerResourceStatus } from './scheduler-resource-status.ts';

/** A class of tasks; weights of 0 to 100, higher goes first. */
export interface TaskPriorityClass {
  readonly name: string;
  readonly weight: number;
}

/** How a cluster ranks tasks and shares what is idle, with the API's defaults filled in. */
export interface SchedulerConfig {
  readonly priorityClasses: readonly TaskPriorityClass[];
  /** Enabled: teams borrow by weight; disabled: who comes first. */
  readonly fairShare: 'Enabled' | 'Disabled';
  /** Enabled: what no allocation holds can be borrowed too. */
  readonly idleResourceSharing: 'Enabled' | 'Disabled';
}

/** HyperPod's policy of one cluster (ec2-hyperpod §3.5). */
export interface ClusterSchedulerConfig extends SchedulerConfig {
  readonly name: string;
  readonly clusterArn?: string;
  /** Only in what the API answers. */
  readonly status?: SchedulerResourceStatus;
}

/** What counts where a cluster has no policy. */
export const DEFAULT_SCHEDULER_CONFIG: SchedulerConfig = {
  priorityClasses: [],
  fairShare: 'Enabled',
  idleResourceSharing: 'Disabled',
};
