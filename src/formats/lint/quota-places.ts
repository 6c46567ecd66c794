import type { ResourceGroup, ResourceQuota } from '../../model/index.ts';
import type { Path } from '../path.ts';

/** One quota of a queue or cohort, and its path in the object. */
export interface PlacedQuota extends ResourceQuota {
  readonly flavor: string;
  readonly path: Path;
}

/** Every quota of these groups, in their order. */
export function placedQuotas(groups: readonly ResourceGroup[]): PlacedQuota[] {
  return groups.flatMap(({ flavors }, group) =>
    flavors.flatMap(({ name: flavor, resources }, at) =>
      // In this order: V8 takes microseconds to add a property to a spread object.
      resources.map((quota, index) => ({
        flavor,
        path: ['spec', 'resourceGroups', group, 'flavors', at, 'resources', index],
        ...quota,
      })),
    ),
  );
}

/** Every flavor that these groups name, and the path of its name in the object. */
export function flavorPlaces(groups: readonly ResourceGroup[]): { readonly name: string; readonly path: Path }[] {
  return groups.flatMap(({ flavors }, group) =>
    flavors.map(({ name }, index) => ({ name, path: ['spec', 'resourceGroups', group, 'flavors', index, 'name'] })),
  );
}
