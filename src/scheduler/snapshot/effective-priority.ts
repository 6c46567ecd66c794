import { parseGoInt32 } from '../../base/index.ts';
import type { FeatureGates, Workload } from '../../model/index.ts';

const BOOST_ANNOTATION = 'kueue.x-k8s.io/priority-boost';

/**
 * The priority that decides: the workload's own, plus its boost with gate `PriorityBoost`. A boost that is no int32 counts
 * as none.
 * @see kueue-quota §5.1
 */
export function effectivePriority(workload: Workload, gates: FeatureGates): number {
  const base = workload.priority ?? 0;
  const { annotations = {} } = workload;
  const boost = Object.hasOwn(annotations, BOOST_ANNOTATION) ? annotations[BOOST_ANNOTATION] : undefined;
  if (!gates.PriorityBoost || boost === undefined) return base;
  const parsed = parseGoInt32(boost);
  return 'value' in parsed ? base + parsed.value : base;
}
