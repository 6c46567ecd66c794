import { quantityText } from '../../../base/index.ts';
import { below } from '../../located-object.ts';
import { shown } from '../../path.ts';
import { largerThanNodes } from '../job-fit.ts';
import type { LintRule } from '../lint-rule.ts';
import { podSetText } from '../subjects.ts';

/** A pod that asks for more of a resource than any node has. */
export const podLargerThanNodes: LintRule = {
  code: 'pod-larger-than-nodes',
  severity: 'warning',
  about: 'a pod that asks for more of a resource than the largest node lets pods use',
  consequence: 'no node can ever take the pod',
  *check({ jobs, cluster }) {
    for (const { podSets } of cluster === undefined ? [] : jobs) {
      for (const podSet of podSets) {
        for (const { resource, asked, largest } of cluster === undefined ? [] : largerThanNodes(podSet, cluster)) {
          const [asks, has] = [quantityText(resource, asked), quantityText(resource, largest)];
          yield {
            at: below(podSet.specAt, 'containers'),
            reason: `a pod of ${podSetText(podSet)} asks for ${asks} of ${shown(resource)}, and no node lets pods use more than ${has}`,
            mend: 'ask for less; what a node has and what its pods may use differ by what the system keeps',
          };
        }
      }
    }
  },
};
