import type { Quantity } from '../../../base/index.ts';
import type { ResourceGroupObject } from '../resource-groups.ts';
import { fairSharingErrors } from './fair-sharing-errors.ts';
import { resourceGroupErrors } from './resource-group-errors.ts';
import type { KueueWebhook } from './webhook.ts';

interface CohortSpec {
  readonly parentName?: string;
  readonly resourceGroups?: readonly ResourceGroupObject[];
  readonly fairSharing?: { readonly weight?: Quantity };
}

/** Kueue's say on a Cohort: cycles of parents are not looked for (kueue-validation §2). */
export const cohortWebhook: KueueWebhook = {
  name: 'cohort',
  validate: (object) => {
    const { parentName = '', resourceGroups = [], fairSharing } = (object.spec ?? {}) as CohortSpec;
    return [
      ...fairSharingErrors(fairSharing),
      ...resourceGroupErrors(resourceGroups, { kind: 'Cohort', hasParent: parentName !== '' }),
    ];
  },
};
