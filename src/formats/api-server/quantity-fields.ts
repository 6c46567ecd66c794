import { isQuantity } from '../../base/index.ts';
import { isRecord } from '../objects.ts';
import type { Path } from '../path.ts';
import type { Structure } from './structure.ts';

/** What is said of a quantity that no parser takes. */
export const UNREADABLE_QUANTITY = 'this is not a quantity; write an amount such as 8, "500m" or "64Gi"';

/** Where a value has quantities that no parser takes, though a schema may (`1e1.5`). */
export function unreadableQuantities(structure: Structure, value: unknown, path: Path = []): Path[] {
  switch (structure.type) {
    case 'object':
      if (!isRecord(value)) return [];
      return [...structure.fields].flatMap(([key, field]) =>
        Object.hasOwn(value, key) ? unreadableQuantities(field, value[key], [...path, key]) : [],
      );
    case 'map':
      if (!isRecord(value)) return [];
      return Object.entries(value).flatMap(([key, member]) =>
        unreadableQuantities(structure.values, member, [...path, key]),
      );
    case 'list':
      if (!Array.isArray(value)) return [];
      return value.flatMap((item, index) => unreadableQuantities(structure.items, item, [...path, index]));
    case 'intOrString':
      return structure.pattern === undefined || isReadable(value) ? [] : [path];
    default:
      return [];
  }
}

function isReadable(value: unknown): boolean {
  return (typeof value === 'string' || typeof value === 'number') && isQuantity(value);
}
