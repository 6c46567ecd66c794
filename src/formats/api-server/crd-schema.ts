import * as z from 'zod';
import type { Quantity } from '../../base/index.ts';
import type { CelRule } from './cel-rule.ts';

/** What Kubernetes knows of a schema that neither zod nor JSON Schema can say. */
export interface SchemaFacts {
  readonly rules?: readonly CelRule[];
  /** What Go writes for the field when it is absent: only fields without `omitempty`, and structs. */
  readonly goZero?: unknown;
  /** Does Go write the field where it is given but empty, or zero? Most texts, lists and maps it does not, all else it does. */
  readonly keepsEmpty?: boolean;
  /** How Go writes the pattern, where JavaScript cannot read that. */
  readonly goPattern?: string;
}

/** Facts by schema; what JSON Schema can say stands in zod's own metadata. */
export const SCHEMA_FACTS: z.core.$ZodRegistry<SchemaFacts> = z.registry<SchemaFacts>();

type Optional<S> = { [K in keyof S]: S[K] extends z.core.SomeType ? z.ZodExactOptional<S[K]> : never };

/**
 * An object that drops unknown fields with a warning.
 * @param present fields that are there once defaults are filled in: required ones, and those with a default
 * @param others optional fields
 */
export function object<P extends z.ZodRawShape>(present: P): z.ZodObject<P, z.core.$strict>;
export function object<P extends z.ZodRawShape, O extends z.ZodRawShape>(
  present: P,
  others: O,
): z.ZodObject<P & Optional<O>, z.core.$strict>;
export function object(present: z.ZodRawShape, others: z.ZodRawShape = {}): z.ZodObject {
  const optional = Object.entries(others).map(([key, schema]) => [key, (schema as z.ZodType).exactOptional()]);
  return z.strictObject({ ...present, ...Object.fromEntries(optional) });
}

/** Any text. */
export const text: z.ZodString = z.string();
export const flag: z.ZodBoolean = z.boolean();
export const texts: z.ZodArray<z.ZodString> = z.array(z.string());
export const textMap: z.ZodRecord<z.ZodString, z.ZodString> = z.record(z.string(), z.string());

/** A whole number within int32. */
export function int32(minimum?: number): z.ZodInt32 {
  return minimum === undefined ? z.int32() : z.int32().min(minimum);
}

/** A whole number; what JSON numbers cannot hold of int64 is not told apart. */
export function int64(minimum?: number): z.ZodInt {
  return minimum === undefined ? z.int() : z.int().min(minimum);
}

/** One of a few words; Kubernetes bounds the length of some of them nevertheless. */
export function word<const T extends readonly [string, ...string[]]>(words: T, maxLength?: number): Words<T> {
  const schema = z.enum(words) as unknown as Words<T>;
  return maxLength === undefined ? schema : schema.meta({ maxLength });
}

type Words<T extends readonly string[]> = z.ZodEnum<{ [K in T[number]]: K }>;

/** A time as RFC 3339 writes it. */
export const dateTime: z.ZodString = z.string().meta({ format: 'date-time' });

/** The schema's own idea of a quantity; a few of its texts (`1e1.5`) no parser takes. */
const QUANTITY_PATTERN: RegExp =
  /^(\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))))?$/;

/** An amount: a whole number, or a text such as `500m`. */
export const quantity: z.ZodType<Quantity> = z
  .union([z.int(), z.string().regex(QUANTITY_PATTERN)])
  .meta({ 'x-kubernetes-int-or-string': true });

/** Resource → amount. */
export const quantities: z.ZodType<Record<string, Quantity>> = z.record(z.string(), quantity);

/** A number or a name, as ports are given. */
export const intOrString: z.ZodType<number | string> = z
  .union([z.int(), z.string()])
  .meta({ 'x-kubernetes-int-or-string': true });

/** A list whose items are told apart by some of their fields. */
export function listMap<T extends z.ZodType>(item: T, keys: readonly string[] = ['name']): z.ZodArray<T> {
  return z.array(item).meta({ 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': keys });
}

/** A list without doubles. */
export function listSet<T extends z.ZodType>(item: T): z.ZodArray<T> {
  return z.array(item).meta({ 'x-kubernetes-list-type': 'set' });
}

/** A map of at most so many entries. */
export function boundedMap<T extends z.ZodType>(value: T, maxProperties: number): z.ZodRecord<z.ZodString, T> {
  return z.record(z.string(), value).meta({ maxProperties });
}

/** The schema with CEL rules on it. */
export function withRules<T extends z.ZodType>(schema: T, rules: readonly CelRule<z.output<T>>[]): T {
  return addFacts(schema, { rules: rules as readonly CelRule[] });
}

/** The field that Go writes even where nobody did: its zero, an empty text if not said otherwise; of a pointer `null`. */
export function always<T extends z.ZodType>(schema: T, goZero: unknown = ''): T {
  return addFacts(schema, { goZero });
}

/** The text, list or map that Go writes even if it is empty, where it is given. */
export function kept<T extends z.ZodType>(schema: T): T {
  return addFacts(schema, { keepsEmpty: true });
}

/** The number or flag that Go does not write if it is zero. */
export function sparse<T extends z.ZodType>(schema: T): T {
  return addFacts(schema, { keepsEmpty: false });
}

/** The text with a pattern that Go writes otherwise. */
export function withGoPattern<T extends z.ZodType>(schema: T, goPattern: string): T {
  return addFacts(schema, { goPattern });
}

function addFacts<T extends z.ZodType>(schema: T, facts: SchemaFacts): T {
  const copy = schema.clone();
  const meta = z.globalRegistry.get(schema);
  if (meta !== undefined) z.globalRegistry.add(copy, meta);
  SCHEMA_FACTS.add(copy, { ...SCHEMA_FACTS.get(schema), ...facts });
  return copy as T;
}
