import type { ResourceAmounts, Topology } from '../../model/index.ts';

/** The resource that KAI counts as GPUs. */
export const KAI_GPU_RESOURCE = 'nvidia.com/gpu';

/** A node as KAI Scheduler sees it when it places a gang. A resource that is not named is none. */
export interface KaiNode {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly allocatable: ResourceAmounts;
  /** What of `allocatable` no pod holds. A pod also takes one of `pods`. */
  readonly free: ResourceAmounts;
  /** Cordoned: it counts as room, but takes no pod (kai.md C). */
  readonly isUnschedulable: boolean;
}

/** Where in a topology a gang is to be; levels are node label keys. KAI refuses a constraint that names no level. */
export interface KaiConstraint {
  readonly topology: string;
  /** All pods in one domain of this level. */
  readonly required?: string;
  /** All pods in one domain of this level if that can be, else of a level above it. */
  readonly preferred?: string;
}

/** Pods, all alike, that are placed together or not at all. */
export interface KaiGang {
  /** At least 1. */
  readonly podCount: number;
  /** Of one pod, in the units of `resourceAmount`. */
  readonly requests: ResourceAmounts;
  readonly constraint?: KaiConstraint;
}

/** One pending gang and the cluster at that moment. The order of `nodes` and `topologies` never matters. */
export interface KaiQuestion {
  /** With unique names. */
  readonly nodes: readonly KaiNode[];
  readonly topologies: readonly Topology[];
  readonly gang: KaiGang;
}
