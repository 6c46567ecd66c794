import { isTopologyPod, QUEUE_NAME_LABEL } from '../../../model/index.ts';
import { askedLevels } from '../asked-levels.ts';
import type { LintRule } from '../lint-rule.ts';
import { jobText } from '../subjects.ts';

/** Topology annotations on a job that Kueue does not manage. */
export const topologyWithoutQueue: LintRule = {
  code: 'topology-without-queue',
  severity: 'warning',
  about: 'a job with topology annotations that names no queue',
  consequence: 'Kueue does not manage the job, so the annotations do nothing',
  *check({ jobs, isWhole }) {
    // A queue of the name `default` takes them all.
    for (const job of isWhole ? jobs : []) {
      if (job.manifest?.reconciliation?.reason !== 'no-queue') continue;
      const asking = job.podSets.find(({ annotations }) => isTopologyPod(annotations));
      if (asking === undefined) continue;
      yield {
        at: askedLevels(asking)[0]?.at ?? asking.requestAt,
        isKey: true,
        reason: `${jobText(job)} asks for a place in the topology, but names no queue, so nobody heeds it`,
        mend: `set the label ${QUEUE_NAME_LABEL} in the metadata of the job`,
      };
    }
  },
};
