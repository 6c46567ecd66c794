import { quantityNumber } from '../base/index.ts';
import type { FairSharing, ResourceGroup } from '../model/index.ts';
import { type Amount, quotaAmount, UNLIMITED } from './amount.ts';
import type { CohortForest } from './cohort-forest.ts';
import type { FlavorResource } from './flavor-resources.ts';
import type { QuotaSource } from './quota-source.ts';

/** What a queue or cohort itself lists. */
export interface OwnQuotas {
  readonly quotas: readonly OwnQuota[];
  /** In fair sharing; 0 for a cohort that is only named, which is a root and has no share. */
  readonly weight: number;
}

/** One listed quota as amounts; a limit that is not set is unlimited. */
export interface OwnQuota extends FlavorResource {
  readonly nominal: Amount;
  readonly borrowingLimit: Amount;
  readonly lendingLimit: Amount;
}

/** Node → what it lists. */
export function ownQuotas(forest: CohortForest, { clusterQueues, cohorts }: QuotaSource): readonly OwnQuotas[] {
  const list: OwnQuotas[] = Array.from({ length: forest.nodeCount }, () => ({ quotas: [], weight: 0 }));
  for (const queue of clusterQueues) put(list, forest.queues.get(queue.name), queue);
  for (const cohort of cohorts) put(list, forest.cohorts.get(cohort.name), cohort);
  return list;
}

interface QuotaOwner {
  readonly resourceGroups: readonly ResourceGroup[];
  readonly fairSharing?: FairSharing;
}

/** An owner that is in no tree, because its cohorts lead into a cycle, is passed over. */
function put(list: OwnQuotas[], node: number | undefined, { resourceGroups, fairSharing }: QuotaOwner): void {
  if (node === undefined) return;
  list[node] = { quotas: resourceGroups.flatMap(quotasOf), weight: quantityNumber(fairSharing?.weight ?? 1) };
}

function quotasOf({ flavors }: ResourceGroup): OwnQuota[] {
  return flavors.flatMap(({ name: flavor, resources }) =>
    resources.map(({ name: resource, nominalQuota, borrowingLimit, lendingLimit }) => ({
      flavor,
      resource,
      nominal: quotaAmount(resource, nominalQuota),
      borrowingLimit: borrowingLimit === undefined ? UNLIMITED : quotaAmount(resource, borrowingLimit),
      lendingLimit: lendingLimit === undefined ? UNLIMITED : quotaAmount(resource, lendingLimit),
    })),
  );
}
