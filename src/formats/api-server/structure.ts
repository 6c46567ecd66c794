import * as z from 'zod';
import { oncePer } from '../../base/index.ts';
import type { CelRule } from './cel-rule.ts';
import { SCHEMA_FACTS } from './crd-schema.ts';

/** What every schema may say of its field. */
interface Common {
  /** Filled in where the field is absent and its object present. */
  readonly defaultValue?: unknown;
  readonly goZero?: unknown;
  /** Does Go write the field where it is given but empty, or zero? */
  readonly keepsEmpty: boolean;
  readonly rules: readonly CelRule<unknown>[];
}

/** A schema as the API server walks it (kueue-validation §1, §3). */
export type Structure = Common & Shape;

type Shape =
  | ObjectShape
  | MapShape
  | ListShape
  | TextShape
  | IntegerShape
  | IntOrStringShape
  | { readonly type: 'boolean' }
  | { readonly type: 'any' };

export interface ObjectShape {
  readonly type: 'object';
  readonly fields: ReadonlyMap<string, Structure>;
  /** The same in their order. */
  readonly entries: readonly (readonly [string, Structure])[];
  readonly required: readonly string[];
}

export interface MapShape {
  readonly type: 'map';
  readonly values: Structure;
  readonly maxProperties?: number | undefined;
}

export interface ListShape {
  readonly type: 'list';
  readonly items: Structure;
  readonly minItems?: number | undefined;
  readonly maxItems?: number | undefined;
  readonly isSet: boolean;
  /** Fields that tell the items of a list map apart. */
  readonly keys?: readonly string[] | undefined;
}

export interface TextShape {
  readonly type: 'text';
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  readonly pattern?: TextPattern | undefined;
  readonly words?: readonly string[] | undefined;
  readonly isDateTime: boolean;
}

export interface IntegerShape {
  readonly type: 'integer';
  readonly format: 'int32' | 'int64';
  readonly minimum?: number | undefined;
}

/** A quantity where it has a pattern. */
export interface IntOrStringShape {
  readonly type: 'intOrString';
  readonly pattern?: TextPattern | undefined;
}

/** A pattern, and how Go writes it. */
export interface TextPattern {
  readonly expression: RegExp;
  readonly text: string;
}

/** What a schema built of `crd-schema.ts` says, in the shape that the API server walks. Compiled once per schema. */
export const structureOf: (schema: z.ZodType) => Structure = oncePer(compile);

/** The same for a schema of whole objects; of their metadata, which is read by itself, it says nothing. */
export const wholeStructureOf: (schema: z.ZodType) => Structure = oncePer((schema) => {
  const structure = structureOf(schema) as Common & ObjectShape;
  const entries = [['metadata', ANYTHING] as const, ...structure.entries];
  return { ...structure, entries, fields: new Map(entries) };
});

const ANYTHING: Structure = { type: 'any', rules: [], keepsEmpty: true };

/** What a structure says of its part under a key or index; undefined if nothing. */
export function stepInto(structure: Structure, step: string | number): Structure | undefined {
  if (structure.type === 'object') return structure.fields.get(String(step));
  return structure.type === 'list' ? structure.items : structure.type === 'map' ? structure.values : undefined;
}

function compile(schema: z.ZodType): Structure {
  const { def } = (schema as unknown as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'optional':
      return structureOf(def.innerType as z.ZodType);
    case 'default':
    case 'prefault':
      return { ...structureOf(def.innerType as z.ZodType), defaultValue: def.defaultValue };
    default:
      return { ...commonOf(schema), ...shapeOf(schema, def) };
  }
}

/** What Go leaves out where it is empty. */
const OFTEN_OMITTED: ReadonlySet<string> = new Set(['string', 'enum', 'array', 'record']);

function commonOf(schema: z.ZodType): Common {
  const facts = SCHEMA_FACTS.get(schema);
  const rules = (facts?.rules ?? []) as readonly CelRule<unknown>[];
  const keepsEmpty = facts?.keepsEmpty ?? !OFTEN_OMITTED.has(schema._zod.def.type);
  return facts?.goZero === undefined ? { rules, keepsEmpty } : { rules, keepsEmpty, goZero: facts.goZero };
}

function shapeOf(schema: z.ZodType, def: z.core.$ZodTypes['_zod']['def']): Shape {
  const { minimum, maximum } = boundsOf(schema);
  const meta = z.globalRegistry.get(schema) ?? {};
  switch (def.type) {
    case 'object':
      return objectShape(def.shape as Readonly<Record<string, z.ZodType>>);
    case 'record':
      return {
        type: 'map',
        values: structureOf(def.valueType as z.ZodType),
        maxProperties: meta.maxProperties as number,
      };
    case 'array':
      return {
        type: 'list',
        items: structureOf(def.element as z.ZodType),
        minItems: minimum,
        maxItems: maximum,
        isSet: meta['x-kubernetes-list-type'] === 'set',
        keys: meta['x-kubernetes-list-map-keys'] as readonly string[] | undefined,
      };
    case 'enum':
      return {
        type: 'text',
        words: Object.values(def.entries) as string[],
        maxLength: meta.maxLength as number,
        isDateTime: false,
      };
    case 'string':
      return {
        type: 'text',
        minLength: minimum,
        maxLength: maximum,
        pattern: patternOf(schema),
        isDateTime: meta.format === 'date-time',
      };
    case 'number':
      return integerShape(schema);
    case 'union':
      return { type: 'intOrString', pattern: patternOf(def.options[1] as z.ZodType) };
    case 'boolean':
      return { type: 'boolean' };
    case 'unknown':
      return { type: 'any' };
    default:
      throw new TypeError(`a schema of type ${def.type} has no counterpart in a CustomResourceDefinition`);
  }
}

function objectShape(schemas: Readonly<Record<string, z.ZodType>>): ObjectShape {
  const entries = Object.entries(schemas).map(([key, schema]) => [key, structureOf(schema)] as const);
  const required = Object.keys(schemas).filter((key) => schemas[key]?._zod.optin !== 'optional');
  return { type: 'object', fields: new Map(entries), entries, required };
}

function integerShape(schema: z.ZodType): IntegerShape {
  const { format } = schema._zod.def as { readonly format?: string };
  return { type: 'integer', format: format === 'int32' ? 'int32' : 'int64', minimum: boundsOf(schema).minimum };
}

function patternOf(schema: z.ZodType): TextPattern | undefined {
  const { pattern: expression } = boundsOf(schema);
  if (expression === undefined) return undefined;
  return { expression, text: SCHEMA_FACTS.get(schema)?.goPattern ?? expression.source.replaceAll('\\/', '/') };
}

/** What zod's checks say together; of several bounds the last one counts. */
interface Bounds {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: RegExp;
}

function boundsOf(schema: z.ZodType): Bounds {
  let bounds: Bounds = {};
  for (const check of schema._zod.def.checks ?? []) {
    const def = check._zod.def as CheckDef;
    if (def.check === 'min_length') bounds = { ...bounds, minimum: def.minimum };
    if (def.check === 'max_length') bounds = { ...bounds, maximum: def.maximum };
    if (def.check === 'greater_than') bounds = { ...bounds, minimum: def.value };
    if (def.check === 'string_format') bounds = { ...bounds, pattern: def.pattern };
  }
  return bounds;
}

type CheckDef =
  | { readonly check: 'min_length'; readonly minimum: number }
  | { readonly check: 'max_length'; readonly maximum: number }
  | { readonly check: 'greater_than'; readonly value: number }
  | { readonly check: 'string_format'; readonly pattern: RegExp };
