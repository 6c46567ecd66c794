import { hasFlavorLabels, type Node, type ResourceFlavor } from '../../model/index.ts';

/** Nodes that a topology is for: those of the flavors that name it, all where none does. */
export function nodesOfTopology(
  topology: string,
  flavors: readonly ResourceFlavor[],
  nodes: readonly Node[],
): readonly Node[] {
  const own = flavors.filter(({ topologyName }) => topologyName === topology);
  return own.length === 0 ? nodes : nodes.filter((node) => own.some((flavor) => hasFlavorLabels(node, flavor)));
}
