import type { Workload } from '../../model/index.ts';
import { effectivePriority, queueOrderMs, satisfiesPreemptionPolicy } from '../../scheduler/index.ts';
import type { PolicyRecording } from './preemption-recording.ts';
import { compareAnswers, type Verdict } from './verdict.ts';

/** Asks hopwise whether the policy lets the one workload preempt the other. */
export function judgePolicy({ gates, policy, preemptor, candidate, expected }: PolicyRecording): Verdict {
  const facts = (workload: Workload) => ({
    priority: effectivePriority(workload, gates),
    queueOrderMs: queueOrderMs(workload, gates, {}),
  });
  return compareAnswers(expected, { allowed: satisfiesPreemptionPolicy(policy, facts(preemptor), facts(candidate)) });
}
