/** Why KAI Scheduler leaves a gang pending; closed. */
export type KaiPendingReason =
  /** The gang names a topology that is not there (kai.md A1). */
  | 'unknown-topology'
  /** All nodes that carry the topology's labels have too little room together (kai.md A5). */
  | 'not-enough-room'
  /** The constraint names a level that the topology has not (kai.md A6). */
  | 'unknown-level'
  /** The constraint names neither a required nor a preferred level (kai.md A6). */
  | 'no-level'
  /** The required level lies below the preferred one (kai.md A6). */
  | 'required-below-preferred'
  /** No domain of the levels looked at has room for the gang (kai.md A7). */
  | 'no-domain-fits'
  /** Somewhere a pod found no node: cordoned nodes count as room but take none (kai.md C). */
  | 'no-node-fits';

/** Where KAI Scheduler puts a gang, all of it or nothing. */
export type KaiPlacement =
  /** Node → number of pods, in the order in which the nodes are filled. */
  | { readonly state: 'placed'; readonly nodes: ReadonlyMap<string, number> }
  | { readonly state: 'pending'; readonly reason: KaiPendingReason };
