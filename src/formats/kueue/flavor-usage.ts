import type * as z from 'zod';
import { always, listMap, object, quantity, text } from '../api-server/crd-schema.ts';
import type { KueueVersion } from './kueue-kind.ts';
import { subdomain } from './texts.ts';
import { writtenIn } from './written.ts';

/** Schema of `status.flavorsReservation` and `status.flavorsUsage`; only a ClusterQueue tells what of it is borrowed. */
export function flavorUsage(of: 'ClusterQueue' | 'LocalQueue', version: KueueVersion): z.ZodType {
  const total = always(quantity, '0');
  const name = writtenIn(version, text);
  const used = object({ name }, of === 'ClusterQueue' ? { total, borrowed: total } : { total });
  const resources = writtenIn(version, listMap(used).max(64));
  return writtenIn(
    version,
    listMap(object({ name: of === 'LocalQueue' ? always(subdomain) : writtenIn(version, subdomain), resources })).max(
      64,
    ),
  );
}
