import { isRecord } from '../objects.ts';
import type { Path } from '../path.ts';
import type { Structure } from './structure.ts';

/** A value without what its schema does not know. */
export interface Pruned {
  readonly value: unknown;
  /** Unknown fields that were dropped. */
  readonly unknown: readonly Path[];
}

/**
 * Drops fields that the schema does not know, and `null`s, which count as absent: no field of Kueue's may be null. A null
 * as item of a list stays.
 */
export function prune(structure: Structure, value: unknown): Pruned {
  const unknown: Path[] = [];
  return { value: pruned(structure, value, [], unknown), unknown };
}

function pruned(structure: Structure, value: unknown, path: Path, unknown: Path[]): unknown {
  switch (structure.type) {
    case 'object':
      return isRecord(value) ? prunedFields(structure.fields, value, path, unknown) : value;
    case 'map':
      return isRecord(value) ? prunedEntries(structure.values, value, path, unknown) : value;
    case 'list':
      return Array.isArray(value)
        ? value.map((item, index) => pruned(structure.items, item, [...path, index], unknown))
        : value;
    default:
      return value;
  }
}

type Members = Readonly<Record<string, unknown>>;

function prunedFields(fields: ReadonlyMap<string, Structure>, value: Members, path: Path, unknown: Path[]): Members {
  const kept: [string, unknown][] = [];
  for (const [key, member] of Object.entries(value)) {
    const field = fields.get(key);
    if (field === undefined) unknown.push([...path, key]);
    else if (member !== null) kept.push([key, pruned(field, member, [...path, key], unknown)]);
  }
  return Object.fromEntries(kept);
}

function prunedEntries(values: Structure, value: Members, path: Path, unknown: Path[]): Members {
  const kept: [string, unknown][] = [];
  for (const [key, member] of Object.entries(value)) {
    if (member !== null) kept.push([key, pruned(values, member, [...path, key], unknown)]);
  }
  return Object.fromEntries(kept);
}
