import * as z from 'zod';
import { optional, present, resourceList, written } from '../schema.ts';
import { type KindReader, kindReader } from './kind-reader.ts';
import { namedMetadata, TYPE_META } from './metadata.ts';

/** What pods of a runtime take beside their containers (kueue-quota §4.1). */
export const runtimeClassReader: KindReader = kindReader({
  kind: 'RuntimeClass',
  apiVersions: ['node.k8s.io/v1'],
  schema: written(
    () => ({
      ...TYPE_META,
      metadata: namedMetadata(written),
      handler: optional(z.string()),
      overhead: optional(written(() => ({ podFixed: optional(resourceList) }))),
    }),
    ['scheduling'],
  ),
  add({ metadata, overhead }, context) {
    const { name } = metadata;
    if (!context.claim(name)) return;
    context.inputs.runtimeClasses.push(present({ name, overhead: overhead?.podFixed }));
  },
});
