/** Kueue's Topology: the node labels, coarsest first, that say where a node is. */
export interface Topology {
  readonly name: string;
  /** Label keys, 1 to 16, unique; `kubernetes.io/hostname` only as the last. */
  readonly levels: readonly string[];
}
