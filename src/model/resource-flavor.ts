import type { Taint, Toleration } from './taint.ts';

/** A kind of nodes that quota is counted for. With a topology, its pods are placed by hopwise. */
export interface ResourceFlavor {
  readonly name: string;
  readonly topologyName?: string;
  /** A node belongs to the flavor when it carries all of these. */
  readonly nodeLabels?: Readonly<Record<string, string>>;
  /** Used to match workloads to flavors; plays no part in placement (kueue-tas §4.1). */
  readonly nodeTaints?: readonly Taint[];
  /** Added to the tolerations of every pod placed in the flavor. */
  readonly tolerations?: readonly Toleration[];
}
