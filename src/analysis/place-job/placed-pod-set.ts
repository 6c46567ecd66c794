import type { PlacementProfile, PodSetPlacement } from '../../placement/index.ts';
import { type HopCost, hopCost, type Network } from '../../topology/index.ts';

/** Pods of a pod set on one node (or in one domain, where the topology does not reach down to hosts). */
export interface PlacedPods {
  readonly node: string;
  /** Pods. */
  readonly count: number;
  /** Network nodes above it, layer 1 first. */
  readonly path: readonly string[];
}

/** A pod set with its nodes, and how far apart its pods are. */
export interface PlacedPodSet {
  readonly name: string;
  /** Pods that got a place. */
  readonly count: number;
  /** In rank order: the pods of the first node have the first ranks. */
  readonly nodes: readonly PlacedPods[];
  /** Over all pairs of pods; pods on one node are 0 hops apart. */
  readonly hops: HopCost;
  /** How Kueue chose; absent where an assignment was kept. */
  readonly profile?: PlacementProfile;
}

/** An assignment in terms of nodes and hops. */
export function toPlacedPodSet(
  network: Network,
  { podSet, assignment, profile }: Extract<PodSetPlacement, { state: 'placed' }>,
): PlacedPodSet {
  const nodes = assignment.domains.map(({ values, count }) => {
    const node = values.join(',');
    return { node, count, path: networkPath(network, node) };
  });
  const ranks = nodes.flatMap(({ node, count }) => new Array<string>(count).fill(node));
  const placed = { name: podSet, count: ranks.length, nodes, hops: hopCost(network, ranks) };
  return profile === undefined ? placed : { ...placed, profile };
}

function networkPath({ hostOfName, instances }: Network, node: string): readonly string[] {
  return instances[hostOfName.get(node) ?? -1]?.networkNodes ?? [];
}
