import { isRecord } from '../objects.ts';
import type { Path } from '../path.ts';
import { type ApiError, apiError, schemaField } from './api-error.ts';
import type { ListShape, Structure } from './structure.ts';

/** Doubles in lists that are sets or maps, in the words of the API server (kueue-validation §1). */
export function validateLists(structure: Structure, value: unknown, path: Path = []): ApiError[] {
  if (structure.type === 'object' && isRecord(value)) {
    return [...structure.fields].flatMap(([key, field]) =>
      Object.hasOwn(value, key) ? validateLists(field, value[key], [...path, key]) : [],
    );
  }
  if (structure.type === 'map' && isRecord(value)) {
    return Object.entries(value).flatMap(([key, member]) => validateLists(structure.values, member, [...path, key]));
  }
  if (structure.type !== 'list' || !Array.isArray(value)) return [];
  const inner = value.flatMap((item, index) => validateLists(structure.items, item, [...path, index]));
  return [...listErrors(structure, value, path), ...inner];
}

function listErrors({ isSet, keys }: ListShape, items: readonly unknown[], path: Path): ApiError[] {
  if (isSet) return doubles(items, path);
  if (keys === undefined) return [];
  const stranger = items.findIndex((item) => item !== null && !isRecord(item));
  if (stranger < 0)
    return doubles(
      items.map((item) => keysOf(item, keys)),
      path,
    );
  const message = 'must be an object for an array of list-type map';
  return [at([...path, stranger], { type: 'FieldValueInvalid', value: items[stranger] as string, message })];
}

/** Only the keys that are there: two items without any are doubles too. */
function keysOf(item: unknown, keys: readonly string[]): Readonly<Record<string, unknown>> {
  const fields = isRecord(item) ? item : {};
  return Object.fromEntries(keys.filter((key) => Object.hasOwn(fields, key)).map((key) => [key, fields[key]]));
}

/** The second of equal values is told, a third not any more. */
function doubles(values: readonly unknown[], path: Path): ApiError[] {
  const counts = new Map<string, number>();
  return values.flatMap((value, index) => {
    const text = JSON.stringify(value);
    const count = (counts.get(text) ?? 0) + 1;
    counts.set(text, count);
    if (count !== 2) return [];
    return [at([...path, index], { type: 'FieldValueDuplicate', value: value as string, message: '' })];
  });
}

function at(path: Path, error: Omit<Parameters<typeof apiError>[2], 'field'>): ApiError {
  return apiError('schema', path, { field: schemaField(path), ...error });
}
