import type { PreemptionStrategy } from '../../src/model/index.ts';
import {
  comesFirst,
  fillBack,
  fitsNow,
  inOrder,
  type NaivePreemption,
  type NaiveTarget,
  type NaiveWorkload,
  preemptorNode,
  reclaimable,
  sameQueueCandidates,
  use,
  without,
} from './naive-preemption.ts';
import { type NaiveNode, share, usage } from './naive-quota.ts';

/** A share with what comparing it needs. */
interface Share {
  readonly ratio: number;
  readonly weight: number;
}

const LEAST: Share = { ratio: -1, weight: 1 };

/** Fair Sharing's preemption (kueue-quota §11.3, §11.4), as {@link NaivePreemption} says. */
export function naiveFairTargets(ask: NaivePreemption, strategies: readonly PreemptionStrategy[]): NaiveTarget[] {
  use(ask, ask.running);
  const all = [...sameQueueCandidates(ask), ...otherCandidates(ask)].map((workload) => ({ workload }));
  const candidates = inOrder(all, ask).map(({ workload }) => workload);
  if (candidates.length === 0) return [];
  const run: Run = { ask, targets: [], retry: [] };
  const [one = 'LessThanOrEqualToFinalShare', two = strategies.length === 0 ? 'LessThanInitialShare' : undefined] =
    strategies;
  const fits = first(run, candidates, one) || (two !== undefined && second(run));
  return fits ? fillBack(ask, run.targets, true) : [];
}

interface Run {
  readonly ask: NaivePreemption;
  readonly targets: NaiveTarget[];
  readonly retry: NaiveWorkload[];
}

function otherCandidates(ask: NaivePreemption): NaiveWorkload[] {
  const queue = preemptorNode(ask);
  const policies = ask.policies.get(ask.preemptor.queue);
  if (queue.parent === undefined || policies?.reclaimWithinCohort === 'Never') return [];
  return queuesBelow(rootOf(queue))
    .filter((other) => other !== queue)
    .filter((other) => ask.needed.some((fr) => usage(other, fr) > (other.own.get(fr)?.nominal ?? 0n)))
    .flatMap((other) => reclaimable(ask, other.name));
}

function rootOf(node: NaiveNode): NaiveNode {
  return node.parent === undefined ? node : rootOf(node.parent);
}

function queuesBelow(node: NaiveNode): NaiveNode[] {
  return node.isQueue ? [node] : node.children.flatMap(queuesBelow);
}

/** The tree as shares are compared: without the targets, with the preemptor. */
function useForShares({ ask, targets }: Run, alsoWithout: readonly NaiveWorkload[] = []): void {
  const left = without(ask, targets).filter((w) => !alsoWithout.includes(w));
  use(ask, left, ask.requests);
}

function first(run: Run, candidates: readonly NaiveWorkload[], strategy: PreemptionStrategy): boolean {
  const { ask } = run;
  const queue = preemptorNode(ask);
  useForShares(run);
  const isInNominal =
    ask.preemptsWithinNominal && ask.needed.every((fr) => usage(queue, fr) <= (queue.own.get(fr)?.nominal ?? 0n));
  const left = [...candidates];
  const pruned = new Set<NaiveNode>();
  for (let t = nextTarget(run, left, pruned); t !== undefined; t = nextTarget(run, left, pruned)) {
    const own = takeAll(left, t);
    let taken: NaiveTarget | undefined;
    if (t === queue) taken = { workload: own.shift() as NaiveWorkload, reason: 'InClusterQueue' };
    else if (isInNominal) taken = { workload: own.shift() as NaiveWorkload, reason: 'InCohortReclamation' };
    else {
      const [p, q] = almostLca(queue, t);
      useForShares(run);
      const [pNew, tOld] = [shareOf(p), shareOf(q)];
      const isHopeless = value(pNew) === Infinity && value(tOld) !== Infinity;
      while (own.length > 0 && taken === undefined) {
        const workload = own.shift() as NaiveWorkload;
        useForShares(run, [workload]);
        const tNew = shareOf(q);
        const isJust = strategy === 'LessThanOrEqualToFinalShare' ? compare(pNew, tNew) <= 0 : compare(pNew, tOld) < 0;
        if (isJust && !isHopeless) taken = { workload, reason: 'InCohortFairSharing' };
        else run.retry.push(workload);
      }
    }
    left.push(...own);
    if (taken !== undefined && takes(run, taken)) return true;
  }
  return false;
}

function second(run: Run): boolean {
  const queue = preemptorNode(run.ask);
  const left = [...run.retry];
  const pruned = new Set<NaiveNode>();
  for (let t = nextTarget(run, left, pruned); t !== undefined; t = nextTarget(run, left, pruned)) {
    pruned.add(t);
    useForShares(run);
    const [p, q] = almostLca(queue, t);
    if (compare(shareOf(p), shareOf(q)) >= 0) continue;
    const [workload] = takeAll(left, t);
    if (takes(run, { workload: workload as NaiveWorkload, reason: 'InCohortFairSharing' })) return true;
  }
  return false;
}

/** Takes a target; does the preemptor fit now? */
function takes({ ask, targets }: Run, target: NaiveTarget): boolean {
  targets.push(target);
  return fitsNow(ask, targets, true);
}

/** Removes the candidates of a queue from the list and gives them, in order. */
function takeAll(left: NaiveWorkload[], queue: NaiveNode): NaiveWorkload[] {
  const own = left.filter((w) => w.queue === queue.name);
  left.splice(0, left.length, ...left.filter((w) => w.queue !== queue.name));
  return own;
}

function almostLca(preemptor: NaiveNode, target: NaiveNode): [NaiveNode, NaiveNode] {
  const path = (node: NaiveNode): NaiveNode[] => (node.parent === undefined ? [node] : [...path(node.parent), node]);
  const [a, b] = [path(preemptor), path(target)];
  const i = a.findIndex((node, at) => node !== b[at]);
  return [a[i] as NaiveNode, b[i] as NaiveNode];
}

/** §11.4. */
function nextTarget(run: Run, left: readonly NaiveWorkload[], pruned: Set<NaiveNode>): NaiveNode | undefined {
  const queue = preemptorNode(run.ask);
  const root = rootOf(queue);
  useForShares(run);
  if (root === queue) return pruned.has(queue) || left.length === 0 ? undefined : queue;
  while (!pruned.has(root)) {
    const found = choose(root, run, left, pruned);
    if (found !== undefined) return found;
  }
  return undefined;
}

function choose(
  cohort: NaiveNode,
  run: Run,
  left: readonly NaiveWorkload[],
  pruned: Set<NaiveNode>,
): NaiveNode | undefined {
  const preemptor = preemptorNode(run.ask);
  const isAround = (node: NaiveNode): boolean => node === preemptor || node.children.some(isAround);
  const head = (node: NaiveNode): NaiveWorkload | undefined => left.find((w) => w.queue === node.name);
  let [bestQueue, bestCohort]: [NaiveNode?, NaiveNode?] = [];
  let [queueShare, cohortShare] = [LEAST, LEAST];
  const byName = [...cohort.children].sort((a, b) => (a.name < b.name ? -1 : 1)).filter((child) => !pruned.has(child));
  for (const child of byName) {
    const s = shareOf(child);
    const isIdle = share(child).borrowed.size === 0 && !isAround(child);
    if (isIdle || (child.isQueue && head(child) === undefined)) {
      pruned.add(child);
    } else if (!child.isQueue) {
      if (compare(s, cohortShare) >= 0) [bestCohort, cohortShare] = [child, s];
    } else if (compare(s, queueShare) > 0) {
      [bestQueue, queueShare] = [child, s];
    } else if (compare(s, queueShare) === 0) {
      const [a, b] = [head(child) as NaiveWorkload, head(bestQueue as NaiveNode) as NaiveWorkload];
      if (comesFirst(a, b, run.ask, false)) bestQueue = child;
    }
  }
  if (bestQueue === undefined && bestCohort === undefined) {
    pruned.add(cohort);
    return undefined;
  }
  const isCohort = bestCohort !== undefined && compare(cohortShare, queueShare) >= 0;
  return isCohort ? choose(bestCohort as NaiveNode, run, left, pruned) : bestQueue;
}

function shareOf(node: NaiveNode): Share {
  return { ratio: share(node).ratio, weight: node.weight };
}

function value({ ratio, weight }: Share): number {
  if (ratio === 0) return 0;
  return weight === 0 ? Infinity : ratio / weight;
}

/** §11.1: of two without weight the ratios, one without weight is larger, else the shares. */
function compare(a: Share, b: Share): number {
  const isZ = ({ ratio, weight }: Share): boolean => weight === 0 && ratio !== 0;
  const [x, y] = isZ(a) && isZ(b) ? [a.ratio, b.ratio] : [value(a), value(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}
