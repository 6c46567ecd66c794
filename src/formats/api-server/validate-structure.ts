import type { FieldError } from '../../model/index.ts';
import { isRecord } from '../objects.ts';
import type { Path } from '../path.ts';
import { type ApiError, apiError, schemaField } from './api-error.ts';
import { jsonType } from './json-type.ts';
import type { ListShape, MapShape, ObjectShape, Structure } from './structure.ts';
import { scalarErrors } from './validate-scalar.ts';

/** An error of a schema before it knows its place: `nameless` ones name the place in their message only. */
export interface SchemaError extends Omit<FieldError, 'field'> {
  readonly nameless?: true;
}

/**
 * What a schema has against a value, in the words of the API server: types, bounds, patterns, required fields.
 *
 * @param base where the value stands; messages name places below it, fields from the root, as for a status that is written
 * by itself
 * @see kueue-validation §1, OpenAPI messages
 */
export function validateStructure(structure: Structure, value: unknown, base: Path = []): ApiError[] {
  return errorsOf(structure, value, []).map(({ path, nameless, ...error }) => {
    const full = [...base, ...path];
    return apiError('schema', full, { field: nameless === true ? '<nil>' : schemaField(full), ...error });
  });
}

/** An error and where, below the value, it was found. */
type Placed = SchemaError & { readonly path: Path };

function errorsOf(structure: Structure, value: unknown, path: Path): Placed[] {
  switch (structure.type) {
    case 'object':
      return objectErrors(structure, value, path);
    case 'map':
      return mapErrors(structure, value, path);
    case 'list':
      return listErrors(structure, value, path);
    case 'any':
      return [];
    default:
      return scalarErrors(structure, value, path).map((error) => ({ path, ...error }));
  }
}

function objectErrors({ fields, required }: ObjectShape, value: unknown, path: Path): Placed[] {
  if (!isRecord(value)) return [wrongType(path, 'object', value)];
  const missing = required.filter((key) => !Object.hasOwn(value, key));
  return [
    ...missing.map((key): Placed => ({ path: [...path, key], type: 'FieldValueRequired', message: '' })),
    ...Object.keys(value).flatMap((key) => {
      const field = fields.get(key);
      return field === undefined ? [] : errorsOf(field, value[key], [...path, key]);
    }),
  ];
}

function mapErrors({ values, maxProperties = Infinity }: MapShape, value: unknown, path: Path): Placed[] {
  if (!isRecord(value)) return [wrongType(path, 'object', value)];
  const entries = Object.entries(value);
  const errors = entries.flatMap(([key, member]) => errorsOf(values, member, [...path, key]));
  return entries.length > maxProperties ? [tooMany(path, entries.length, maxProperties), ...errors] : errors;
}

function listErrors({ items, minItems = 0, maxItems = Infinity }: ListShape, value: unknown, path: Path): Placed[] {
  if (!Array.isArray(value)) return [wrongType(path, 'array', value)];
  const { length } = value;
  const errors = value.flatMap((item, index) => errorsOf(items, item, [...path, index]));
  if (length > maxItems) errors.push(tooMany(path, length, maxItems));
  if (length >= minItems) return errors;
  const message = `${schemaField(path)} in body should have at least ${minItems} items`;
  return [...errors, { path, type: 'FieldValueInvalid', value: length, message }];
}

function wrongType(path: Path, expected: string, value: unknown): Placed {
  const found = jsonType(value);
  const message = `${schemaField(path)} in body must be of type ${expected}: "${found}"`;
  return { path, type: 'FieldValueTypeInvalid', value: found, message };
}

function tooMany(path: Path, count: number, most: number): Placed {
  return { path, type: 'FieldValueTooMany', value: count, message: `must have at most ${most} items` };
}
