import type { Cohort } from '../../model/index.ts';
import { always, object } from '../api-server/crd-schema.ts';
import { present } from '../schema.ts';
import { admissionFairShare, weightedShare } from './cluster-queue-status.ts';
import { fairSharing, toFairSharing } from './fair-sharing.ts';
import { type KueueKind, kueueKind } from './kueue-kind.ts';
import { resourceGroups, resourceGroupsV1beta1, toResourceGroups } from './resource-groups.ts';
import { subdomain } from './texts.ts';

const optionals = { fairSharing, parentName: subdomain };
const spec = object({}, { ...optionals, resourceGroups });
const specV1beta1 = object({}, { ...optionals, resourceGroups: resourceGroupsV1beta1 });

/** Kueue's Cohort (kueue-quota §3.2, kueue-validation §3). */
export const cohortKind: KueueKind<Cohort> = kueueKind({
  kind: 'Cohort',
  isNamespaced: false,
  hasStatusSubresource: true,
  schema: object({}, { spec: always(spec, {}), status: always(object({}, { fairSharing: weightedShare }), {}) }),
  schemaV1beta1: object(
    {},
    { spec: always(specV1beta1, {}), status: always(object({}, { fairSharing: admissionFairShare }), {}) },
  ),
  // Fields stay, but a webhook writes them anew.
  fromV1beta1: (object) => object,
  toV1beta1: (object) => object,
  add: (model, { inputs }) => void inputs.cohorts.push(model),
  toModel: ({ metadata, spec = {} }) =>
    present({
      name: metadata?.name ?? '',
      parentName: spec.parentName,
      resourceGroups: toResourceGroups(spec.resourceGroups),
      fairSharing: toFairSharing(spec.fairSharing),
    }),
});
