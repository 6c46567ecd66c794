import * as z from 'zod';
import type { Quantity } from '../../base/index.ts';
import type { ResourceGroup } from '../../model/index.ts';
import { always, listMap, object, quantity, text, withRules } from '../api-server/crd-schema.ts';
import type { Loose } from '../api-server/loose.ts';
import { present } from '../schema.ts';
import type { KueueVersion } from './kueue-kind.ts';
import { subdomain } from './texts.ts';
import { writtenIn } from './written.ts';

/** One of `spec.resourceGroups` of a ClusterQueue or Cohort. */
export interface ResourceGroupObject {
  readonly coveredResources: readonly string[];
  readonly flavors: readonly FlavorQuotasObject[];
}

interface FlavorQuotasObject {
  readonly name: string;
  readonly resources: readonly ResourceQuotaObject[];
}

interface ResourceQuotaObject {
  /** Absent only where it was empty in v1beta1. */
  readonly name?: string;
  readonly nominalQuota: Quantity;
  readonly borrowingLimit?: Quantity;
  readonly lendingLimit?: Quantity;
}

function groupsIn(version: KueueVersion): z.ZodArray<z.ZodType<ResourceGroupObject>> {
  const quotas = { name: writtenIn(version, text), nominalQuota: always(quantity, '0') };
  const resource = object(quotas, { borrowingLimit: quantity, lendingLimit: quantity });
  const resources = writtenIn(version, listMap(resource).min(1).max(64));
  const flavors = writtenIn(
    version,
    listMap(object({ name: always(subdomain), resources }))
      .min(1)
      .max(64),
  );
  const group = object({ coveredResources: writtenIn(version, z.array(text).min(1).max(64)), flavors });
  return z.array(withRules(group, [equalResources]) as z.ZodType<ResourceGroupObject>).max(16);
}

const equalResources = {
  message: 'flavors must have the same number of resources as the coveredResources',
  holds: ({ flavors, coveredResources }: ResourceGroupObject) =>
    flavors.every(({ resources }) => resources.length === coveredResources.length),
};

/** Schema of `spec.resourceGroups` (kueue-validation §3, kueue-quota §3.1). */
export const resourceGroups: z.ZodArray<z.ZodType<ResourceGroupObject>> = groupsIn('v1beta2');

/** The same in v1beta1. */
export const resourceGroupsV1beta1: z.ZodArray<z.ZodType<ResourceGroupObject>> = groupsIn('v1beta1');

/** Does any quota of these groups set a borrowing limit? */
export function hasBorrowingLimit(groups: readonly ResourceGroupObject[]): boolean {
  return groups.some(({ flavors }) =>
    flavors.some(({ resources }) => resources.some(({ borrowingLimit }) => borrowingLimit !== undefined)),
  );
}

/** Resource groups for the model. */
export function toResourceGroups(groups: Loose<readonly ResourceGroupObject[]> = []): ResourceGroup[] {
  return groups.map(({ coveredResources = [], flavors = [] }) => ({
    coveredResources,
    flavors: flavors.map(({ name = '', resources = [] }) => ({
      name,
      resources: resources.map(({ name = '', nominalQuota = 0, borrowingLimit, lendingLimit }) =>
        present({ name, nominalQuota, borrowingLimit, lendingLimit }),
      ),
    })),
  }));
}
