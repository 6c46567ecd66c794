import { below } from '../../located-object.ts';
import { shown } from '../../path.ts';
import type { LintRule } from '../lint-rule.ts';
import { missingObject } from '../named-object.ts';

/** A LocalQueue that leads nowhere. */
export const unknownClusterQueue: LintRule = {
  code: 'unknown-cluster-queue',
  severity: 'warning',
  about: 'a LocalQueue whose ClusterQueue does not exist',
  consequence: 'every workload in it stays pending',
  *check(context) {
    for (const { name: queue, namespace, clusterQueue: name } of context.inputs.localQueues) {
      const object = context.objects.find('LocalQueue', queue, namespace);
      if (object === undefined || name === '') continue;
      const named = {
        by: `LocalQueue ${shown(queue)}`,
        at: below(object, 'spec', 'clusterQueue'),
        kind: 'ClusterQueue',
        name,
      };
      yield* missingObject(context, named, 'its workloads stay pending');
    }
  },
};
