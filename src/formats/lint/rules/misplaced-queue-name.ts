import { QUEUE_NAME_LABEL } from '../../../model/index.ts';
import { below, type DocumentPath } from '../../located-object.ts';
import { annotationOf } from '../../manifests/framework/labels.ts';
import type { LintJob } from '../lint-jobs.ts';
import type { LintRule } from '../lint-rule.ts';
import { jobText } from '../subjects.ts';

/** A queue's name where Kueue does not look (manifests fact 1). */
export const misplacedQueueName: LintRule = {
  code: 'misplaced-queue-name',
  severity: 'warning',
  about: 'a job without the label for its queue that names one in its annotations or in the labels of its pods',
  consequence: 'Kueue leaves the job alone: its pods start at once, without quota and without topology',
  *check({ jobs }) {
    for (const job of jobs) {
      const place = job.queueName === '' ? misplacedName(job) : undefined;
      if (place === undefined) continue;
      yield {
        at: place,
        isKey: true,
        reason: `${jobText(job)} names its queue where Kueue does not look`,
        mend: `set the label ${QUEUE_NAME_LABEL} in the metadata of the job`,
      };
    }
  },
};

/** Kinds that cannot be suspended hand their pods to Kueue, whose labels count then. */
function misplacedName({ manifest, at, podSets }: LintJob): DocumentPath | undefined {
  if (manifest === undefined) return undefined;
  if (annotationOf(manifest.object, QUEUE_NAME_LABEL) !== undefined) {
    return below(at, 'metadata', 'annotations', QUEUE_NAME_LABEL);
  }
  if (manifest.kind.suspension === undefined) return undefined;
  const labelled = podSets.find(({ template }) => Object.hasOwn(template.labels ?? {}, QUEUE_NAME_LABEL));
  if (labelled === undefined) return undefined;
  const { document, path } = labelled.requestAt;
  return below({ document, path: path.slice(0, -1) }, 'labels', QUEUE_NAME_LABEL);
}
