import { isRecord } from '../objects.ts';
import { type Places, placesWhere } from './places.ts';
import type { Structure } from './structure.ts';
import { withItems, withMembers } from './with-changes.ts';

const defaults = placesWhere((structure) => structure.defaultValue !== undefined);

/**
 * The value with the defaults of its schema: in every object that is there, for every field that is not. The value itself
 * where nothing is missing.
 */
export function fillDefaults(structure: Structure, value: unknown): unknown {
  return filled(defaults(structure), value);
}

function filled({ structure, fields, members }: Places, value: unknown): unknown {
  if (fields.length > 0) return isRecord(value) ? filledFields(fields, value) : value;
  if (members === undefined) return value;
  if (structure.type === 'map')
    return isRecord(value) ? withMembers(value, (member) => filled(members, member)) : value;
  return Array.isArray(value) ? withItems(value, (item) => filled(members, item)) : value;
}

function filledFields(fields: Places['fields'], value: Readonly<Record<string, unknown>>): unknown {
  let changed: Record<string, unknown> | undefined;
  for (const [key, field] of fields) {
    const { defaultValue } = field.structure;
    const isGiven = Object.hasOwn(value, key);
    if (!isGiven && defaultValue === undefined) continue;
    const member = filled(field, isGiven ? value[key] : defaultValue);
    if (isGiven && member === value[key]) continue;
    changed ??= { ...value };
    changed[key] = member;
  }
  return changed ?? value;
}
