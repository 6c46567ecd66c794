import { isRecord } from '../objects.ts';
import { somewhere } from './somewhere.ts';
import type { Structure } from './structure.ts';
import { withItems, withMembers } from './with-changes.ts';

/**
 * The value with the defaults of its schema: in every object that is there, for every field that is not. The value itself
 * where nothing is missing.
 */
export function fillDefaults(structure: Structure, value: unknown): unknown {
  if (!hasDefaults(structure)) return value;
  switch (structure.type) {
    case 'object':
      return isRecord(value) ? filledFields(structure.fields, value) : value;
    case 'map':
      return isRecord(value) ? withMembers(value, (member) => fillDefaults(structure.values, member)) : value;
    case 'list':
      return Array.isArray(value) ? withItems(value, (item) => fillDefaults(structure.items, item)) : value;
    default:
      return value;
  }
}

const hasDefaults = somewhere((structure) => structure.defaultValue !== undefined);

type Fields = ReadonlyMap<string, Structure>;

function filledFields(fields: Fields, value: Readonly<Record<string, unknown>>): unknown {
  const filled = withMembers(value, (member, key) => {
    const field = fields.get(key);
    return field === undefined ? member : fillDefaults(field, member);
  });
  const missing = defaultedFields(fields).filter(([key]) => !Object.hasOwn(value, key));
  if (missing.length === 0) return filled;
  const added = missing.map(([key, field]) => [key, fillDefaults(field, field.defaultValue)] as const);
  return Object.fromEntries([...Object.entries(filled), ...added]);
}

const defaulted = new WeakMap<Fields, readonly (readonly [string, Structure])[]>();

/** Fields with a default, in the order of the schema. */
function defaultedFields(fields: Fields): readonly (readonly [string, Structure])[] {
  const known = defaulted.get(fields) ?? [...fields].filter(([, { defaultValue }]) => defaultValue !== undefined);
  defaulted.set(fields, known);
  return known;
}

/** The same keys with other members; safe for keys such as `__proto__`. */
export function mapMembers(
  value: Readonly<Record<string, unknown>>,
  change: (member: unknown, key: string) => unknown,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, change(member, key)]));
}
