import type * as z from 'zod';
import { always } from '../api-server/crd-schema.ts';
import type { KueueVersion } from './kueue-kind.ts';

/** The text or list that v1beta1 writes even if it is empty, and v1beta2 does not. */
export function writtenIn<T extends z.ZodType>(version: KueueVersion, schema: T): T {
  if (version === 'v1beta2') return schema;
  return always(schema, schema._zod.def.type === 'array' ? null : '');
}
