/** Kueue's own priority class, named by the label `kueue.x-k8s.io/priority-class` (kueue-quota §3.6). */
export interface WorkloadPriorityClass {
  readonly name: string;
  /** int32; higher goes first. */
  readonly value: number;
}

/** Kubernetes' priority class of pods. */
export interface PriorityClass {
  readonly name: string;
  readonly value: number;
  readonly isGlobalDefault: boolean;
}
