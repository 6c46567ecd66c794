import type { PreemptionStrategy } from '../../model/index.ts';
import { type DominantShare, dominantShare, type QuotaTree, weightedShare } from '../../quota/index.ts';
import type { WorkloadInfo } from '../snapshot/workload-info.ts';
import { almostCommonAncestors } from './almost-common-ancestors.ts';
import { fairCandidates } from './fair-candidates.ts';
import {
  isLessThanInitialShare,
  isLessThanOrEqualToFinalShare,
  preemptionStrategies,
} from './fair-sharing-strategies.ts';
import { fillBackTargets } from './fill-back.ts';
import { fitsQuotaNow } from './fits-quota-now.ts';
import { LiveShares } from './live-shares.ts';
import { candidateOrder, type PreemptionQuestion } from './preemption-question.ts';
import type { PreemptionReason } from './preemption-reason.ts';
import type { PreemptionTarget } from './preemption-target.ts';
import { takeUntilFit } from './take-until-fit.ts';
import { TargetQueues } from './target-queues.ts';
import { TopologyFit } from './topology-fit.ts';

/** One search under way. */
interface FairSearch {
  readonly question: PreemptionQuestion;
  readonly tree: QuotaTree;
  /** Shares with the preemptor in its queue and without the victims taken so far. */
  readonly shares: LiveShares;
}

/**
 * Whom to preempt with Fair Sharing: victims come from whatever queue has the largest share, as long as the strategies
 * find it just, until the preemptor fits; then they are given back as far as it still does. Empty if that is not enough.
 *
 * In Kueue's order, which is that of side effects and says nothing else.
 * @see kueue-quota §11.3
 */
export function fairTargets(question: PreemptionQuestion): PreemptionTarget[] {
  const candidates = fairCandidates(question);
  if (candidates.length === 0) return [];
  const { snapshot, queue, requests } = question;
  const tree = snapshot.quota;
  const topology = new TopologyFit(question);
  const mark = snapshot.mark();
  try {
    // Shares are those with the preemptor in its queue.
    tree.addUsage(queue.node, requests);
    const victims = takeVictims({ question, tree, shares: new LiveShares(tree, queue.node) }, candidates);
    const targets = takeUntilFit(victims, { snapshot, topology, fitsQuota: () => fitsQuotaWithoutItself(question) });
    if (targets === undefined) return [];
    tree.removeUsage(queue.node, requests);
    return fillBackTargets(question, targets, topology, true);
  } finally {
    snapshot.rollback(mark);
  }
}

/** Takes victims out of the snapshot by the first strategy, then by the second if there is one. */
function* takeVictims(search: FairSearch, candidates: readonly WorkloadInfo[]): Generator<PreemptionTarget> {
  const [first, second] = preemptionStrategies(search.question.snapshot.configuration);
  const retry: WorkloadInfo[] = [];
  yield* takeByFirst(search, candidates, first as PreemptionStrategy, retry);
  if (second !== undefined) yield* takeBySecond(search, retry);
}

/**
 * The first strategy: candidate by candidate.
 * @param retry gets the candidates that it does not find just
 */
function* takeByFirst(
  search: FairSearch,
  candidates: readonly WorkloadInfo[],
  strategy: PreemptionStrategy,
  retry: WorkloadInfo[],
): Generator<PreemptionTarget> {
  const { queue } = search.question;
  const queues = targetQueues(search, candidates);
  const isWithinNominal = preemptsWithinNominal(search.question);
  for (let target = queues.next(); target !== undefined; target = queues.next()) {
    if (target === queue.node) yield take(search, queues.take(target), target, 'InClusterQueue');
    else if (isWithinNominal) yield take(search, queues.take(target), target, 'InCohortReclamation');
    else {
      const workload = firstJust(search, queues, target, strategy, retry);
      if (workload !== undefined) yield take(search, workload, target, 'InCohortFairSharing');
    }
  }
}

/** The first of the target's candidates that the strategy finds just; those before it, or all, are kept for later. */
function firstJust(
  search: FairSearch,
  queues: TargetQueues,
  target: number,
  strategy: PreemptionStrategy,
  retry: WorkloadInfo[],
): WorkloadInfo | undefined {
  const { preemptorNew, targetOld, targetSide } = sharesOf(search, target);
  // A preemptor without weight takes only from those without weight: there is no need to ask for each candidate.
  const isHopeless = weightedShare(preemptorNew) === Infinity && weightedShare(targetOld) !== Infinity;
  const isJust = (workload: WorkloadInfo): boolean => {
    if (strategy === 'LessThanInitialShare') return isLessThanInitialShare({ preemptorNew, targetOld });
    const targetNew = shareWithout(search.tree, target, workload, targetSide);
    return isLessThanOrEqualToFinalShare({ preemptorNew, targetNew });
  };
  while (queues.hasCandidates(target)) {
    const workload = queues.take(target);
    if (!isHopeless && isJust(workload)) return workload;
    retry.push(workload);
  }
  return undefined;
}

/** The second strategy, `LessThanInitialShare`: of each queue at most its first candidate. */
function* takeBySecond(search: FairSearch, candidates: readonly WorkloadInfo[]): Generator<PreemptionTarget> {
  const queues = targetQueues(search, candidates);
  for (let target = queues.next(); target !== undefined; target = queues.next()) {
    if (isLessThanInitialShare(sharesOf(search, target))) {
      yield take(search, queues.take(target), target, 'InCohortFairSharing');
    }
    queues.dropGiven();
  }
}

function targetQueues({ question, tree, shares }: FairSearch, candidates: readonly WorkloadInfo[]): TargetQueues {
  return new TargetQueues(candidates, {
    tree,
    shares,
    preemptor: question.queue.node,
    order: candidateOrder(question),
  });
}

/** With gate `FairSharingPreemptWithinNominal`: does the preemptor's queue own all that it would use of what is short? */
function preemptsWithinNominal({ snapshot, queue, needed }: PreemptionQuestion): boolean {
  const { quota, gates } = snapshot;
  return (
    gates.FairSharingPreemptWithinNominal &&
    needed.every(
      (flavorResource) => quota.usage(queue.node, flavorResource) <= quota.nominal(queue.node, flavorResource),
    )
  );
}

/** The shares where the ways of the preemptor and of another queue part. */
function sharesOf(
  { question, tree, shares }: FairSearch,
  target: number,
): { readonly preemptorNew: DominantShare; readonly targetOld: DominantShare; readonly targetSide: number } {
  const sides = almostCommonAncestors(tree.quota.forest, question.queue.node, target);
  return {
    preemptorNew: shares.of(sides.preemptor),
    targetOld: shares.of(sides.target),
    targetSide: sides.target,
  };
}

function shareWithout(tree: QuotaTree, queue: number, { usage }: WorkloadInfo, side: number): DominantShare {
  return tree.whileRemoved(queue, usage.quota, () => dominantShare(tree, side));
}

function take(
  { question, shares }: FairSearch,
  workload: WorkloadInfo,
  queue: number,
  reason: PreemptionReason,
): PreemptionTarget {
  question.snapshot.removeWorkload(workload);
  shares.changed(queue);
  return { workload, reason };
}

/** Would the preemptor fit into the quota? It stands in its queue during the search and must not count twice. */
function fitsQuotaWithoutItself(question: PreemptionQuestion): boolean {
  const { snapshot, queue, requests } = question;
  snapshot.quota.removeUsage(queue.node, requests);
  const fits = fitsQuotaNow(question, true);
  snapshot.quota.addUsage(queue.node, requests);
  return fits;
}
