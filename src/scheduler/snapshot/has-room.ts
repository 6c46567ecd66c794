import { MAX_INT32 } from '../../base/index.ts';
import type { FlavorSnapshots, Int64, TopologyUsage } from '../../placement/index.ts';

/**
 * Is there room for these pods in their domain? The domain must be there, and what is free of each requested resource
 * must hold them; that a node takes only so many pods is not looked at, and pods that ask for nothing never fit.
 * @see kueue-tas §15.5, kueue-quota §2.4
 */
export function hasRoom(topology: FlavorSnapshots, { flavor, values, requests, count }: TopologyUsage): boolean {
  const snapshot = topology.get(flavor);
  const leaf = snapshot?.domains.leafOfId.get(values.join(','));
  if (snapshot === undefined || leaf === undefined || !snapshot.isPresent(leaf)) return false;
  let fitting = requests.size === 0 ? 0 : MAX_INT32;
  for (const [resource, amount] of requests) {
    fitting = Math.min(fitting, podsIn(snapshot.remaining(leaf, resource), amount));
  }
  return fitting >= count;
}

function podsIn(capacity: Int64, amount: bigint): number {
  if (amount === 0n) return MAX_INT32;
  if (capacity <= 0) return 0;
  const pods = BigInt(capacity) / amount;
  return pods > BigInt(MAX_INT32) ? MAX_INT32 : Number(pods);
}
