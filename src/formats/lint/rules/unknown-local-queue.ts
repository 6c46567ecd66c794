import { QUEUE_NAME_LABEL } from '../../../model/index.ts';
import { below } from '../../located-object.ts';
import type { LintRule } from '../lint-rule.ts';
import { missingObject } from '../named-object.ts';
import { jobText } from '../subjects.ts';

/** A job in a queue that does not exist. */
export const unknownLocalQueue: LintRule = {
  code: 'unknown-local-queue',
  severity: 'warning',
  about: 'a job that names a LocalQueue which does not exist in its namespace',
  consequence: 'its workload stays pending until the queue is there',
  *check(context) {
    for (const job of context.jobs) {
      const { queueName: name, namespace } = job;
      if (name === '') continue;
      const at =
        job.manifest === undefined
          ? below(job.at, 'spec', 'queueName')
          : below(job.at, 'metadata', 'labels', QUEUE_NAME_LABEL);
      yield* missingObject(
        context,
        { by: jobText(job), at, kind: 'LocalQueue', name, namespace },
        'the job stays pending',
      );
    }
  },
};
