import type { PlacementRule } from '../rule.ts';
import { type LeafShare, type RuleSearch, requiredLevel, searchRule } from '../search-rule.ts';
import { type Devices, scarcestDevices } from '../simple/devices.ts';
import { fillInOrder, fitsScope, rankDomains, type Scope } from '../simple/fill-in-order.ts';
import { leafNumbers } from '../simple/leaf-numbers.ts';
import { levelRange } from '../snapshot/domain-tree.ts';

/**
 * Volcano's network topology aware scheduling, as its documents describe it: HyperNodes of the lowest tier first.
 *
 * The domains just above the hosts are HyperNodes of tier 1, those above them of tier 2, and so on. Required is mode
 * `hard` with the level's tier as `highestTierAllowed`, preferred is mode `soft`, and without either there is no
 * `networkTopology`. Tiers are searched from the lowest up; the first with a HyperNode that takes the whole job is used,
 * of several the one with the highest use (HyperNode-level bin packing), then the first in path order. Mode soft takes
 * all nodes where no HyperNode does. Nodes with the highest use come first, and then those nearest to them: all of their
 * HyperNode, of the one above, and so on. Slices are `partitionPolicy` with mode hard at their level.
 *
 * Simplified: use is counted in the resource that runs out first instead of a weighted mean; of the other scoring plugins
 * none; `minAvailable` is the whole job, which holds no pods yet; nearness is to the first node, where Volcano measures it
 * from the HyperNode of all nodes so far.
 *
 * Source: Volcano (Apache-2.0), `docs/design/Network Topology Aware Scheduling.md` and
 * `docs/user-guide/how_to_use_network_topology_aware_scheduling.md`, v1.11 to v1.13.
 */
export function volcanoRule(): PlacementRule {
  return searchRule('volcano', chooseLeaves);
}

function chooseLeaves(search: RuleSearch): LeafShare[] | undefined {
  const devices = scarcestDevices(search);
  const byUse = leafNumbers(search).sort(
    (a, b) => freeShare(devices, a, a + 1) - freeShare(devices, b, b + 1) || a - b,
  );
  if (search.plan.isUnconstrained) return fillInOrder(search, byUse);
  const hyperNode = findHyperNode(search, devices);
  if (hyperNode === undefined && search.plan.isRequired) return undefined;
  return fillInOrder(search, nearestFirst(search, byUse), { scope: hyperNode });
}

/** The lowest tier that takes the job, and there the HyperNode with the highest use. */
function findHyperNode(search: RuleSearch, devices: Devices): Scope | undefined {
  const { plan, snapshot } = search;
  const { tree, isHostExact } = snapshot.domains;
  const highest = requiredLevel(plan) ?? 0;
  const lowest = Math.max(highest, isHostExact ? tree.height - 2 : tree.height - 1);
  for (let level = Math.min(lowest, plan.sliceLevel); level >= highest; level--) {
    const { from, to } = levelRange(tree, level);
    let best: Scope | undefined;
    let bestShare = Number.POSITIVE_INFINITY;
    for (let d = from; d < to; d++) {
      const scope = { level, from: d, to: d + 1 };
      if (!fitsScope(search, scope)) continue;
      const share = freeShareBelow(search, devices, d);
      if (share < bestShare) [best, bestShare] = [scope, share];
    }
    if (best !== undefined) return best;
  }
  return undefined;
}

/** Unused part of a domain's devices, 0 to 1. */
function freeShareBelow({ snapshot }: RuleSearch, devices: Devices, d: number): number {
  const { tree, firstLeaf } = snapshot.domains;
  let from = d;
  let to = d + 1;
  while (from < firstLeaf) {
    from = tree.childStart[from] as number;
    to = tree.childStart[to] as number;
  }
  return freeShare(devices, from - firstLeaf, to - firstLeaf);
}

/** Unused part of the devices of leaves `[from, to)`; 1 where there are none. */
function freeShare({ free, total }: Devices, from: number, to: number): number {
  let freeSum = 0;
  let totalSum = 0;
  for (let leaf = from; leaf < to; leaf++) {
    freeSum += free[leaf] as number;
    totalSum += total[leaf] as number;
  }
  return totalSum > 0 ? freeSum / totalSum : 1;
}

/** Leaves so that those of one domain stand together, at every level; domains in the order of their first leaf. */
function nearestFirst(search: RuleSearch, leafOrder: readonly number[]): number[] {
  const { tree, firstLeaf } = search.snapshot.domains;
  const rank = rankDomains(search, leafOrder);
  const keyed = leafOrder.map((leaf) => {
    const key: number[] = [];
    for (let d = firstLeaf + leaf; d >= 0; d = tree.parent[d] as number) key.push(rank[d] as number);
    return { leaf, key: key.reverse() };
  });
  return keyed.sort((a, b) => compareKeys(a.key, b.key) || a.leaf - b.leaf).map(({ leaf }) => leaf);
}

function compareKeys(a: readonly number[], b: readonly number[]): number {
  const i = a.findIndex((value, j) => value !== b[j]);
  return i < 0 ? 0 : (a[i] as number) < (b[i] as number) ? -1 : 1;
}
