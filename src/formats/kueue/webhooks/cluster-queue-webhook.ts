import type { Quantity } from '../../../base/index.ts';
import type { ApiError } from '../../api-server/api-error.ts';
import type { LabelSelectorObject } from '../label-selector.ts';
import type { ResourceGroupObject } from '../resource-groups.ts';
import { type ConcurrentAdmissionObject, concurrentAdmissionErrors } from './concurrent-admission-errors.ts';
import { fairSharingErrors } from './fair-sharing-errors.ts';
import { withFinalizer } from './finalizer.ts';
import { labelSelectorErrors } from './label-selector-errors.ts';
import { flavorsOf, resourceGroupErrors } from './resource-group-errors.ts';
import { invalids, type KueueWebhook, unsupported } from './webhook.ts';

/** What the webhook looks at. */
interface ClusterQueueSpec {
  readonly cohortName?: string;
  readonly resourceGroups?: readonly ResourceGroupObject[];
  readonly namespaceSelector?: LabelSelectorObject;
  readonly fairSharing?: { readonly weight?: Quantity };
  readonly queueingStrategy?: string;
  readonly admissionChecksStrategy?: {
    readonly admissionChecks: readonly { readonly onFlavors?: readonly string[] }[];
  };
  readonly concurrentAdmissionPolicy?: ConcurrentAdmissionObject;
}

const MAX_FLAVORS = 256;
const MAX_RESOURCES = 256;
const MAX_COMBINATIONS = 512;
const GROUPS = ['spec', 'resourceGroups'];

/** Kueue's say on a ClusterQueue (kueue-validation §2). */
export const clusterQueueWebhook: KueueWebhook = {
  name: 'clusterqueue',
  mutate: withFinalizer,
  validate: (object, { gates }) => {
    const spec = (object.spec ?? {}) as ClusterQueueSpec;
    const { resourceGroups = [], cohortName = '' } = spec;
    return [
      ...resourceGroupErrors(resourceGroups, { kind: 'ClusterQueue', hasParent: cohortName !== '' }),
      ...labelSelectorErrors(spec.namespaceSelector, ['spec', 'namespaceSelector']),
      ...fairSharingErrors(spec.fairSharing),
      ...totalErrors(resourceGroups),
      ...(gates.ConcurrentAdmission ? concurrentAdmissionErrors(spec) : []),
      ...onFlavorErrors(spec),
    ];
  },
};

function totalErrors(groups: readonly ResourceGroupObject[]): ApiError[] {
  const sum = (countOf: (group: ResourceGroupObject) => number): number =>
    groups.reduce((total, group) => total + countOf(group), 0);
  const flavorCount = sum(({ flavors }) => flavors.length);
  const resourceCount = sum(({ coveredResources }) => coveredResources.length);
  return [
    ...boundErrors(GROUPS, flavorCount, MAX_FLAVORS, 'total number of flavors across all resourceGroups'),
    ...boundErrors(GROUPS, resourceCount, MAX_RESOURCES, 'total number of covered resources across all resourceGroups'),
    ...groups.flatMap(({ flavors }, index) => {
      const count = flavors.reduce((total, { resources }) => total + resources.length, 0);
      const what = 'number of flavor-resource combinations in a resourceGroup';
      return boundErrors([...GROUPS, index], count, MAX_COMBINATIONS, what);
    }),
  ];
}

function boundErrors(path: readonly (string | number)[], count: number, most: number, what: string): ApiError[] {
  return count > most ? invalids(path, count, [`${what} must be ≤ ${most}, got ${count}`]) : [];
}

function onFlavorErrors({ admissionChecksStrategy, resourceGroups = [] }: ClusterQueueSpec): ApiError[] {
  if (admissionChecksStrategy === undefined) return [];
  const known = flavorsOf(resourceGroups);
  return (admissionChecksStrategy.admissionChecks ?? []).flatMap(({ onFlavors = [] }, i) =>
    onFlavors.flatMap((flavor, j) => {
      const path = ['spec', 'admissionChecksStrategy', 'admissionChecks', i, 'onFlavors', j];
      return known.has(flavor) ? [] : [unsupported(path, flavor, known)];
    }),
  );
}
