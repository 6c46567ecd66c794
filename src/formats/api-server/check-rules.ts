import { isRecord } from '../objects.ts';
import type { Path } from '../path.ts';
import { type ApiError, apiError, schemaField } from './api-error.ts';
import { type CelRule, NoSuchKey } from './cel-rule.ts';
import { somewhere } from './somewhere.ts';
import type { ListShape, Structure } from './structure.ts';

/** What is said instead of the rules where an error stands in their way. */
const UNCHECKED_MESSAGE =
  'some validation rules were not checked because the object was invalid; correct the existing errors to complete ' +
  'validation';
const BLOCKING: ReadonlySet<string> = new Set([
  'FieldValueRequired',
  'FieldValueNotSupported',
  'FieldValueTooLong',
  'FieldValueTooMany',
  'FieldValueTypeInvalid',
]);

/**
 * The rules of a schema that an object breaks. Where one of the errors found before stands in their way, that is said once,
 * if the kind has rules at all.
 *
 * @param old what is stored; without it, rules that compare with it hold
 * @see kueue-validation §1
 */
export function checkRules(
  structure: Structure,
  value: unknown,
  old: unknown,
  found: readonly ApiError[],
): readonly ApiError[] {
  if (!found.some(({ type }) => BLOCKING.has(type))) return brokenRules(structure, value, old, []);
  if (!hasRules(structure)) return [];
  return [apiError('cel', [], { type: 'FieldValueInvalid', field: '<nil>', value: null, message: UNCHECKED_MESSAGE })];
}

const hasRules = somewhere(({ rules }) => rules.length > 0);

function brokenRules(structure: Structure, value: unknown, old: unknown, path: Path): ApiError[] {
  if (!hasRules(structure)) return [];
  const own = structure.rules.flatMap((rule) => ruleError(rule, value, old, path) ?? []);
  return [...own, ...innerErrors(structure, value, old, path)];
}

function innerErrors(structure: Structure, value: unknown, old: unknown, path: Path): ApiError[] {
  if (structure.type === 'object' && isRecord(value)) {
    return [...structure.fields].flatMap(([key, field]) =>
      Object.hasOwn(value, key) ? brokenRules(field, value[key], memberOf(old, key), [...path, key]) : [],
    );
  }
  if (structure.type === 'map' && isRecord(value)) {
    return Object.entries(value).flatMap(([key, member]) =>
      brokenRules(structure.values, member, memberOf(old, key), [...path, key]),
    );
  }
  if (structure.type !== 'list' || !Array.isArray(value)) return [];
  return value.flatMap((item: unknown, index) =>
    brokenRules(structure.items, item, formerItem(structure, item, old), [...path, index]),
  );
}

function memberOf(old: unknown, key: string): unknown {
  return isRecord(old) && Object.hasOwn(old, key) ? old[key] : undefined;
}

/** Only items of list maps can be told to be the same as before. */
function formerItem({ keys }: ListShape, item: unknown, old: unknown): unknown {
  if (keys === undefined || !isRecord(item) || !Array.isArray(old)) return undefined;
  return old.find((former) => isRecord(former) && keys.every((key) => former[key] === item[key]));
}

function ruleError(rule: CelRule<unknown>, value: unknown, old: unknown, path: Path): ApiError | undefined {
  if (value === null || (rule.isTransition === true && old === undefined)) return undefined;
  const field = path.length === 0 ? '<nil>' : schemaField(path);
  try {
    if (rule.holds(value, old)) return undefined;
  } catch (error) {
    if (!(error instanceof NoSuchKey)) throw error;
    const message = `${error.message} evaluating rule: ${rule.message}`;
    return apiError('cel', path, { type: 'FieldValueInvalid', field, value: celType(value), message });
  }
  return apiError('cel', path, { type: 'FieldValueInvalid', field, message: rule.message });
}

function celType(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'object' ? 'object' : typeof value;
}
