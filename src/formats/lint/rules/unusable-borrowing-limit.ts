import { addAmounts, amountText, quotaAmount } from '../../../quota/index.ts';
import { below } from '../../located-object.ts';
import { shown } from '../../path.ts';
import type { LintContext } from '../lint-context.ts';
import type { LintRule } from '../lint-rule.ts';
import { placedQuotas } from '../quota-places.ts';

/** A borrowing limit of a queue that has nothing to borrow from. */
export const unusableBorrowingLimit: LintRule = {
  code: 'unusable-borrowing-limit',
  severity: 'warning',
  about:
    'a borrowing limit of a queue that can never borrow anything: nobody in its cohort lends, or a limit above forbids it',
  consequence: 'the queue never gets more than its nominal quota, whatever its limit promises',
  *check(context) {
    const { inputs, objects, quota } = context;
    for (const { name, cohortName, resourceGroups } of inputs.clusterQueues) {
      const node = quota.quota.forest.queues.get(name);
      const object = objects.find('ClusterQueue', name);
      if (node === undefined || object === undefined || !hasOthers(cohortName, context)) continue;
      for (const { flavor, name: resource, nominalQuota, borrowingLimit, path } of placedQuotas(resourceGroups)) {
        const limit = quotaAmount(resource, borrowingLimit ?? 0);
        const own = quotaAmount(resource, nominalQuota);
        const flavorResource = quota.quota.flavorResources.indexOf(flavor, resource);
        if (limit <= 0 || flavorResource === undefined) continue;
        if (quota.tree.potential(node, flavorResource) >= addAmounts(own, 1)) continue;
        yield {
          at: below(object, ...path, 'borrowingLimit'),
          reason: `ClusterQueue ${shown(name)} may borrow ${amountText(resource, limit)} of ${shown(resource)} in flavor ${shown(flavor)}, but there is nothing it could borrow`,
          mend: 'look at the lending limits of its cohort and at the limits of the cohorts above, or remove the limit',
        };
      }
    }
  },
};

/** Is anybody else in the cohort? Of a queue given alone nothing can be said. */
function hasOthers(cohort: string | undefined, { quota: { quota } }: LintContext): boolean {
  const node = cohort === undefined ? undefined : quota.forest.cohorts.get(cohort);
  if (node === undefined) return false;
  const root = quota.forest.roots[node] as number;
  const members = quota.forest.isQueue.subarray(root, quota.forest.ends[root]);
  return members.reduce((sum, isQueue) => sum + isQueue, 0) > 1;
}
