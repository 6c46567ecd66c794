import * as z from 'zod';
import { optional, present, resourceList, written } from '../schema.ts';
import { type KindReader, kindReader } from './kind-reader.ts';
import { namedMetadata, qualifiedName, TYPE_META } from './metadata.ts';

const item = written(() => ({
  type: z.string(),
  max: optional(resourceList),
  min: optional(resourceList),
  default: optional(resourceList),
  defaultRequest: optional(resourceList),
  maxLimitRequestRatio: optional(resourceList),
}));

/** Defaults and bounds of the resources of a namespace's pods (kueue-quota §4.1). */
export const limitRangeReader: KindReader = kindReader({
  kind: 'LimitRange',
  apiVersions: ['v1'],
  schema: written(() => ({
    ...TYPE_META,
    metadata: namedMetadata(written),
    spec: optional(written(() => ({ limits: optional(z.array(item)) }))),
  })),
  add({ metadata, spec }, context) {
    if (!context.claim(qualifiedName(metadata))) return;
    const limits = (spec?.limits ?? []).map((limit) => present(limit));
    context.inputs.limitRanges.push(present({ name: metadata.name, namespace: metadata.namespace, limits }));
  },
});
