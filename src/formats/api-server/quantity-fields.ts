import { isQuantity, type Quantity } from '../../base/index.ts';
import { isRecord } from '../objects.ts';
import type { Path } from '../path.ts';
import { somewhere } from './somewhere.ts';
import type { Structure } from './structure.ts';

/** What is said of a quantity that no parser takes. */
export const UNREADABLE_QUANTITY = 'this is not a quantity; write an amount such as 8, "500m" or "64Gi"';

/**
 * Where a value has quantities that no parser takes, though a schema may (`1e1.5`).
 * @param base where the value stands
 */
export function unreadableQuantities(structure: Structure, value: unknown, base: Path = []): Path[] {
  const paths: Path[] = [];
  findUnreadable(structure, value, [...base], paths);
  return paths;
}

const SPACES_AROUND = /^[\p{Zs}\u0085]+|[\p{Zs}\u0085]+$/gu;

/** A quantity as Go's decoder takes it: without spaces around it. JSON writes a tab or line break as `\t`, which it keeps. */
export function unpaddedQuantity(quantity: Quantity): Quantity {
  return typeof quantity === 'string' ? quantity.replace(SPACES_AROUND, '') : quantity;
}

const hasQuantities = somewhere((structure) => structure.type === 'intOrString' && structure.pattern !== undefined);

function findUnreadable(structure: Structure, value: unknown, path: (string | number)[], paths: Path[]): void {
  if (!hasQuantities(structure)) return;
  const inside = (inner: Structure, member: unknown, step: string | number): void => {
    path.push(step);
    findUnreadable(inner, member, path, paths);
    path.pop();
  };
  if (structure.type === 'intOrString') {
    if (!isReadable(value)) paths.push([...path]);
  } else if (structure.type === 'object' && isRecord(value)) {
    for (const [key, field] of structure.fields) if (Object.hasOwn(value, key)) inside(field, value[key], key);
  } else if (structure.type === 'map' && isRecord(value)) {
    for (const [key, member] of Object.entries(value)) inside(structure.values, member, key);
  } else if (structure.type === 'list' && Array.isArray(value)) {
    for (const [index, item] of value.entries()) inside(structure.items, item, index);
  }
}

function isReadable(value: unknown): boolean {
  return (typeof value === 'string' || typeof value === 'number') && isQuantity(value);
}
