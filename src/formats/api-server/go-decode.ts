import { compareStrings, isQuantity, MAX_INT32 } from '../../base/index.ts';
import { isRecord } from '../objects.ts';
import type { Path } from '../path.ts';
import { jsonType } from './json-type.ts';
import { decodedQuantity } from './quantity-fields.ts';
import type { ObjectShape, Structure } from './structure.ts';
import { timeMs } from './time.ts';

/** The first value that Go's decoder cannot read into the type of its field. */
export interface Undecodable {
  readonly path: Path;
  readonly structure: Structure;
  readonly value: unknown;
}

/**
 * Can Go read the value into its types? It reads the keys of objects in byte order and stops at the first mistake; `null`
 * fits every type.
 */
export function findUndecodable(structure: Structure, value: unknown): Undecodable | undefined {
  return isDecodable(structure, value) ? undefined : firstUndecodable(structure, value, []);
}

/** Most values are; only where one is not the order of keys matters. */
function isDecodable(structure: Structure, value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (!fits(structure, value)) return false;
  switch (structure.type) {
    case 'object':
      return areFieldsDecodable(structure, value as Members);
    case 'map':
      return Object.values(value).every((member) => isDecodable(structure.values, member));
    case 'list':
      return (value as readonly unknown[]).every((item) => isDecodable(structure.items, item));
    default:
      return true;
  }
}

type Members = Readonly<Record<string, unknown>>;

function areFieldsDecodable({ fields }: ObjectShape, members: Members): boolean {
  for (const key of Object.keys(members)) {
    const field = fields.get(key);
    if (field !== undefined && !isDecodable(field, members[key])) return false;
  }
  return true;
}

function firstUndecodable(structure: Structure, value: unknown, path: Path): Undecodable | undefined {
  if (value === null || value === undefined) return undefined;
  if (!fits(structure, value)) return { path, structure, value };
  if (structure.type === 'list') {
    return firstOf((value as readonly unknown[]).entries(), ([index, item]) =>
      firstUndecodable(structure.items, item, [...path, index]),
    );
  }
  if (structure.type !== 'object' && structure.type !== 'map') return undefined;
  const members = value as Members;
  return firstOf(Object.keys(members).toSorted(compareStrings), (key) => {
    const field = structure.type === 'map' ? structure.values : structure.fields.get(key);
    return field && firstUndecodable(field, members[key], [...path, key]);
  });
}

function firstOf<T, R>(items: Iterable<T>, find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function fits(structure: Structure, value: unknown): boolean {
  switch (structure.type) {
    case 'object':
    case 'map':
      return isRecord(value);
    case 'list':
      return Array.isArray(value);
    case 'text':
      return typeof value === 'string' && (!structure.isDateTime || timeMs(value) !== undefined);
    case 'integer':
      return isInteger(value, structure.format);
    case 'boolean':
      return typeof value === 'boolean';
    case 'intOrString':
      return structure.pattern === undefined ? isPort(value) : isAmount(value);
    case 'any':
      return true;
  }
}

function isInteger(value: unknown, format: 'int32' | 'int64'): boolean {
  if (jsonType(value) !== 'integer') return false;
  return format === 'int64' || ((value as number) <= MAX_INT32 && (value as number) >= -MAX_INT32 - 1);
}

function isPort(value: unknown): boolean {
  return typeof value === 'string' || isInteger(value, 'int32');
}

function isAmount(value: unknown): boolean {
  return (typeof value === 'string' || typeof value === 'number') && isQuantity(decodedQuantity(value));
}
