import { hopsBetween, hostNumber } from './hops.ts';
import type { Network } from './network.ts';

/** Two instances and how far apart they are; null where they share no network node. */
export interface HopPair {
  readonly a: string;
  readonly b: string;
  /** 0 for an instance and itself. */
  readonly hops: number | null;
  /** Layer of the lowest shared network node, 1 for the top. */
  readonly sharedLayer: number | null;
  readonly sharedNode: string | null;
}

/**
 * Every pair of these instances, by default of all, in the order given (default: depth-first). O(pairs × depth).
 *
 * @throws HopwiseError `unknown-name`
 */
export function hopPairs(network: Network, names?: readonly string[]): HopPair[] {
  const hosts = names?.map((name) => hostNumber(network, name)) ?? network.instances.map((_, host) => host);
  const label = (i: number): string => names?.[i] ?? (network.instances[hosts[i] as number]?.id as string);
  const pairs: HopPair[] = [];
  for (let i = 0; i < hosts.length; i++) {
    for (let j = i + 1; j < hosts.length; j++) {
      pairs.push({ a: label(i), b: label(j), ...pairAnswer(network, hosts[i] as number, hosts[j] as number) });
    }
  }
  return pairs;
}

function pairAnswer(network: Network, a: number, b: number): Omit<HopPair, 'a' | 'b'> {
  const answer = hopsBetween(network, a, b);
  if (answer.state === 'same') return { hops: 0, sharedLayer: null, sharedNode: null };
  if (answer.state === 'unreachable') return { hops: null, sharedLayer: null, sharedNode: null };
  return { hops: answer.hops, sharedLayer: answer.sharedLayer, sharedNode: answer.sharedNode };
}
