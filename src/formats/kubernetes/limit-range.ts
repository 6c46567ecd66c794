import * as z from 'zod';
import type { LimitRangeItem } from '../../model/index.ts';
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

const schema = written(() => ({
  ...TYPE_META,
  metadata: namedMetadata(written),
  spec: optional(written(() => ({ limits: optional(z.array(item)) }))),
}));

function readerOf(stored: (limit: LimitRangeItem) => LimitRangeItem): KindReader {
  return kindReader({
    kind: 'LimitRange',
    apiVersions: ['v1'],
    schema,
    add({ metadata, spec }, context) {
      if (!context.claim(qualifiedName(metadata))) return;
      const limits = (spec?.limits ?? []).map((limit) => stored(present(limit)));
      context.inputs.limitRanges.push(present({ name: metadata.name, namespace: metadata.namespace, limits }));
    },
  });
}

/** Defaults and bounds of the resources of a namespace's pods (kueue-quota §4.1), as the API server stores them. */
export const limitRangeReader: KindReader = readerOf(withServerDefaults);

/** The same for what never met an API server. */
export const recordedLimitRangeReader: KindReader = readerOf((limit) => limit);

/** Containers get limits up to the largest, and requests as their limits, else the smallest. */
function withServerDefaults(limit: LimitRangeItem): LimitRangeItem {
  if (limit.type !== 'Container') return limit;
  const limits = { ...limit.max, ...limit.default };
  return { ...limit, default: limits, defaultRequest: { ...limit.min, ...limits, ...limit.defaultRequest } };
}
