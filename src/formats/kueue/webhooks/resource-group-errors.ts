import { type Quantity, quantityNanos } from '../../../base/index.ts';
import { labelKeyErrors } from '../../../model/index.ts';
import type { ApiError } from '../../api-server/api-error.ts';
import type { Path } from '../../path.ts';
import type { ResourceGroupObject } from '../resource-groups.ts';
import { negativeErrors, quantityError } from './quantities.ts';
import { invalids, named, refusal } from './webhook.ts';

/** What the quotas belong to: a lending limit of a queue may not exceed what is there to lend. */
export interface QuotaOwner {
  readonly kind: 'ClusterQueue' | 'Cohort';
  /** Has it a cohort above it? Only then may limits be set. */
  readonly hasParent: boolean;
}

const PARENT_WORD = { ClusterQueue: 'cohort', Cohort: 'parent' } as const;

/** What Kueue has against resource groups (kueue-validation §2). */
export function resourceGroupErrors(groups: readonly ResourceGroupObject[], owner: QuotaOwner): ApiError[] {
  const resources = new Set<string>();
  const flavors = new Set<string>();
  return groups.flatMap((group, index) => {
    const path = ['spec', 'resourceGroups', index];
    return [
      ...group.coveredResources.flatMap((name, i) => {
        const at = [...path, 'coveredResources', i];
        return [...invalids(at, named(name), labelKeyErrors(name)), ...duplicateErrors(at, name, resources)];
      }),
      ...group.flavors.flatMap((flavor, i) => {
        const at = [...path, 'flavors', i];
        return [
          ...quotaErrors(flavor.resources, group.coveredResources, at, owner),
          ...duplicateErrors([...at, 'name'], flavor.name, flavors),
        ];
      }),
    ];
  });
}

/** Flavors of a queue, in the order of its groups. */
export function flavorsOf(groups: readonly ResourceGroupObject[]): Set<string> {
  return new Set(groups.flatMap(({ flavors }) => flavors.map(({ name }) => name)));
}

function duplicateErrors(path: Path, name: string, seen: Set<string>): ApiError[] {
  if (seen.has(name)) return [refusal(path, { type: 'FieldValueDuplicate', value: named(name), message: '' })];
  seen.add(name);
  return [];
}

type ResourceQuotaObject = ResourceGroupObject['flavors'][number]['resources'][number];

/** Resources beyond the covered ones are left to the rule that counts them. */
function quotaErrors(
  resources: readonly ResourceQuotaObject[],
  covered: readonly string[],
  flavorPath: Path,
  owner: QuotaOwner,
): ApiError[] {
  return resources.slice(0, covered.length).flatMap((quota, index) => {
    const path = [...flavorPath, 'resources', index];
    const { name = '', nominalQuota, borrowingLimit, lendingLimit } = quota;
    const isCovered = name === covered[index];
    return [
      ...(isCovered ? [] : invalids([...path, 'name'], named(name), ['must match the name in coveredResources'])),
      ...negativeErrors([...path, 'nominalQuota'], nominalQuota),
      ...limitErrors([...path, 'borrowingLimit'], borrowingLimit, owner),
      ...limitErrors([...path, 'lendingLimit'], lendingLimit, owner),
      ...lendingErrors([...path, 'lendingLimit'], lendingLimit, nominalQuota, owner),
    ];
  });
}

function limitErrors(path: Path, limit: Quantity | undefined, { kind, hasParent }: QuotaOwner): ApiError[] {
  if (limit === undefined) return [];
  const errors = negativeErrors(path, limit);
  return hasParent ? errors : [...errors, quantityError(path, limit, `must be nil when ${PARENT_WORD[kind]} is empty`)];
}

function lendingErrors(path: Path, limit: Quantity | undefined, nominal: Quantity, { kind }: QuotaOwner): ApiError[] {
  if (limit === undefined || kind === 'Cohort' || quantityNanos(limit) <= quantityNanos(nominal)) return [];
  return [quantityError(path, limit, 'must be less than or equal to the nominalQuota')];
}
