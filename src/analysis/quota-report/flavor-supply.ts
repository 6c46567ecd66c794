import { compareStrings } from '../../base/index.ts';
import {
  type Cluster,
  hasFlavorLabels,
  type Node,
  type ResourceAmounts,
  type ResourceFlavor,
  toAmounts,
} from '../../model/index.ts';

/** What the nodes of a flavor give. */
export interface FlavorSupply {
  readonly flavor: string;
  /** Nodes with all labels of the flavor that are ready and not cordoned. */
  readonly nodeCount: number;
  /** Sum of what pods may use of them. */
  readonly allocatable: ResourceAmounts;
}

/**
 * What could each flavor give, if all of its nodes were empty? In byte order of names. A node counts for every flavor whose
 * labels it carries, as in Kueue; a flavor without labels has all nodes.
 */
export function flavorSupplies({ nodes, resourceFlavors }: Pick<Cluster, 'nodes' | 'resourceFlavors'>): FlavorSupply[] {
  return resourceFlavors.toSorted((a, b) => compareStrings(a.name, b.name)).map((flavor) => supplyOf(flavor, nodes));
}

function supplyOf(flavor: ResourceFlavor, nodes: readonly Node[]): FlavorSupply {
  const members = nodes.filter(
    (node) => node.isReady && node.isUnschedulable !== true && hasFlavorLabels(node, flavor),
  );
  const allocatable = new Map<string, bigint>();
  for (const node of members) {
    for (const [resource, amount] of toAmounts(node.allocatable)) {
      allocatable.set(resource, (allocatable.get(resource) ?? 0n) + amount);
    }
  }
  return { flavor: flavor.name, nodeCount: members.length, allocatable };
}
