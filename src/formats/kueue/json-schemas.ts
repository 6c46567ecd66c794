import * as z from 'zod';
import { SCHEMA_FACTS } from '../api-server/crd-schema.ts';
import { objectMeta } from '../api-server/object-meta.ts';
import { KUEUE_KINDS } from './kinds.ts';
import type { KueueKind, KueueVersion } from './kueue-kind.ts';

/** A JSON Schema (draft 7, which editors know best). */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * JSON Schemas of Kueue's own kinds for editors, by file name: `cluster-queue.json` for v1beta2,
 * `cluster-queue.v1beta1.json` for v1beta1. They are made of the schemas that objects are validated with; rules that no
 * JSON Schema can say stand in descriptions.
 */
export function kueueJsonSchemas(): Readonly<Record<string, JsonSchema>> {
  const files = KUEUE_KINDS.flatMap((kind) => [
    [`${fileStem(kind.kind)}.json`, jsonSchemaOf(kind, 'v1beta2')] as const,
    [`${fileStem(kind.kind)}.v1beta1.json`, jsonSchemaOf(kind, 'v1beta1')] as const,
  ]);
  return Object.fromEntries(files);
}

/** `ClusterQueue` → `cluster-queue`. */
function fileStem(kind: string): string {
  return kind.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
}

function jsonSchemaOf(kind: KueueKind, version: KueueVersion): JsonSchema {
  const fields = (kind.schemas[version] as z.ZodObject).shape;
  const whole = z
    .strictObject({
      apiVersion: z.literal(`kueue.x-k8s.io/${version}`),
      kind: z.literal(kind.kind),
      metadata: objectMeta,
      ...fields,
    })
    .meta({ title: `${kind.kind} of Kueue, ${version}` });
  return z.toJSONSchema(whole, { io: 'input', target: 'draft-7', override }) as JsonSchema;
}

function override({
  zodSchema,
  jsonSchema,
}: {
  zodSchema: z.core.$ZodTypes;
  jsonSchema: Record<string, unknown>;
}): void {
  // Bounds of what JavaScript can hold are none of the field's.
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  const rules = SCHEMA_FACTS.get(zodSchema as unknown as z.ZodType)?.rules ?? [];
  if (rules.length > 0) jsonSchema.description = rules.map(({ message }) => message).join('; ');
}
