import type * as z from 'zod';
import { always, listMap, object, quantity, text } from '../api-server/crd-schema.ts';
import { subdomain } from './texts.ts';

/** Schema of `status.flavorsReservation` and `status.flavorsUsage`; only a ClusterQueue tells what of it is borrowed. */
export function flavorUsage(of: 'ClusterQueue' | 'LocalQueue'): z.ZodType {
  const name = always(text);
  const total = always(quantity, '0');
  const used = object({ name }, of === 'ClusterQueue' ? { total, borrowed: total } : { total });
  return listMap(object({ name: subdomain, resources: listMap(used).max(64) })).max(64);
}
