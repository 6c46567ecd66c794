import { isRecord } from '../objects.ts';
import type { Path } from '../path.ts';
import { type ApiError, apiError, schemaField } from './api-error.ts';
import { placesWhere, visit } from './places.ts';
import type { ListShape, Structure } from './structure.ts';

const keyedLists = placesWhere(
  (structure) => structure.type === 'list' && (structure.isSet || structure.keys !== undefined),
);

/** Doubles in lists that are sets or maps, in the words of the API server (kueue-validation §1). */
export function validateLists(structure: Structure, value: unknown): ApiError[] {
  const errors: ApiError[] = [];
  visit(keyedLists(structure), value, [], (list, items, way) => {
    if (!Array.isArray(items) || areDistinct(list as ListShape, items)) return;
    errors.push(...listErrors(list as ListShape, items, [...way]));
  });
  return errors;
}

/** Is a text that tells the items of a list apart another one in each? So it is in most. */
function areDistinct({ isSet, keys = [] }: ListShape, items: readonly unknown[]): boolean {
  const key = keys[0] as string;
  const texts = new Set<unknown>();
  for (const item of items) {
    const text = isSet ? item : isRecord(item) ? item[key] : undefined;
    if (typeof text !== 'string') return false;
    texts.add(text);
  }
  return texts.size === items.length;
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
