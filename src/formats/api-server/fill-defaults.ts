import { isRecord } from '../objects.ts';
import { placesWhere } from './places.ts';
import type { ObjectShape, Structure } from './structure.ts';
import { withItems, withMembers } from './with-changes.ts';

const defaults = placesWhere((structure) => structure.defaultValue !== undefined);

/**
 * The value with the defaults of its schema: in every object that is there, for every field that is not. The value itself
 * where nothing is missing.
 */
export function fillDefaults(structure: Structure, value: unknown): unknown {
  if (!defaults.isWithin(structure)) return value;
  switch (structure.type) {
    case 'object':
      return isRecord(value) ? filledFields(structure, value) : value;
    case 'map':
      return isRecord(value) ? withMembers(value, (member) => fillDefaults(structure.values, member)) : value;
    case 'list':
      return Array.isArray(value) ? withItems(value, (item) => fillDefaults(structure.items, item)) : value;
    default:
      return value;
  }
}

function filledFields(shape: ObjectShape, value: Readonly<Record<string, unknown>>): unknown {
  let filled: Record<string, unknown> | undefined;
  for (const [key, field] of defaults.fieldsOf(shape)) {
    const isGiven = Object.hasOwn(value, key);
    if (!isGiven && field.defaultValue === undefined) continue;
    const member = fillDefaults(field, isGiven ? value[key] : field.defaultValue);
    if (isGiven && member === value[key]) continue;
    filled ??= { ...value };
    filled[key] = member;
  }
  return filled ?? value;
}
