import type { Node, ResourceFlavor } from '../../model/index.ts';

/** Does a node carry all labels of a flavor? One that carries them counts for it, in whatever state it is. */
export function isOfFlavor({ labels }: Node, { nodeLabels = {} }: ResourceFlavor): boolean {
  return Object.entries(nodeLabels).every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value);
}

/** Nodes that a topology is for: those of the flavors that name it, all where none does. */
export function nodesOfTopology(
  topology: string,
  flavors: readonly ResourceFlavor[],
  nodes: readonly Node[],
): readonly Node[] {
  const own = flavors.filter(({ topologyName }) => topologyName === topology);
  return own.length === 0 ? nodes : nodes.filter((node) => own.some((flavor) => isOfFlavor(node, flavor)));
}
