import { classicalTargets } from './classical-preemption.ts';
import { fairTargets } from './fair-preemption.ts';
import type { PreemptionQuestion } from './preemption-question.ts';
import type { PreemptionTarget } from './preemption-target.ts';

/** Whom to preempt, the configured way. Empty if nobody may be, or all that may be are not enough. */
export function findTargets(question: PreemptionQuestion): PreemptionTarget[] {
  const isFair = question.snapshot.configuration.fairSharing !== undefined;
  return isFair ? fairTargets(question) : classicalTargets(question);
}
