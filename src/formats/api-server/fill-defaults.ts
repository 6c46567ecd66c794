import { isRecord } from '../objects.ts';
import type { Structure } from './structure.ts';

/** The value with the defaults of its schema: in every object that is there, for every field that is not. */
export function fillDefaults(structure: Structure, value: unknown): unknown {
  switch (structure.type) {
    case 'object':
      return isRecord(value) ? filledFields(structure.fields, value) : value;
    case 'map':
      return isRecord(value) ? mapMembers(value, (member) => fillDefaults(structure.values, member)) : value;
    case 'list':
      return Array.isArray(value) ? value.map((item) => fillDefaults(structure.items, item)) : value;
    default:
      return value;
  }
}

function filledFields(fields: ReadonlyMap<string, Structure>, value: Readonly<Record<string, unknown>>): unknown {
  const filled = Object.entries(value).map(([key, member]) => {
    const field = fields.get(key);
    return [key, field === undefined ? member : fillDefaults(field, member)] as const;
  });
  for (const [key, field] of fields) {
    if (field.defaultValue === undefined || Object.hasOwn(value, key)) continue;
    filled.push([key, fillDefaults(field, field.defaultValue)]);
  }
  return Object.fromEntries(filled);
}

/** The same keys with other members; safe for keys such as `__proto__`. */
export function mapMembers(
  value: Readonly<Record<string, unknown>>,
  change: (member: unknown, key: string) => unknown,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, change(member, key)]));
}
