import { countedRequests } from '../../../model/index.ts';
import { below } from '../../located-object.ts';
import { shown } from '../../path.ts';
import type { LintContext } from '../lint-context.ts';
import type { LintJob } from '../lint-jobs.ts';
import type { LintPlace, LintRule } from '../lint-rule.ts';
import { podSetText } from '../subjects.ts';

/** A requested resource that no resource group of the queue covers. */
export const uncoveredResource: LintRule = {
  code: 'uncovered-resource',
  severity: 'warning',
  about: 'a job that requests a resource which no resource group of its ClusterQueue covers',
  consequence: 'its workload stays pending forever: what is requested must have quota, be it ever so large',
  *check(context) {
    const { config, gates } = context;
    if (gates.QuotaCheckStrategy && config.resources?.quotaCheckStrategy === 'IgnoreUndeclared') return;
    for (const job of context.jobs) yield* uncovered(job, context);
  },
};

function* uncovered(job: LintJob, context: LintContext): Iterable<LintPlace> {
  const queue = context.queueOf(job);
  if (queue === undefined) return;
  const covered = new Set(queue.resourceGroups.flatMap(({ coveredResources }) => coveredResources));
  for (const podSet of job.podSets) {
    const requests = countedRequests(podSet.template.spec ?? {}, context.config.resources);
    for (const [resource, amount] of podSet.count === 0 ? [] : requests) {
      if (amount === 0n || covered.has(resource)) continue;
      yield {
        at: below(podSet.specAt, 'containers'),
        reason: `${podSetText(podSet)} requests ${shown(resource)}, which ClusterQueue ${shown(queue.name)} does not cover`,
        mend: `add ${shown(resource)} to a resource group of the queue, exclude it in Kueue's configuration, or don't request it`,
      };
    }
  }
}
