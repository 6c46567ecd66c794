import { fitsQuotaNow } from './fits-quota-now.ts';
import type { PreemptionQuestion } from './preemption-question.ts';
import type { PreemptionTarget } from './preemption-target.ts';
import type { TopologyFit } from './topology-fit.ts';

/**
 * Gives victims back that turn out not to be needed, from the last but one to the first; the last was what made the
 * preemptor fit, and is not tried. The snapshot is left without the victims that stay.
 *
 * @param targets taken out of the snapshot, in the order in which that happened; without them the preemptor fits
 * @returns those that stay; in place of one that was given back stands the last one of the moment (kueue-quota Q5)
 * @see kueue-quota §10.5
 */
export function fillBackTargets(
  question: PreemptionQuestion,
  targets: readonly PreemptionTarget[],
  topology: TopologyFit,
  mayBorrow: boolean,
): PreemptionTarget[] {
  const { snapshot } = question;
  const kept = [...targets];
  for (let i = kept.length - 2; i >= 0; i--) {
    const { workload } = kept[i] as PreemptionTarget;
    snapshot.addWorkload(workload);
    if (fitsQuotaNow(question, mayBorrow) && topology.isFittingBeside(workload)) {
      kept[i] = kept[kept.length - 1] as PreemptionTarget;
      kept.length--;
    } else {
      snapshot.removeWorkload(workload);
    }
  }
  return kept;
}
