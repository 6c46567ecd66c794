/** So many pods in one domain of the lowest level. */
export interface TopologyDomainAssignment {
  /** Label values, one per level of the assignment. */
  readonly values: readonly string[];
  /** Pods; at least 1. */
  readonly count: number;
}

/** Where the pods of one pod set go. */
export interface TopologyAssignment {
  /** Level keys; only `kubernetes.io/hostname` where that is the lowest level. */
  readonly levels: readonly string[];
  /** In byte order of the full path of level values (kueue-tas §9.8). */
  readonly domains: readonly TopologyDomainAssignment[];
}
