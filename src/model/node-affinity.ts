/** One condition on a node's labels or, in `matchFields`, on `metadata.name`. */
export interface NodeSelectorRequirement {
  readonly key: string;
  /** `In`, `NotIn`, `Exists`, `DoesNotExist`, `Gt` or `Lt`. */
  readonly operator: string;
  readonly values?: readonly string[];
}

/** Conditions that must all hold. An empty term matches no node. */
export interface NodeSelectorTerm {
  readonly matchExpressions?: readonly NodeSelectorRequirement[];
  readonly matchFields?: readonly NodeSelectorRequirement[];
}

export interface PreferredSchedulingTerm {
  /** 1 to 100; 0 is ignored. */
  readonly weight: number;
  /** Absent: matches no node. */
  readonly preference?: NodeSelectorTerm;
}

/** Which nodes a pod must (any of `required`) or would rather run on. */
export interface NodeAffinity {
  readonly requiredDuringSchedulingIgnoredDuringExecution?: { readonly nodeSelectorTerms: readonly NodeSelectorTerm[] };
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly PreferredSchedulingTerm[];
}
