import type { Node } from './node.ts';
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

/** Does a node carry all labels of a flavor, in whatever state it is? A label that is missing is an empty one (kueue-tas §4.2). */
export function hasFlavorLabels({ labels }: Node, { nodeLabels = {} }: ResourceFlavor): boolean {
  return Object.entries(nodeLabels).every(([key, value]) => (Object.hasOwn(labels, key) ? labels[key] : '') === value);
}
