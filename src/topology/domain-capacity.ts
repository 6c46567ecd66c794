import { pathOf } from './flat-tree.ts';
import { layerOf, type Network } from './network.ts';

/** What the instances below one network node have together. */
export interface DomainCapacity {
  readonly node: string;
  /** Ids from layer 1 down to the node itself. */
  readonly path: readonly string[];
  /** 1 for the top. */
  readonly layer: number;
  readonly instanceCount: number;
  /** Sum over the instances below; what has no amount counts as 0. */
  readonly amount: bigint;
}

/**
 * Capacity per network node: sums of a whole number per instance, by one sweep from the leaves up. In order of layers,
 * then of paths.
 *
 * @param amounts instance id or node name → amount, as GPUs or bytes
 */
export function capacityByDomain(network: Network, amounts: ReadonlyMap<string, bigint>): DomainCapacity[] {
  const { tree, isHost, hosts, instances, hostStart, hostEnd } = network;
  const sums = new Array<bigint>(tree.size).fill(0n);
  for (const [host, { id, nodeName = id }] of instances.entries()) {
    sums[hosts[host] as number] = amounts.get(id) ?? amounts.get(nodeName) ?? 0n;
  }
  for (let d = tree.size - 1; d >= 0; d--) {
    const parent = tree.parent[d] as number;
    if (parent >= 0) sums[parent] = (sums[parent] as bigint) + (sums[d] as bigint);
  }
  const domains: DomainCapacity[] = [];
  for (let d = 0; d < tree.size; d++) {
    if (isHost[d] === 1) continue;
    const instanceCount = (hostEnd[d] as number) - (hostStart[d] as number);
    const node = tree.label[d] as string;
    domains.push({ node, path: pathOf(tree, d), layer: layerOf(network, d), instanceCount, amount: sums[d] as bigint });
  }
  return domains;
}
