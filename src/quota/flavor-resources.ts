import { compareStrings } from '../base/index.ts';
import { compareResources } from './resource-order.ts';

/** What quota is counted by: one resource in one flavor. */
export interface FlavorResource {
  readonly flavor: string;
  readonly resource: string;
}

/**
 * Flavor-resources as dense numbers, from 0: by resource in the order of {@link compareResources}, then by flavor name. So
 * one resource is one run of numbers, and a request sorted by them is in the order in which Kueue walks it.
 */
export interface FlavorResources {
  readonly count: number;
  /** Number → names. */
  readonly names: readonly FlavorResource[];
  /** The different resources, in order. */
  readonly resources: readonly string[];
  /** Flavor-resource → position in `resources`. */
  readonly resourceIndex: Int32Array;
  /** The number of a flavor-resource; undefined if nobody has it. */
  indexOf(flavor: string, resource: string): number | undefined;
}

/** Numbers the flavor-resources of a list; its order and repetitions do not matter. */
export function numberFlavorResources(list: Iterable<FlavorResource>): FlavorResources {
  const names = distinct(list).sort(
    (a, b) => compareResources(a.resource, b.resource) || compareStrings(a.flavor, b.flavor),
  );
  const resources = [...new Set(names.map(({ resource }) => resource))];
  const resourceNumbers = new Map(resources.map((resource, i) => [resource, i]));
  const numbers = new Map<string, Map<string, number>>();
  for (const [i, { flavor, resource }] of names.entries()) mapAt(numbers, flavor).set(resource, i);
  return {
    count: names.length,
    names,
    resources,
    resourceIndex: Int32Array.from(names, ({ resource }) => resourceNumbers.get(resource) as number),
    indexOf: (flavor, resource) => numbers.get(flavor)?.get(resource),
  };
}

function distinct(list: Iterable<FlavorResource>): FlavorResource[] {
  const seen = new Map<string, Map<string, FlavorResource>>();
  for (const { flavor, resource } of list) mapAt(seen, flavor).set(resource, { flavor, resource });
  return [...seen.values()].flatMap((resources) => [...resources.values()]);
}

function mapAt<V>(maps: Map<string, Map<string, V>>, key: string): Map<string, V> {
  let map = maps.get(key);
  if (map === undefined) {
    map = new Map();
    maps.set(key, map);
  }
  return map;
}
