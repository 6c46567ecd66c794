import { compareStrings } from '../../base/index.ts';
import type { Instance } from '../../model/index.ts';
import type { RenamedNetworkNode } from './network-drift.ts';

/** One instance as two readings show it. */
export interface InstancePair {
  readonly old: Instance;
  readonly new: Instance;
}

/**
 * Network nodes of one layer that only changed their id: exactly the same instances (of those in both readings) hang
 * below the new id as below the old one, and the old id is gone. Ids that were handed round are found too.
 *
 * An id that stays in use elsewhere is no new name: its instances moved. In byte order of old ids.
 */
export function renamedNodes(
  layer: number,
  pairs: readonly InstancePair[],
  ids: { readonly old: ReadonlySet<string>; readonly new: ReadonlySet<string> },
): RenamedNetworkNode[] {
  const newIdOf = sameInstancesElsewhere(layer, pairs);
  for (let isStable = false; !isStable; ) {
    isStable = true;
    const taken = new Set([...newIdOf.values()].map(({ to }) => to));
    for (const [from, { to }] of newIdOf) {
      const isFreed = !ids.old.has(to) || newIdOf.has(to);
      const isGone = !ids.new.has(from) || taken.has(from);
      if (isFreed && isGone) continue;
      newIdOf.delete(from);
      isStable = false;
    }
  }
  return [...newIdOf.values()].sort((a, b) => compareStrings(a.from, b.from));
}

/** Old ids all of whose instances are now together below another id, without any other. */
function sameInstancesElsewhere(layer: number, pairs: readonly InstancePair[]): Map<string, RenamedNetworkNode> {
  const ends = new Map<string, Set<string | undefined>>();
  const oldCounts = new Map<string, number>();
  const newCounts = new Map<string, number>();
  for (const { old, new: now } of pairs) {
    const from = old.networkNodes[layer - 1];
    const to = now.networkNodes[layer - 1];
    if (to !== undefined) newCounts.set(to, (newCounts.get(to) ?? 0) + 1);
    if (from === undefined) continue;
    oldCounts.set(from, (oldCounts.get(from) ?? 0) + 1);
    ends.set(from, (ends.get(from) ?? new Set()).add(to));
  }
  const found = new Map<string, RenamedNetworkNode>();
  for (const [from, tos] of ends) {
    const [to] = tos;
    const instanceCount = oldCounts.get(from) ?? 0;
    // Undefined where an instance does not reach so deep any more.
    if (tos.size > 1 || to === undefined || to === from || newCounts.get(to) !== instanceCount) continue;
    found.set(from, { layer, from, to, instanceCount });
  }
  return found;
}
