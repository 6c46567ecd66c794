import { type Rejection, reject } from './placement-result.ts';
import type { RuleSearch } from './search-rule.ts';

/** Why a rule that knows only equal pods without inner structure can't be asked; undefined when it can. */
export function refuseUnequalPods({ plan }: RuleSearch, scheduler: string): Rejection | undefined {
  const unsupported = plan.leaderCount > 0 ? 'a leader beside workers' : plan.sliceSize > 1 ? 'slices' : undefined;
  if (unsupported === undefined) return undefined;
  const why = `${scheduler} as modelled places one set of equal pods: it knows no placement of ${unsupported}`;
  return reject('invalid-topology-request', why);
}
