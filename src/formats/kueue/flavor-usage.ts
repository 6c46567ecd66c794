import type * as z from 'zod';
import { listMap, object, quantity, text } from '../api-server/crd-schema.ts';
import { subdomain } from './texts.ts';

/** Schema of `status.flavorsReservation` and `status.flavorsUsage`; only a ClusterQueue tells what of it is borrowed. */
export function flavorUsage(of: 'ClusterQueue' | 'LocalQueue'): z.ZodType {
  const used = object(
    { name: text },
    of === 'ClusterQueue' ? { total: quantity, borrowed: quantity } : { total: quantity },
  );
  return listMap(object({ name: subdomain, resources: listMap(used).max(64) })).max(64);
}
