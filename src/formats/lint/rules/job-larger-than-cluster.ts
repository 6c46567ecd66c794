import { fitsCluster } from '../job-fit.ts';
import type { LintRule } from '../lint-rule.ts';
import { counted, jobText } from '../subjects.ts';

/** Pods that find no place even on the empty cluster in best health, wherever they may go. */
export const jobLargerThanCluster: LintRule = {
  code: 'job-larger-than-cluster',
  severity: 'warning',
  about: 'a job whose pods do not all fit on the empty cluster, topology aside',
  consequence: 'the job waits until nodes are added',
  *check(context) {
    for (const job of context.jobs) {
      // What fits as it is asked for fits anyway.
      if (fitsCluster(job, context) !== false || fitsCluster(job, context, true) !== false) continue;
      const count = job.podSets.reduce((sum, podSet) => sum + podSet.count, 0);
      yield {
        at: job.at,
        reason: `the ${counted(count, 'pod')} of ${jobText(job)} do not fit together on the empty cluster`,
        mend: 'ask for fewer or smaller pods, look at their node selector and tolerations, or add nodes',
      };
    }
  },
};
