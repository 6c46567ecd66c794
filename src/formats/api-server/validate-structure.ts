import { isRecord } from '../objects.ts';
import type { Path } from '../path.ts';
import { type ApiError, apiError, schemaField } from './api-error.ts';
import { jsonType } from './json-type.ts';
import type { Way } from './places.ts';
import type { ListShape, MapShape, ObjectShape, Structure } from './structure.ts';
import { type SchemaError, scalarErrors } from './validate-scalar.ts';

/**
 * What a schema has against a value, in the words of the API server: types, bounds, patterns, required fields.
 *
 * @param base where the value stands; messages name places below it, fields from the root, as for a status that is written
 * by itself
 * @see kueue-validation §1, OpenAPI messages
 */
export function validateStructure(structure: Structure, value: unknown, base: Path = []): ApiError[] {
  const found: Placed[] = [];
  findErrors(structure, value, [], found);
  const whole = base.length === 0 ? '<nil>' : schemaField(base);
  return found.map(({ path, nameless, ...error }) => {
    const full = [...base, ...path];
    return apiError('schema', full, { field: nameless === true ? whole : schemaField(full), ...error });
  });
}

/** An error and where, below the value, it was found. */
type Placed = SchemaError & { readonly path: Path };

function findErrors(structure: Structure, value: unknown, way: Way, found: Placed[]): void {
  switch (structure.type) {
    case 'object':
      findObjectErrors(structure, value, way, found);
      break;
    case 'map':
      findMapErrors(structure, value, way, found);
      break;
    case 'list':
      findListErrors(structure, value, way, found);
      break;
    case 'any':
      break;
    default:
      for (const error of scalarErrors(structure, value, way)) found.push({ path: [...way], ...error });
  }
}

function findInside(structure: Structure, value: unknown, step: string | number, way: Way, found: Placed[]): void {
  way.push(step);
  findErrors(structure, value, way, found);
  way.pop();
}

function findObjectErrors({ fields, required }: ObjectShape, value: unknown, way: Way, found: Placed[]): void {
  if (!isRecord(value)) {
    found.push(wrongType([...way], 'object', value));
    return;
  }
  for (const key of required) {
    if (!Object.hasOwn(value, key)) found.push({ path: [...way, key], type: 'FieldValueRequired', message: '' });
  }
  for (const key of Object.keys(value)) {
    const field = fields.get(key);
    if (field !== undefined) findInside(field, value[key], key, way, found);
  }
}

function findMapErrors(
  { values, maxProperties = Infinity }: MapShape,
  value: unknown,
  way: Way,
  found: Placed[],
): void {
  if (!isRecord(value)) {
    found.push(wrongType([...way], 'object', value));
    return;
  }
  const keys = Object.keys(value);
  if (keys.length > maxProperties) found.push(tooMany([...way], keys.length, maxProperties));
  for (const key of keys) findInside(values, value[key], key, way, found);
}

function findListErrors(shape: ListShape, value: unknown, way: Way, found: Placed[]): void {
  const { items, minItems = 0, maxItems = Infinity } = shape;
  if (!Array.isArray(value)) {
    found.push(wrongType([...way], 'array', value));
    return;
  }
  const { length } = value;
  for (let index = 0; index < length; index++) findInside(items, value[index], index, way, found);
  if (length > maxItems) found.push(tooMany([...way], length, maxItems));
  if (length >= minItems) return;
  const message = `${schemaField(way)} in body should have at least ${minItems} items`;
  found.push({ path: [...way], type: 'FieldValueInvalid', value: length, message });
}

function wrongType(path: Path, expected: string, value: unknown): Placed {
  const found = jsonType(value);
  const message = `${schemaField(path)} in body must be of type ${expected}: "${found}"`;
  return { path, type: 'FieldValueTypeInvalid', value: found, message };
}

function tooMany(path: Path, count: number, most: number): Placed {
  return { path, type: 'FieldValueTooMany', value: count, message: `must have at most ${most} items` };
}
