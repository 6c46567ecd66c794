/** What one search for nodes found. */
export type Evaluation =
  /** Indices of the nodes. */
  | { readonly state: 'met'; readonly taken: ReadonlySet<number> }
  | { readonly state: 'unmet' }
  /** No part of the network could hold it. */
  | { readonly state: 'off-topology' };
