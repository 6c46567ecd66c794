import type { Configuration, PreemptionStrategy } from '../../model/index.ts';
import { compareShares, type DominantShare } from '../../quota/index.ts';

/** The shares that a strategy looks at, where the ways of preemptor and target part. */
export interface StrategyShares {
  /** Of the preemptor's side, with the preemptor. */
  readonly preemptorNew: DominantShare;
  /** Of the target's side, as it is. */
  readonly targetOld: DominantShare;
  /** Of the target's side, without the candidate. */
  readonly targetNew: DominantShare;
}

/** `LessThanOrEqualToFinalShare`: even without the candidate the target has at least as much as the preemptor. */
export function isLessThanOrEqualToFinalShare({
  preemptorNew,
  targetNew,
}: Pick<StrategyShares, 'preemptorNew' | 'targetNew'>): boolean {
  return compareShares(preemptorNew, targetNew) <= 0;
}

/** `LessThanInitialShare`: with the preemptor its side has less than the target has with the candidate. */
export function isLessThanInitialShare({
  preemptorNew,
  targetOld,
}: Pick<StrategyShares, 'preemptorNew' | 'targetOld'>): boolean {
  return compareShares(preemptorNew, targetOld) < 0;
}

const DEFAULT_STRATEGIES: readonly PreemptionStrategy[] = ['LessThanOrEqualToFinalShare', 'LessThanInitialShare'];

/** The configured strategies in the order in which they are tried: both where none is named (kueue-quota §3.8). */
export function preemptionStrategies({ fairSharing }: Configuration): readonly PreemptionStrategy[] {
  const { preemptionStrategies: named = [] } = fairSharing ?? {};
  return named.length === 0 ? DEFAULT_STRATEGIES : named;
}
