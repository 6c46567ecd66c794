import * as z from 'zod';
import {
  closest,
  didYouMean,
  isQuantity,
  MAX_INT32,
  MAX_INT64,
  type ProblemCode,
  type Quantity,
  remembered,
  resourceAmount,
} from '../base/index.ts';
import { ANNOTATION_KEY, LABEL_KEY, LABEL_VALUE, type NameRule } from './names.ts';
import { shown } from './path.ts';

/** What a check of ours says, carried through zod's issue list. */
export interface OwnProblem {
  readonly code: ProblemCode;
  readonly message: string;
  /** Is the key wrong, and not its value? */
  readonly isKey?: boolean;
}

/**
 * What becomes of keys that are not in a schema. The shape is made when the first value is checked: most commands meet few
 * of all kinds.
 */
export type ObjectPolicy = <S extends z.ZodRawShape>(
  shape: () => S,
  otherKeys?: readonly string[],
) => z.ZodType<z.output<z.ZodObject<S>>>;

/**
 * An object that people write: an unknown key is an error, as in kubectl's strict validation.
 * @param otherKeys valid keys whose values play no part here
 */
export const written: ObjectPolicy = (shape, otherKeys = []) => z.lazy(() => strictObject(shape(), otherKeys)) as never;

function strictObject(shape: z.ZodRawShape, otherKeys: readonly string[]): z.ZodType {
  const known = [...otherKeys, ...Object.keys(shape)];
  const passed = new Set(otherKeys);
  const unknownKey = (key: string, value: object): z.core.$ZodRawIssue => {
    const absent = known.filter((other) => !Object.hasOwn(value, other));
    const message = `unknown key ${shown(key)}${didYouMean(key, absent)}; rename or remove it`;
    return own(value, { code: 'unknown-key', message, isKey: true }, [key]);
  };
  // In the shape, zod would look at each of the other keys, whether it is there or not.
  const check = always(({ issues }) => {
    const at = issues.findIndex(({ code, path = [] }) => code === 'unrecognized_keys' && path.length === 0);
    const { keys, input } = issues[at] ?? {};
    const unknown = ((keys ?? []) as string[]).filter((key) => !passed.has(key));
    if (at >= 0) issues.splice(at, 1, ...unknown.map((key) => unknownKey(key, input as object)));
  });
  return z.strictObject(shape).check(check as never);
}

/**
 * An object that a machine wrote: unknown keys are passed over, so that newer servers can be read; but one that nearly is
 * a known, missing key is an error, because it is a mistyped one.
 */
export const answered: ObjectPolicy = (shape, otherKeys = []) => z.lazy(() => looseObject(shape(), otherKeys)) as never;

function looseObject(shape: z.ZodRawShape, otherKeys: readonly string[]): z.ZodType {
  const known = Object.keys(shape);
  const passed = new Set([...otherKeys, ...known]);
  const nearestTo = remembered((key) => closest(key, known));
  const check = always(({ value, issues }) => {
    if (typeof value !== 'object' || value === null) return;
    for (const key in value) {
      const match = passed.has(key) ? undefined : nearestTo(key);
      if (match === undefined || Object.hasOwn(value, match)) continue;
      const message = `unknown key ${shown(key)} (did you mean "${match}"?); rename or remove it`;
      issues.push(own(value, { code: 'unknown-key', message, isKey: true }, [key]));
    }
  });
  return z.looseObject(shape).check(check as never);
}

/** May be missing; `null` is the same, as for every Kubernetes reader. */
export function optional<T extends z.ZodType>(schema: T): z.ZodOptional<z.ZodNullable<T>> {
  return schema.nullish();
}

/** A count of things: a whole number from `minimum` (0) to the largest int32. */
export function count(minimum = 0): z.ZodNumber {
  return z.number().int().min(minimum).max(MAX_INT32);
}

/** One of a few words. */
export function oneOf<const T extends readonly [string, ...string[]]>(words: T): z.ZodType<T[number]> {
  return z.enum(words) as never;
}

/** A text that meets a rule for names. */
export function named(rule: NameRule): z.ZodType<string> {
  return z.string().check(({ value, issues }) => {
    if (rule.matches(value)) return;
    issues.push(own(value, { code: 'invalid-name', message: nameMessage(rule, value) }));
  });
}

/** Labels: keys and values both checked. */
export const labels: z.ZodType<Record<string, string>> = textMap(LABEL_KEY, LABEL_VALUE);

/** Annotations: any text under a qualified key. */
export const annotations: z.ZodType<Record<string, string>> = textMap(ANNOTATION_KEY, undefined);

/** A schema with rules on top, asked of values that have its shape; paths start at the value. */
export function ruled<T>(
  schema: z.ZodType<T>,
  problemsOf: (value: T) => Iterable<OwnProblem & { readonly path: readonly (string | number)[] }>,
): z.ZodType<T> {
  return schema.check(({ value, issues }) => {
    for (const { path, ...problem } of problemsOf(value)) issues.push(own(value, problem, [...path]));
  });
}

/** Amount of a resource: a Kubernetes quantity, not negative, and within int64. */
export const quantity: z.ZodType<Quantity> = z.custom<Quantity>().check(({ value, issues }) => {
  const problem = quantityProblem(value);
  if (problem !== undefined) issues.push(own(value, problem));
});

/** A quantity that may be negative, as differences are. */
export const signedQuantity: z.ZodType<Quantity> = z.custom<Quantity>().check(({ value, issues }) => {
  const amount = typeof value === 'string' && value.startsWith('-') ? value.slice(1) : value;
  const problem = quantityProblem(amount);
  if (problem !== undefined) issues.push(own(value, problem));
});

/** Resource name → quantity. */
export const resourceList: z.ZodType<Record<string, Quantity>> = plainMap(
  (key, value) => quantityProblem(value) ?? (LABEL_KEY.matches(key) ? undefined : keyProblem(LABEL_KEY, key)),
);

/** The members that are neither undefined nor null: what a model object wants of a read one. */
export function present<T extends object>(members: T): Present<T> {
  const kept: Record<string, unknown> = {};
  for (const key in members) {
    const value = members[key];
    if (value !== undefined && value !== null) kept[key] = value;
  }
  return kept as Present<T>;
}

/** `T` with its nullable members made optional. */
export type Present<T> = { [K in keyof T as Extract<T[K], null | undefined> extends never ? K : never]: T[K] } & {
  [K in keyof T as Extract<T[K], null | undefined> extends never ? never : K]?: NonNullable<T[K]>;
};

/** Says what a name should look like. */
export function nameMessage(rule: NameRule, name: string): string {
  return `${shown(name)} is not a valid ${rule.what}; it must be ${rule.form}`;
}

/** Issue of our own for a value, to push into zod's list. */
function own(input: unknown, problem: OwnProblem, path: (string | number)[] = []): z.core.$ZodRawIssue {
  // `continue`: it hides no other problem of the same object.
  return { code: 'custom', input, path, params: { problem }, continue: true } as never;
}

function textMap(keyRule: NameRule, valueRule: NameRule | undefined): z.ZodType<Record<string, string>> {
  return plainMap((key, value) => {
    if (typeof value !== 'string') {
      return { code: 'wrong-type', message: `expected a text, found ${shown(value)}; put it in quotes` };
    }
    if (!keyRule.matches(key)) return keyProblem(keyRule, key);
    if (valueRule === undefined || valueRule.matches(value)) return undefined;
    return { code: 'invalid-name', message: nameMessage(valueRule, value) };
  });
}

/** A map of any keys. Own, because zod's record passes over a key named `__proto__`. */
export function plainMap<T>(
  check: (key: string, value: unknown) => OwnProblem | undefined,
): z.ZodType<Record<string, T>> {
  return z.custom<Record<string, T>>().check(({ value, issues }) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      const message = `expected an object of keys and values, found ${shown(value)}`;
      issues.push(own(value, { code: value === undefined ? 'missing' : 'wrong-type', message }));
      return;
    }
    for (const [key, member] of Object.entries(value)) {
      const problem = check(key, member);
      if (problem !== undefined) issues.push(own(member, problem, [key]));
    }
  });
}

function keyProblem(rule: NameRule, key: string): OwnProblem {
  return { code: 'invalid-name', message: nameMessage(rule, key), isKey: true };
}

/** Most quantities: no sign, no exponent, far from any bound. */
const ORDINARY_QUANTITY = /^\d{1,12}(?:m|k|M|G|Ki|Mi|Gi)?$/;
const EXAMPLE = 'write an amount such as 8, "500m" or "64Gi"';

function quantityProblem(value: unknown): OwnProblem | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') {
    return { code: 'wrong-type', message: `expected a quantity, found ${shown(value)}; ${EXAMPLE}` };
  }
  const text = String(value);
  if (ORDINARY_QUANTITY.test(text)) return undefined;
  if (!isQuantity(value)) {
    return { code: 'invalid-quantity', message: `${shown(value)} is not a quantity; ${EXAMPLE}` };
  }
  if (text.startsWith('-')) {
    return { code: 'invalid-quantity', message: `${shown(value)} is negative; ${EXAMPLE}` };
  }
  if (resourceAmount('', value) < MAX_INT64 || text === String(MAX_INT64)) return undefined;
  return { code: 'out-of-range', message: `${shown(value)} is more than 9223372036854775807; ${EXAMPLE}` };
}

/** A check that is made of values with other mistakes too: all are told at once. */
function always(check: (payload: z.core.ParsePayload) => void): z.core.$ZodCheck<unknown> {
  const made = z.check<unknown>(check);
  made._zod.def.when = () => true;
  return made;
}
