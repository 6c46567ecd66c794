import { isQuantity, type Quantity } from '../../base/index.ts';
import type { Path } from '../path.ts';
import { placesWhere, visit } from './places.ts';
import type { Structure } from './structure.ts';

/** What is said of a quantity that no parser takes. */
export const UNREADABLE_QUANTITY = 'this is not a quantity; write an amount such as 8, "500m" or "64Gi"';

/**
 * Where a value has quantities that no parser takes, though a schema may (`1e1.5`).
 * @param base where the value stands
 */
export function unreadableQuantities(structure: Structure, value: unknown, base: Path = []): Path[] {
  const paths: Path[] = [];
  visit(quantities(structure), value, [...base], (_, quantity, way) => {
    if (!isReadable(quantity)) paths.push([...way]);
  });
  return paths;
}

const quantities = placesWhere((structure) => structure.type === 'intOrString' && structure.pattern !== undefined);

const SPACES_AROUND = /^[\p{Zs}\u0085]+|[\p{Zs}\u0085]+$/gu;

/** Signs, points and suffixes of no digits. */
const DIGITLESS = /^(?=.)[+-]?\.?(?:[numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$/;

/**
 * A quantity as Go's decoder takes it: without spaces around it (JSON writes a tab or line break as `\t`, which it keeps), and
 * 0 where it has no digits.
 */
export function decodedQuantity(quantity: Quantity): Quantity {
  if (typeof quantity !== 'string' || isQuantity(quantity)) return quantity;
  const text = quantity.replace(SPACES_AROUND, '');
  return DIGITLESS.test(text) ? '0' : text;
}

function isReadable(value: unknown): boolean {
  return (typeof value === 'string' || typeof value === 'number') && isQuantity(value);
}
