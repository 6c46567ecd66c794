import type * as z from 'zod';
import { always, flag, int32, kept, object, sparse, text } from '../../api-server/crd-schema.ts';

/** A text that Go holds by a pointer. */
export const pointerText: z.ZodString = kept(text);

/** A flag and a number that Go holds without a pointer. */
export const plainFlag: z.ZodBoolean = sparse(flag);
export const plainInt32: z.ZodInt32 = sparse(int32());

type Optional<S> = { [K in keyof S]: S[K] extends z.core.SomeType ? z.ZodExactOptional<S[K]> : never };

/**
 * An object of Kubernetes' core API, whose required fields Go writes even where they are absent; see `object` for the
 * parameters.
 */
export function coreObject<P extends z.ZodRawShape>(present: P): z.ZodObject<P, z.core.$strict>;
export function coreObject<P extends z.ZodRawShape, O extends z.ZodRawShape>(
  present: P,
  others: O,
): z.ZodObject<P & Optional<O>, z.core.$strict>;
export function coreObject(present: z.ZodRawShape, others: z.ZodRawShape = {}): z.ZodObject {
  const written = Object.entries(present).map(([key, schema]) => [key, withZero(schema as z.ZodType)]);
  return object(Object.fromEntries(written), others);
}

function withZero(schema: z.ZodType): z.ZodType {
  switch (schema._zod.def.type) {
    case 'string':
    case 'enum':
      return always(schema, '');
    case 'number':
    case 'union':
      return always(schema, 0);
    case 'object':
      return always(schema, {});
    case 'array':
      return always(schema, null);
    default:
      return schema;
  }
}
