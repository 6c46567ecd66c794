import { HopwiseError } from '../base/index.ts';
import { layerOf, type Network } from './network.ts';

/** How far apart two instances are; closed. */
export type HopAnswer =
  /** One and the same instance: 0 hops. */
  | { readonly state: 'same' }
  | {
      readonly state: 'reachable';
      /** Network links on the path between them, at least 2. */
      readonly hops: number;
      /** Layer of the lowest network node they share, 1 for the top. */
      readonly sharedLayer: number;
      /** Its id. */
      readonly sharedNode: string;
    }
  /** No network node in common: no number says how far that is. */
  | { readonly state: 'unreachable' };

/**
 * How many network hops lie between two instances?
 *
 * The links on the path through their lowest shared network node: 2 if they share the lowest layer, 4 if the next. Where
 * instances hang at different depths the two ways up differ, and the sum may be odd. O(depth).
 *
 * @throws HopwiseError `unknown-name` when the network has no such instance
 * @example
 * hops(network, 'i-1111111111example', 'i-3333333333example'); // { state: 'reachable', hops: 4, … }
 */
export function hops(network: Network, a: string, b: string): HopAnswer {
  return hopsBetween(network, hostNumber(network, a), hostNumber(network, b));
}

/** The same by host numbers. */
export function hopsBetween(network: Network, a: number, b: number): HopAnswer {
  if (a === b) return { state: 'same' };
  const shared = sharedAncestor(network, a, b);
  if (shared < 0) return { state: 'unreachable' };
  const sharedLayer = layerOf(network, shared);
  return {
    state: 'reachable',
    hops: hostDepth(network, a) + hostDepth(network, b) - 2 * sharedLayer,
    sharedLayer,
    sharedNode: network.tree.label[shared] as string,
  };
}

/**
 * Number of the host with this instance id or Kubernetes node name.
 *
 * @throws HopwiseError `unknown-name`
 */
export function hostNumber(network: Network, name: string): number {
  const host = network.hostOfName.get(name);
  if (host === undefined) throw new HopwiseError('unknown-name', `no instance "${name}" in the network`);
  return host;
}

/** Tree index of the lowest network node above both hosts; -1 when there is none. For a host and itself: its own. */
function sharedAncestor({ tree, hosts, hostStart, hostEnd }: Network, a: number, b: number): number {
  let d = hosts[a] as number;
  while (d >= 0 && !((hostStart[d] as number) <= b && b < (hostEnd[d] as number))) d = tree.parent[d] as number;
  return d;
}

/** Links from a host up to its root, plus one: the layer that the host itself would have. */
export function hostDepth(network: Network, host: number): number {
  return layerOf(network, network.hosts[host] as number);
}
