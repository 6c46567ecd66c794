import { compareStrings } from '../../base/index.ts';
import type { ResourceAmounts } from '../../model/index.ts';
import type { RuleSearch } from '../search-rule.ts';

/** The resource that runs out first, and how much of it each leaf has. */
export interface Devices {
  readonly resource: string;
  /** Leaf number → what is neither used nor given away; may be negative. */
  readonly free: Float64Array;
  /** Leaf number → what topology pods could have if nothing were used. */
  readonly total: Float64Array;
}

/**
 * The device of a request: the resource of one worker of which all usable leaves together hold the fewest pods' worth,
 * the first in byte order of equals; `pods` only where nothing else is asked for. For GPU jobs that is the GPU.
 *
 * Amounts are doubles: they only order leaves.
 */
export function scarcestDevices(search: RuleSearch): Devices {
  const asked = [...search.group.workers.requests].filter(([, amount]) => amount > 0n);
  const items = asked.length > 0 ? asked : [['pods', 1n] as const];
  let best: Devices | undefined;
  let bestPods = Number.POSITIVE_INFINITY;
  for (const [resource, amount] of [...items].sort(([a], [b]) => compareStrings(a, b))) {
    const devices = devicesOf(search, resource);
    const pods = usableAmount(search, devices) / Number(amount);
    if (pods < bestPods) [best, bestPods] = [devices, pods];
  }
  return best ?? devicesOf(search, 'pods');
}

function usableAmount({ snapshot, state }: RuleSearch, { free }: Devices): number {
  const { firstLeaf } = snapshot.domains;
  const canTake = (leaf: number): boolean => (state.pods[firstLeaf + leaf] as number) > 0;
  return free.reduce((sum, amount, leaf) => (canTake(leaf) ? sum + amount : sum), 0);
}

function devicesOf({ snapshot, view }: RuleSearch, resource: string): Devices {
  const { leafCount } = snapshot.domains;
  const free = new Float64Array(leafCount);
  const total = new Float64Array(leafCount);
  const used = view.isSimulatedEmpty ? undefined : snapshot.used(resource);
  for (let leaf = 0; leaf < leafCount; leaf++) {
    total[leaf] = Number(snapshot.free(resource)?.get(leaf) ?? 0);
    const taken = Number(used?.get(leaf) ?? 0) + given(view.assumed.get(leaf), resource);
    free[leaf] = (total[leaf] as number) - taken;
  }
  return { resource, free, total };
}

/** What this workload was already given there. */
function given(assumed: ResourceAmounts | undefined, resource: string): number {
  return Number(assumed?.get(resource) ?? 0n);
}
