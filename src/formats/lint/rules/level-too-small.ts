import { shown } from '../../path.ts';
import { askedLevels } from '../asked-levels.ts';
import { fitsCluster } from '../job-fit.ts';
import type { LintContext } from '../lint-context.ts';
import type { LintJob, LintPodSet } from '../lint-jobs.ts';
import type { LintPlace, LintRule } from '../lint-rule.ts';
import { counted, podSetText } from '../subjects.ts';

/** A required level, or slices in a level, that the cluster could not give if it were empty and in best health. */
export const levelTooSmall: LintRule = {
  code: 'level-too-small',
  severity: 'warning',
  about: 'a required level whose largest domain cannot hold the pods, even on the empty cluster',
  consequence: 'the job waits forever, although the cluster as a whole has room for it',
  *check(context) {
    for (const job of context.jobs) {
      const isTooSmall = fitsCluster(job, context) === false && fitsCluster(job, context, true) === true;
      if (isTooSmall) yield* tooSmall(job, context);
    }
  },
};

/** The first pod set without which, or with fewer pods of which, the job would fit. */
function* tooSmall(job: LintJob, context: LintContext): Iterable<LintPlace> {
  for (const [index, podSet] of job.podSets.entries()) {
    const asked = askedLevels(podSet).find(({ how }) => how !== 'preferred');
    if (asked === undefined) continue;
    const count = largestCount(job, index, context);
    if (count === undefined) continue;
    const where =
      asked.how === 'required' ? `one domain of level ${shown(asked.level)}` : `slices of level ${shown(asked.level)}`;
    yield {
      at: asked.at,
      reason: `on the empty cluster, ${where} could hold ${count} of the ${counted(podSet.count, 'pod')} of ${podSetText(podSet)}`,
      mend: 'require a wider level, prefer the level instead, or ask for fewer pods',
    };
    return;
  }
}

/** Most pods of one pod set with which the job fits; undefined if it does not even without them. */
function largestCount(job: LintJob, index: number, context: LintContext): number | undefined {
  const total = (job.podSets[index] as LintPodSet).count;
  const fits = (count: number): boolean => {
    const podSets = job.podSets.map((podSet, at) => (at === index ? { ...podSet, count } : podSet));
    return fitsCluster({ ...job, podSets }, context) === true;
  };
  const isAlone = job.podSets.every(({ count }, at) => at === index || count === 0);
  if (!isAlone && !fits(0)) return undefined;
  let [low, high] = [0, total];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}
