import { compareStrings } from '../../base/index.ts';
import type { Instance } from '../../model/index.ts';
import { driftedInstance, type ReplacedInstance } from './network-drift.ts';

/** Instances of one reading only, those that belong together taken out. */
export interface MatchedInstances {
  readonly replaced: readonly ReplacedInstance[];
  readonly removed: readonly Instance[];
  readonly added: readonly Instance[];
}

/**
 * Which of the new instances stand in for which of the gone ones? First those with the same Kubernetes node name, then
 * those of one type below the same lowest network node, in byte order of ids; the rest is added or removed.
 *
 * @param placeOf a key of type and path, equal for old and new where the place is the same
 */
export function matchReplaced(
  removed: readonly Instance[],
  added: readonly Instance[],
  placeOf: { readonly old: (instance: Instance) => string; readonly new: (instance: Instance) => string },
): MatchedInstances {
  const byName = matchBy('node-name', removed, added, { old: nameOf, new: nameOf });
  const byPlace = matchBy('place', byName.removed, byName.added, placeOf);
  const replaced = [...byName.replaced, ...byPlace.replaced];
  return { ...byPlace, replaced: replaced.sort((a, b) => compareStrings(a.old.id, b.old.id)) };
}

function nameOf({ nodeName = '' }: Instance): string {
  return nodeName;
}

/** Instances with the empty key match none. */
function matchBy(
  by: ReplacedInstance['by'],
  removed: readonly Instance[],
  added: readonly Instance[],
  keyOf: { readonly old: (instance: Instance) => string; readonly new: (instance: Instance) => string },
): MatchedInstances {
  const waiting = new Map<string, Instance[]>();
  for (const instance of added.toSorted(byId).reverse()) {
    const key = keyOf.new(instance);
    if (key === '') continue;
    const sameKey = waiting.get(key);
    if (sameKey === undefined) waiting.set(key, [instance]);
    else sameKey.push(instance);
  }
  const replaced: ReplacedInstance[] = [];
  const matched = new Set<string>();
  const left: Instance[] = [];
  for (const instance of removed.toSorted(byId)) {
    const successor = waiting.get(keyOf.old(instance))?.pop();
    if (successor === undefined) left.push(instance);
    else {
      matched.add(successor.id);
      replaced.push({ old: driftedInstance(instance), new: driftedInstance(successor), by });
    }
  }
  return { replaced, removed: left, added: added.filter(({ id }) => !matched.has(id)).toSorted(byId) };
}

function byId(a: Instance, b: Instance): number {
  return compareStrings(a.id, b.id);
}
