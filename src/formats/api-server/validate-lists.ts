import { isRecord } from '../objects.ts';
import type { Path } from '../path.ts';
import { type ApiError, apiError, schemaField } from './api-error.ts';
import { somewhere } from './somewhere.ts';
import type { ListShape, Structure } from './structure.ts';

/** Doubles in lists that are sets or maps, in the words of the API server (kueue-validation §1). */
export function validateLists(structure: Structure, value: unknown): ApiError[] {
  const errors: ApiError[] = [];
  findDoubles(structure, value, [], errors);
  return errors;
}

const hasKeyedLists = somewhere(
  (structure) => structure.type === 'list' && (structure.isSet || structure.keys !== undefined),
);

function findDoubles(structure: Structure, value: unknown, path: (string | number)[], errors: ApiError[]): void {
  if (typeof value !== 'object' || value === null || !hasKeyedLists(structure)) return;
  const inside = (inner: Structure, member: unknown, step: string | number): void => {
    path.push(step);
    findDoubles(inner, member, path, errors);
    path.pop();
  };
  if (structure.type === 'object' && isRecord(value)) {
    for (const [key, field] of structure.fields) if (Object.hasOwn(value, key)) inside(field, value[key], key);
  } else if (structure.type === 'map' && isRecord(value)) {
    for (const [key, member] of Object.entries(value)) inside(structure.values, member, key);
  } else if (structure.type === 'list' && Array.isArray(value)) {
    for (const error of listErrors(structure, value, path)) errors.push(error);
    for (const [index, item] of value.entries()) inside(structure.items, item, index);
  }
}

function listErrors({ isSet, keys }: ListShape, items: readonly unknown[], path: Path): ApiError[] {
  if (items.length < 2 && items.every(isRecord)) return [];
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
