import { compareStrings } from '../../base/index.ts';
import type { Instance } from '../../model/index.ts';
import type { Network } from '../network.ts';
import { layerDrift } from './layer-drift.ts';
import { driftedInstance, type MovedInstance, type NetworkDrift } from './network-drift.ts';
import { type InstancePair, renamedNodes } from './renamed-nodes.ts';
import { matchReplaced } from './replaced-instances.ts';

/**
 * What moved between two readings of one network?
 *
 * Instances are known by their ids, network nodes by their layer and id. A network node that hangs elsewhere under its
 * own id shows as moves of its instances in the layers above. One that is merely called otherwise is `renamed`, and
 * moves nobody. O(instances × layers), plus sorting.
 *
 * @example
 * const drift = compareNetworks(compileNetwork(lastWeek), compileNetwork(today));
 * if (drift.hasDrift) console.log(drift.moved.length);
 */
export function compareNetworks(old: Network, now: Network): NetworkDrift {
  const pairs = pairInstances(old, now);
  const layers = Array.from({ length: Math.max(depthOf(old), depthOf(now)) }, (_, i) => i + 1);
  const renamed = layers.flatMap((layer) =>
    renamedNodes(layer, pairs, { old: idsOf(layer, old), new: idsOf(layer, now) }),
  );
  const newIds = layers.map(
    (layer) => new Map(renamed.filter((node) => node.layer === layer).map(({ from, to }) => [from, to])),
  );
  const translate = (path: readonly string[]): string[] => path.map((id, i) => newIds[i]?.get(id) ?? id);
  const known = new Set(pairs.map((pair) => pair.old.id));
  const { replaced, removed, added } = matchReplaced(
    old.instances.filter(({ id }) => !known.has(id)),
    now.instances.filter(({ id }) => !known.has(id)),
    {
      old: ({ type, networkNodes }) => placeKey(type, translate(networkNodes)),
      new: ({ type, networkNodes }) => placeKey(type, networkNodes),
    },
  );
  const moved = pairs.flatMap((pair) => movedInstance(pair, translate(pair.old.networkNodes)));
  return {
    hasDrift: [added, removed, replaced, moved, renamed].some((list) => list.length > 0),
    instanceCount: { before: old.instances.length, after: now.instances.length },
    added: added.map(driftedInstance),
    removed: removed.map(driftedInstance),
    replaced,
    moved,
    renamed,
    layers: layers.map((layer, i) => layerDrift(layer, old.instances, now.instances, newIds[i] ?? new Map())),
  };
}

/** Instances that both readings have, in byte order of ids. */
function pairInstances(old: Network, now: Network): InstancePair[] {
  const newOf = new Map(now.instances.map((instance) => [instance.id, instance]));
  return old.instances
    .flatMap((instance) => {
      const found = newOf.get(instance.id);
      return found === undefined ? [] : [{ old: instance, new: found }];
    })
    .sort((a, b) => compareStrings(a.old.id, b.old.id));
}

function movedInstance({ old, new: now }: InstancePair, expected: readonly string[]): MovedInstance[] {
  const from = old.networkNodes;
  const to = now.networkNodes;
  const layers: number[] = [];
  for (let i = 0; i < Math.max(from.length, to.length); i++) if (expected[i] !== to[i]) layers.push(i + 1);
  if (layers.length === 0) return [];
  const nodeName = now.nodeName ?? old.nodeName;
  return [{ id: old.id, ...(nodeName === undefined ? {} : { nodeName }), from, to, layers }];
}

/** Equal for instances of one type below one lowest network node; empty, so never equal, without any. */
function placeKey(type: string | undefined, path: readonly string[]): string {
  return path.length === 0 ? '' : JSON.stringify([type ?? null, ...path]);
}

function depthOf({ instances }: Network): number {
  return instances.reduce((depth, { networkNodes }: Instance) => Math.max(depth, networkNodes.length), 0);
}

function idsOf(layer: number, { instances }: Network): Set<string> {
  return new Set(instances.flatMap(({ networkNodes }) => networkNodes[layer - 1] ?? []));
}
