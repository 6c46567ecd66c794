import { isRecord } from '../../objects.ts';
import type { JsonObject } from '../kueue-kind.ts';

/** Kueue's mark on queues and flavors, which keeps them from being deleted while they are in use. */
const IN_USE_FINALIZER = 'kueue.x-k8s.io/resource-in-use';

/** The object with Kueue's finalizer; undefined if it has it already. */
export function withFinalizer(object: JsonObject): JsonObject | undefined {
  const metadata = isRecord(object.metadata) ? object.metadata : {};
  const finalizers = Array.isArray(metadata.finalizers) ? metadata.finalizers : [];
  if (finalizers.includes(IN_USE_FINALIZER)) return undefined;
  return { ...object, metadata: { ...metadata, finalizers: [...finalizers, IN_USE_FINALIZER] } };
}
