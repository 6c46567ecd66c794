import { writtenCheckPath } from '../../kueue/cluster-queue-conversion.ts';
import { below } from '../../located-object.ts';
import { shown } from '../../path.ts';
import type { LintRule } from '../lint-rule.ts';
import { missingObject } from '../named-object.ts';

/** A queue that waits for a check which does not exist. */
export const unknownAdmissionCheck: LintRule = {
  code: 'unknown-admission-check',
  severity: 'warning',
  about: 'a ClusterQueue with an AdmissionCheck that does not exist',
  consequence: 'the queue is inactive: it admits nothing',
  *check(context) {
    for (const { name: queue, admissionChecks = [] } of context.inputs.clusterQueues) {
      const object = context.objects.find('ClusterQueue', queue);
      if (object === undefined) continue;
      for (const [index, { name }] of admissionChecks.entries()) {
        const at = below(object, ...writtenCheckPath(object.value, index));
        const named = { by: `ClusterQueue ${shown(queue)}`, at, kind: 'AdmissionCheck', name };
        yield* missingObject(context, named, 'the queue is inactive');
      }
    }
  },
};
