/** One layer of slices: every `size` pods share a domain of `topology`. */
export interface SliceConstraint {
  /** Level key. */
  readonly topology: string;
  /** At least 1; must divide the size of the layer before it. */
  readonly size: number;
}

/** What a pod set asks of the topology: `spec.podSets[].topologyRequest` of a Workload (kueue-tas §2.2). */
export interface PodSetTopologyRequest {
  /** Level key: all pods in one domain of it, or none. */
  readonly required?: string;
  /** Level key: all pods in one domain of it, else of the next wider level, at last anywhere. */
  readonly preferred?: string;
  /** Anywhere, filling small gaps first. `false` is an explicit request without effect. */
  readonly unconstrained?: boolean;
  /** Label of the pods that holds their rank. */
  readonly podIndexLabel?: string;
  readonly subGroupIndexLabel?: string;
  readonly subGroupCount?: number;
  readonly podSetGroupName?: string;
  readonly podSetSliceRequiredTopology?: string;
  readonly podSetSliceSize?: number;
  /** 1 to 3 layers, coarsest first. Kueue spells the field with a small `s`. */
  readonly podsetSliceRequiredTopologyConstraints?: readonly SliceConstraint[];
}
