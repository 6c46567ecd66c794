import type * as z from 'zod';
import { object, text, textMap, texts } from '../../api-server/crd-schema.ts';

/** What is kept of metadata inside of another object. */
export interface EmbeddedMetadata {
  readonly annotations?: Record<string, string>;
  readonly labels?: Record<string, string>;
  readonly name?: string;
  readonly namespace?: string;
}

/** Schema of `metadata` inside of another object. */
export const embeddedMetadata: z.ZodType<EmbeddedMetadata> = object(
  {},
  { annotations: textMap, finalizers: texts, labels: textMap, name: text, namespace: text },
);
