import * as z from 'zod';
import type { LocalQueue } from '../../model/index.ts';
import {
  always,
  boundedMap,
  int32,
  kept,
  listMap,
  listSet,
  object,
  text,
  withRules,
} from '../api-server/crd-schema.ts';
import { present } from '../schema.ts';
import { admissionFairShare } from './cluster-queue-status.ts';
import { conditions, conditionsV1beta1 } from './conditions.ts';
import { fairSharing, toFairSharing } from './fair-sharing.ts';
import { flavorUsage } from './flavor-usage.ts';
import { type KueueKind, kueueKind } from './kueue-kind.ts';
import { localQueueFromV1beta1, localQueueToV1beta1 } from './local-queue-conversion.ts';
import { stopPolicy } from './stop-policy.ts';
import { nodeTaints } from './taints.ts';
import { subdomain } from './texts.ts';

const clusterQueue = withRules(subdomain, [
  { message: 'field is immutable', isTransition: true, holds: (self, old) => self === old },
]);
const spec = object({ stopPolicy }, { clusterQueue, fairSharing });

const counts = {
  admittedWorkloads: always(int32(), 0),
  pendingWorkloads: always(int32(), 0),
  reservingWorkloads: always(int32(), 0),
  fairSharing: admissionFairShare,
};
const usage = {
  flavorsReservation: flavorUsage('LocalQueue', 'v1beta2'),
  flavorsUsage: flavorUsage('LocalQueue', 'v1beta2'),
};
const usageV1beta1 = flavorUsage('LocalQueue', 'v1beta1');
const flavorInfo = object(
  { name: always(subdomain) },
  {
    nodeLabels: boundedMap(text, 8),
    nodeTaints,
    resources: listSet(text).max(64),
    topology: object({ name: always(subdomain), levels: kept(z.array(text).min(1).max(16)) }),
  },
);

/** Kueue's LocalQueue (kueue-quota §3.3, kueue-validation §3). */
export const localQueueKind: KueueKind<LocalQueue> = kueueKind({
  kind: 'LocalQueue',
  isNamespaced: true,
  hasStatusSubresource: true,
  schema: object(
    {},
    {
      spec: always(spec, {}),
      status: always(object({}, { ...counts, ...usage, conditions }), {}),
    },
  ),
  schemaV1beta1: object(
    {},
    {
      spec: always(spec, {}),
      status: always(
        object(
          {},
          {
            ...counts,
            conditions: conditionsV1beta1,
            flavorsReservation: usageV1beta1,
            flavorUsage: usageV1beta1,
            flavors: listMap(flavorInfo).max(64),
          },
        ),
        {},
      ),
    },
  ),
  fromV1beta1: localQueueFromV1beta1,
  toV1beta1: localQueueToV1beta1,
  add: (model, { inputs }) => void inputs.localQueues.push(model),
  toModel: ({ metadata, spec = {} }) =>
    present({
      name: metadata?.name ?? '',
      namespace: metadata?.namespace,
      clusterQueue: spec.clusterQueue ?? '',
      stopPolicy: spec.stopPolicy ?? 'None',
      fairSharing: toFairSharing(spec.fairSharing),
    }),
});
