import { INSTANCE_TYPE_LABEL, type Node } from '../../model/index.ts';
import { ineligibleReason } from './flavor-capacity.ts';
import type { FlavorObjects } from './flavors.ts';

/** Nodes of one flavor that its topology does not reach. */
export interface OutsideNodes {
  readonly flavor: string;
  readonly topology: string;
  readonly nodeCount: number;
  /** Of all that count. */
  readonly ofNodeCount: number;
}

/**
 * Nodes that Kueue passes over because they lack the label of a level (kueue-tas §4.1), by flavor; flavors whose nodes all
 * have them are left out.
 */
export function nodesOutsideTopology(
  nodes: readonly Node[],
  { resourceFlavors, topologies }: FlavorObjects,
): OutsideNodes[] {
  const eligible = nodes.filter((node) => ineligibleReason(node) === undefined);
  return resourceFlavors.flatMap(({ name: flavor, topologyName = '' }) => {
    const levels = topologies.find(({ name }) => name === topologyName)?.levels ?? [];
    const members = eligible.filter(({ labels }) => labels[INSTANCE_TYPE_LABEL] === flavor);
    const outside = members.filter(({ labels }) => levels.some((level) => !Object.hasOwn(labels, level)));
    if (outside.length === 0) return [];
    return [{ flavor, topology: topologyName, nodeCount: outside.length, ofNodeCount: members.length }];
  });
}
