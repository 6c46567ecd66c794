import * as z from 'zod';
import { always, dateTime, int32, int64, kept, object, quantities, text } from '../api-server/crd-schema.ts';
import { conditions, conditionsV1beta1 } from './conditions.ts';
import { flavorUsage } from './flavor-usage.ts';
import type { KueueVersion } from './kueue-kind.ts';

const counts = {
  admittedWorkloads: always(int32(), 0),
  pendingWorkloads: always(int32(), 0),
  reservingWorkloads: always(int32(), 0),
};
function usageIn(version: KueueVersion) {
  const usage = flavorUsage('ClusterQueue', version);
  return { flavorsReservation: usage, flavorsUsage: usage };
}

/** `status.fairSharing`. */
export const weightedShare: z.ZodType = object({ weightedShare: always(int64(), 0) });

/** `status.fairSharing` with the usage that Admission Fair Sharing keeps. */
export const admissionFairShare: z.ZodType = object(
  { weightedShare: always(int64(), 0) },
  { admissionFairSharingStatus: object({ consumedResources: kept(quantities), lastUpdate: dateTime }) },
);

/** Schema of a ClusterQueue's status. */
export const clusterQueueStatus: z.ZodType = object(
  {},
  { ...counts, ...usageIn('v1beta2'), conditions, fairSharing: weightedShare },
);

/** The same in v1beta1. */
export const clusterQueueStatusV1beta1: z.ZodType = object(
  {},
  {
    ...counts,
    ...usageIn('v1beta1'),
    conditions: conditionsV1beta1,
    fairSharing: admissionFairShare,
    pendingWorkloadsStatus: object(
      { lastChangeTime: dateTime },
      { clusterQueuePendingWorkload: kept(z.array(object({ name: always(text), namespace: always(text) }))) },
    ),
  },
);
