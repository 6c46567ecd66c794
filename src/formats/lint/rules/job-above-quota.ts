import type { ClusterQueue } from '../../../model/index.ts';
import { countedRequests } from '../../../model/index.ts';
import { type Amount, amountText, toAmount } from '../../../quota/index.ts';
import { shown } from '../../path.ts';
import type { LintContext } from '../lint-context.ts';
import type { LintJob, LintPodSet } from '../lint-jobs.ts';
import type { LintPlace, LintRule } from '../lint-rule.ts';
import { podSetText } from '../subjects.ts';

/** A pod set that asks for more than its queue could ever hold, borrowing included. */
export const jobAboveQuota: LintRule = {
  code: 'job-above-quota',
  severity: 'warning',
  about: 'a pod set that needs more of a resource than its ClusterQueue could have with all that it may borrow',
  consequence: 'its workload stays pending forever, however idle the cluster is',
  *check(context) {
    for (const job of context.isWhole ? context.jobs : []) yield* aboveQuota(job, context);
  },
};

function* aboveQuota(job: LintJob, context: LintContext): Iterable<LintPlace> {
  const queue = context.queueOf(job);
  if (queue === undefined) return;
  for (const podSet of job.podSets) {
    for (const [resource, needed] of neededAmounts(podSet, context)) {
      const most = largestShare(queue, resource, context);
      if (most === undefined || needed <= most) continue;
      yield {
        at: job.at,
        reason: `${podSetText(podSet)} needs ${amountText(resource, needed)} of ${shown(resource)}, and ClusterQueue ${shown(queue.name)} could never have more than ${amountText(resource, most)} of it in one flavor`,
        mend: 'ask for fewer or smaller pods, or raise the nominal quota or the borrowing limit',
      };
    }
  }
}

/** What the fewest pods need that the pod set may be admitted with. */
function neededAmounts({ template, count, minCount }: LintPodSet, { config }: LintContext): [string, Amount][] {
  const pods = BigInt(minCount ?? count);
  const requests = countedRequests(template.spec ?? {}, config.resources);
  return [...requests].map(([resource, amount]) => [resource, toAmount(amount * pods)]);
}

/** Most of a resource that a queue could have in one flavor; undefined if it has none at all. */
function largestShare(
  queue: ClusterQueue,
  resource: string,
  { quota: { quota, tree } }: LintContext,
): Amount | undefined {
  const node = quota.forest.queues.get(queue.name);
  if (node === undefined) return undefined;
  let largest: Amount | undefined;
  for (const { coveredResources, flavors } of queue.resourceGroups) {
    if (!coveredResources.includes(resource)) continue;
    for (const { name } of flavors) {
      const flavorResource = quota.flavorResources.indexOf(name, resource);
      const potential = flavorResource === undefined ? 0 : tree.potential(node, flavorResource);
      if (largest === undefined || potential > largest) largest = potential;
    }
  }
  return largest;
}
