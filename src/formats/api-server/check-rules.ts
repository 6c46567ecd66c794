import type { FieldError } from '../../model/index.ts';
import { isRecord } from '../objects.ts';
import { valueAt } from '../path.ts';
import { type ApiError, apiError, schemaField } from './api-error.ts';
import { type CelRule, NoSuchKey } from './cel-rule.ts';
import { isSomewhere, placesWhere, visit, type Way } from './places.ts';
import { type ListShape, type Structure, stepInto } from './structure.ts';

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
  if (!found.some(({ type }) => BLOCKING.has(type))) return brokenRules(structure, value, old);
  if (!isSomewhere(ruled(structure))) return [];
  return [apiError('cel', [], { type: 'FieldValueInvalid', field: '<nil>', value: null, message: UNCHECKED_MESSAGE })];
}

const ruled = placesWhere(({ rules }) => rules.length > 0);

function brokenRules(structure: Structure, value: unknown, old: unknown): ApiError[] {
  const errors: ApiError[] = [];
  visit(ruled(structure), value, [], ({ rules }, part, way) => {
    if (part === null) return;
    for (const rule of rules) {
      const former = rule.isTransition === true ? formerPart(structure, value, old, way) : undefined;
      if (rule.isTransition === true && former === undefined) continue;
      const failure = failureOf(rule, part, former);
      if (failure === undefined) continue;
      const field = way.length === 0 ? '<nil>' : schemaField(way);
      errors.push(apiError('cel', [...way], { type: 'FieldValueInvalid', field, ...failure }));
    }
  });
  return errors;
}

/** What stood in the place of a part of the value before. */
function formerPart(structure: Structure, value: unknown, old: unknown, way: Way): unknown {
  let [at, part, former]: [Structure | undefined, unknown, unknown] = [structure, value, old];
  for (const step of way) {
    if (former === undefined) return undefined;
    part = valueAt(part, [step]);
    former = at?.type === 'list' ? formerItem(at, part, former) : valueAt(former, [step]);
    at = at && stepInto(at, step);
  }
  return former;
}

/** Only items of list maps can be told to be the same as before. */
function formerItem({ keys }: ListShape, item: unknown, old: unknown): unknown {
  if (keys === undefined || !isRecord(item) || !Array.isArray(old)) return undefined;
  return old.find((former) => isRecord(former) && keys.every((key) => former[key] === item[key]));
}

function failureOf(
  rule: CelRule<unknown>,
  value: unknown,
  old: unknown,
): Pick<FieldError, 'value' | 'message'> | undefined {
  try {
    return rule.holds(value, old) ? undefined : { message: rule.message };
  } catch (error) {
    if (!(error instanceof NoSuchKey)) throw error;
    return { value: celType(value), message: `${error.message} evaluating rule: ${rule.message}` };
  }
}

function celType(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'object' ? 'object' : typeof value;
}
