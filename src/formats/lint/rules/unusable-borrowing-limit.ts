import { type Amount, amountText, maxAmount, quotaAmount, subtractAmounts } from '../../../quota/index.ts';
import { below } from '../../located-object.ts';
import { shown } from '../../path.ts';
import type { LintContext } from '../lint-context.ts';
import { hasBorrowingLimit } from '../lint-quota.ts';
import type { LintRule } from '../lint-rule.ts';
import { type PlacedQuota, placedQuotas } from '../quota-places.ts';

/** A borrowing limit of a queue that has nothing to borrow from, or is kept from it by limits of cohorts. */
export const unusableBorrowingLimit: LintRule = {
  code: 'unusable-borrowing-limit',
  severity: 'warning',
  about: 'a borrowing limit that can never be reached: nobody lends, or the limit of a cohort above is narrower',
  consequence: 'the queue never gets what its limit promises, however idle the others are',
  *check(context) {
    const limited = context.inputs.clusterQueues.filter(hasBorrowingLimit);
    if (limited.length === 0 || !context.isWhole) return;
    const { forest } = context.quota.quota;
    const shared = sharedRoots(context);
    for (const queue of limited) {
      const object = context.objects.find('ClusterQueue', queue.name);
      const node = forest.queues.get(queue.name);
      if (object === undefined || node === undefined || !shared.has(forest.roots[node] as number)) continue;
      for (const quota of placedQuotas(queue.resourceGroups)) {
        const limit = quotaAmount(quota.name, quota.borrowingLimit ?? 0);
        const reach = limit > 0 ? borrowable(queue.name, quota, context) : undefined;
        if (reach === undefined || limit <= reach.most || (reach.most > 0 && !reach.isLimitedAbove)) continue;
        const most = reach.most > 0 ? `at most ${amountText(quota.name, reach.most)}` : 'nothing';
        yield {
          at: below(object, ...quota.path, 'borrowingLimit'),
          reason: `ClusterQueue ${shown(queue.name)} may borrow ${amountText(quota.name, limit)} of ${shown(quota.name)} in flavor ${shown(quota.flavor)}, but there is ${most} that it could ever borrow`,
          mend: 'lower it to that, or raise the lending limits in its cohort and the borrowing limits of the cohorts above',
        };
      }
    }
  },
};

/** What a queue could borrow if nobody used anything. */
interface Borrowable {
  readonly most: Amount;
  /** Would it be more without the borrowing limits of cohorts? */
  readonly isLimitedAbove: boolean;
}

/** Undefined for a queue below a cycle of cohorts. */
function borrowable(queue: string, quota: PlacedQuota, { quota: compiled }: LintContext): Borrowable | undefined {
  const { quota: tree } = compiled;
  const node = tree.forest.queues.get(queue);
  const flavorResource = tree.flavorResources.indexOf(quota.flavor, quota.name);
  if (node === undefined || flavorResource === undefined) return undefined;
  const potential = compiled.tree.potential(node, flavorResource);
  const most = maxAmount(0, subtractAmounts(potential, quotaAmount(quota.name, quota.nominalQuota)));
  return { most, isLimitedAbove: potential < compiled.unlimitedTree.potential(node, flavorResource) };
}

/** Roots of the cohorts with more than one queue: of a queue given alone nothing can be said. */
function sharedRoots({ quota: { quota } }: LintContext): ReadonlySet<number> {
  const { isQueue, roots } = quota.forest;
  const queuesOf = new Map<number, number>();
  for (const [node, root] of roots.entries()) queuesOf.set(root, (queuesOf.get(root) ?? 0) + (isQueue[node] as number));
  return new Set([...queuesOf].filter(([, queues]) => queues > 1).map(([root]) => root));
}
