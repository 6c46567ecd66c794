import * as z from 'zod';
import { MAX_INT32 } from '../../base/index.ts';
import { optional, written } from '../schema.ts';
import { type KindReader, kindReader } from './kind-reader.ts';
import { namedMetadata, TYPE_META } from './metadata.ts';

/** Kubernetes' priority class of pods (manifests fact 6). */
export const priorityClassReader: KindReader = kindReader({
  kind: 'PriorityClass',
  apiVersions: ['scheduling.k8s.io/v1'],
  schema: written(
    () => ({
      ...TYPE_META,
      metadata: namedMetadata(written),
      value: optional(
        z
          .number()
          .int()
          .min(-MAX_INT32 - 1)
          .max(MAX_INT32),
      ),
      globalDefault: optional(z.boolean()),
    }),
    ['description', 'preemptionPolicy'],
  ),
  add({ metadata, value, globalDefault }, context) {
    const { name } = metadata;
    if (!context.claim(name)) return;
    context.inputs.priorityClasses.push({ name, value: value ?? 0, isGlobalDefault: globalDefault === true });
  },
});
