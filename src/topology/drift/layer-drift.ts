import { compareStrings } from '../../base/index.ts';
import type { Instance } from '../../model/index.ts';
import type { LayerDrift, NetworkNodeChange } from './network-drift.ts';

/**
 * Capacity of one layer before and after: instances per network node, a renamed one counted as itself.
 *
 * @param renamed old id → new id
 */
export function layerDrift(
  layer: number,
  old: readonly Instance[],
  now: readonly Instance[],
  renamed: ReadonlyMap<string, string>,
): LayerDrift {
  const before = countBy(layer, old, renamed);
  const after = countBy(layer, now, new Map());
  const changes: NetworkNodeChange[] = [...new Set([...before.keys(), ...after.keys()])]
    .map((node) => ({ node, before: before.get(node) ?? 0, after: after.get(node) ?? 0 }))
    .filter((change) => change.before !== change.after)
    .sort((a, b) => compareStrings(a.node, b.node));
  return {
    layer,
    nodeCount: { before: before.size, after: after.size },
    instanceCount: { before: sum(before.values()), after: sum(after.values()) },
    lost: sum(changes.map((change) => Math.max(0, change.before - change.after))),
    gained: sum(changes.map((change) => Math.max(0, change.after - change.before))),
    changes,
  };
}

function countBy(
  layer: number,
  instances: readonly Instance[],
  renamed: ReadonlyMap<string, string>,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { networkNodes } of instances) {
    const id = networkNodes[layer - 1];
    if (id === undefined) continue;
    const node = renamed.get(id) ?? id;
    counts.set(node, (counts.get(node) ?? 0) + 1);
  }
  return counts;
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
