import type { Instance } from '../model/index.ts';
import { pathOf } from './flat-tree.ts';
import { hostDepth, hostNumber } from './hops.ts';
import { layerOf, type Network } from './network.ts';

/** Instances below one network node. */
export interface LayerGroup {
  /** Id of the network node. */
  readonly node: string;
  /** Ids from layer 1 down to the node itself. */
  readonly path: readonly string[];
  /** In depth-first order. */
  readonly instances: readonly Instance[];
}

/** The network nodes of every layer with their instances: index 0 is layer 1. In path order. O(size × depth). */
export function groupsByLayer(network: Network): LayerGroup[][] {
  const { tree, isHost, hostStart, hostEnd, instances } = network;
  const layers: LayerGroup[][] = [];
  for (let d = 0; d < tree.size; d++) {
    if (isHost[d] === 1) continue;
    const group = {
      node: tree.label[d] as string,
      path: pathOf(tree, d),
      instances: instances.slice(hostStart[d], hostEnd[d]),
    };
    const layer = layerOf(network, d);
    const groups = layers[layer - 1];
    if (groups === undefined) layers[layer - 1] = [group];
    else groups.push(group);
  }
  return layers;
}

/**
 * Who shares layer `layer` with an instance? The others below the same network node of that layer; none if the instance
 * does not reach so deep.
 *
 * @param layer 1 for the top
 * @throws HopwiseError `unknown-name`
 */
export function sharingLayer(network: Network, layer: number, name: string): Instance[] {
  const host = hostNumber(network, name);
  const depth = hostDepth(network, host);
  if (layer < 1 || layer >= depth) return [];
  let d = network.hosts[host] as number;
  for (let i = depth; i > layer; i--) d = network.tree.parent[d] as number;
  return network.instances
    .slice(network.hostStart[d], network.hostEnd[d])
    .filter((instance) => instance !== network.instances[host]);
}

/**
 * Deepest network node above all of these instances, as in "they share layer 3"; undefined when they have none in
 * common.
 *
 * @throws HopwiseError `unknown-name`
 */
export function sharedNode(
  network: Network,
  names: readonly string[],
): { readonly node: string; readonly layer: number } | undefined {
  const { tree, hosts, isHost, hostStart, hostEnd } = network;
  const numbers = names.map((name) => hostNumber(network, name));
  if (numbers.length === 0) return undefined;
  const first = numbers.reduce((a, b) => Math.min(a, b));
  const last = numbers.reduce((a, b) => Math.max(a, b));
  let d = hosts[first] as number;
  const holdsAll = (node: number): boolean =>
    isHost[node] === 0 && (hostStart[node] as number) <= first && last < (hostEnd[node] as number);
  while (d >= 0 && !holdsAll(d)) d = tree.parent[d] as number;
  return d < 0 ? undefined : { node: tree.label[d] as string, layer: layerOf(network, d) };
}
