import {
  PREFERRED_TOPOLOGY_ANNOTATION,
  REQUIRED_TOPOLOGY_ANNOTATION,
  UNCONSTRAINED_TOPOLOGY_ANNOTATION,
} from '../../../model/index.ts';
import { below } from '../../located-object.ts';
import type { LintRule } from '../lint-rule.ts';
import { podSetText } from '../subjects.ts';

/** In the order of precedence (manifests fact 23). */
const MODES = [REQUIRED_TOPOLOGY_ANNOTATION, PREFERRED_TOPOLOGY_ANNOTATION, UNCONSTRAINED_TOPOLOGY_ANNOTATION];

/** Annotations that exclude each other, on kinds whose templates no webhook looks at (manifests fact 33). */
export const severalTopologyAnnotations: LintRule = {
  code: 'several-topology-annotations',
  severity: 'warning',
  about: 'a pod template with more than one of the annotations for required, preferred and unconstrained topology',
  consequence: 'one of them is heeded and the others do nothing; most kinds of job are refused for it',
  *check({ jobs }) {
    for (const { podSets, isRefused } of jobs) {
      for (const podSet of isRefused ? [] : podSets) {
        const [heeded, ...others] = MODES.filter((name) => Object.hasOwn(podSet.annotations, name));
        for (const other of others) {
          yield {
            at: below(podSet.requestAt, other),
            isKey: true,
            reason: `${podSetText(podSet)} has ${other} beside ${heeded}, and only the latter counts`,
            mend: 'keep one of the two',
          };
        }
      }
    }
  },
};
