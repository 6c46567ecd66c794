import { isRecord } from '../objects.ts';
import type { Path } from '../path.ts';
import type { Way } from './places.ts';
import type { Structure } from './structure.ts';
import { withItems, withMembers } from './with-changes.ts';

/** A value without what its schema does not know. */
export interface Pruned {
  readonly value: unknown;
  /** Unknown fields that were dropped. */
  readonly unknown: readonly Path[];
}

/**
 * Drops fields that the schema does not know, all of an object where none is expected; and `null`s, which count as absent:
 * no field of Kueue's may be null. A null as item of a list stays.
 */
export function prune(structure: Structure, value: unknown): Pruned {
  const unknown: Path[] = [];
  return { value: pruned(structure, value, [], unknown), unknown };
}

function pruned(structure: Structure | undefined, value: unknown, way: Way, unknown: Path[]): unknown {
  if (typeof value !== 'object' || structure?.type === 'any') return value;
  if (Array.isArray(value)) {
    const items = structure?.type === 'list' ? structure.items : undefined;
    return withItems(value, (item, index) => prunedInside(items, item, index, way, unknown));
  }
  if (!isRecord(value)) return value;
  return withMembers(value, (member, key) => {
    const field = memberOf(structure, key);
    if (field === undefined) unknown.push([...way, key]);
    return field === undefined || member === null ? undefined : prunedInside(field, member, key, way, unknown);
  });
}

function prunedInside(
  structure: Structure | undefined,
  value: unknown,
  step: string | number,
  way: Way,
  unknown: Path[],
): unknown {
  if (typeof value !== 'object') return value;
  way.push(step);
  const kept = pruned(structure, value, way, unknown);
  way.pop();
  return kept;
}

function memberOf(structure: Structure | undefined, key: string): Structure | undefined {
  if (structure?.type === 'object') return structure.fields.get(key);
  return structure?.type === 'map' ? structure.values : undefined;
}
