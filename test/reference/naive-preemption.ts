import type { ClusterQueuePreemption, PreemptionStrategy } from '../../src/model/index.ts';
import { naiveFairTargets } from './naive-fair-preemption.ts';
import { add, available, isBorrowingWith, type NaiveNode, type NaiveTree, sub, subtree, usage } from './naive-quota.ts';

/**
 * Kueue's preemption written down a second time, from the text of kueue-quota §10 and §11 alone: lists, recursion and
 * bigints, everything worked out anew for every question. Properties hold the real one against it.
 */
export interface NaiveWorkload {
  readonly key: string;
  readonly uid: string;
  readonly queue: string;
  readonly priority: number;
  readonly waitingSince: number;
  /** Undefined: nobody knows. */
  readonly reservedAt: number | undefined;
  readonly isEvicted: boolean;
  readonly localQueue: string;
  readonly uses: ReadonlyMap<string, bigint>;
}

/** Who looks for victims, of what, among whom. */
export interface NaivePreemption {
  readonly tree: NaiveTree;
  /** Queue → its policies. Queues that are not here take no part. */
  readonly policies: ReadonlyMap<string, ClusterQueuePreemption>;
  readonly running: readonly NaiveWorkload[];
  readonly preemptor: Pick<NaiveWorkload, 'queue' | 'priority' | 'waitingSince'>;
  readonly needed: readonly string[];
  readonly requests: ReadonlyMap<string, bigint>;
  readonly now: number;
  readonly localQueueUsage?: (workload: NaiveWorkload) => number | undefined;
  /** Present: Fair Sharing. */
  readonly strategies?: readonly PreemptionStrategy[];
  readonly preemptsWithinNominal: boolean;
  /** Is there a place in the topology while these run? */
  readonly fitsTopology: (running: readonly NaiveWorkload[]) => boolean;
}

export interface NaiveTarget {
  readonly workload: NaiveWorkload;
  readonly reason: string;
}

export function naiveTargets(ask: NaivePreemption): NaiveTarget[] {
  return ask.strategies === undefined ? classicalTargets(ask) : naiveFairTargets(ask, ask.strategies);
}

/** Makes the usage of the tree that of these workloads, and of `extra` in the preemptor's queue. */
export function use(
  ask: NaivePreemption,
  running: readonly NaiveWorkload[],
  extra?: ReadonlyMap<string, bigint>,
): void {
  for (const node of ask.tree.queues.values()) node.usage.clear();
  const charge = (queue: string, amounts: ReadonlyMap<string, bigint>): void => {
    const node = ask.tree.queues.get(queue) as NaiveNode;
    for (const [fr, amount] of amounts) node.usage.set(fr, add(node.usage.get(fr) ?? 0n, amount));
  };
  for (const { queue, uses } of running) charge(queue, uses);
  if (extra !== undefined) charge(ask.preemptor.queue, extra);
}

export function preemptorNode({ tree, preemptor }: NaivePreemption): NaiveNode {
  return tree.queues.get(preemptor.queue) as NaiveNode;
}

/** §10.2. */
function isAllowed(policy: string, a: NaivePreemption['preemptor'], candidate: NaiveWorkload): boolean {
  if (policy === 'Any') return true;
  const isLower = candidate.priority < a.priority;
  if (policy === 'LowerPriority') return isLower;
  const isNewer = candidate.priority === a.priority && a.waitingSince < candidate.waitingSince;
  return policy === 'LowerOrNewerEqualPriority' && (isLower || isNewer);
}

function usesNeeded({ uses }: NaiveWorkload, { needed }: NaivePreemption): boolean {
  return needed.some((fr) => uses.has(fr));
}

/** §10.3 as a list of keys, the smallest first. */
export function comesFirst(a: NaiveWorkload, b: NaiveWorkload, ask: NaivePreemption, withUsage = true): boolean {
  const keys = (w: NaiveWorkload): (number | string)[] => [
    w.isEvicted ? 0 : 1,
    w.queue === ask.preemptor.queue ? 1 : 0,
    isByUsage(a, b, ask) && withUsage ? -(ask.localQueueUsage?.(w) as number) : 0,
    w.priority,
    -(w.reservedAt ?? ask.now),
    w.uid,
    w.key,
  ];
  const [x, y] = [keys(a), keys(b)];
  const i = x.findIndex((key, at) => key !== y[at]);
  return i >= 0 && (x[i] as number) < (y[i] as number);
}

function isByUsage(a: NaiveWorkload, b: NaiveWorkload, { localQueueUsage }: NaivePreemption): boolean {
  if (localQueueUsage === undefined || a.queue !== b.queue || a.localQueue === b.localQueue) return false;
  return localQueueUsage(a) !== undefined && localQueueUsage(b) !== undefined;
}

/** Usage of LocalQueues orders only within a ClusterQueue, so in circles: what comes out is fixed by sorting twice. */
export function inOrder<T extends { readonly workload: NaiveWorkload }>(list: readonly T[], ask: NaivePreemption): T[] {
  return [false, true].reduce<T[]>(
    (sorted, withUsage) => sorted.sort((a, b) => (comesFirst(a.workload, b.workload, ask, withUsage) ? -1 : 1)),
    [...list],
  );
}

export function sameQueueCandidates(ask: NaivePreemption): NaiveWorkload[] {
  const policy = policiesOf(ask).withinClusterQueue;
  return ask.running.filter(
    (w) => w.queue === ask.preemptor.queue && isAllowed(policy, ask.preemptor, w) && usesNeeded(w, ask),
  );
}

function policiesOf({ policies, preemptor }: NaivePreemption): ClusterQueuePreemption {
  return policies.get(preemptor.queue) as ClusterQueuePreemption;
}

function isWithinNominal(node: NaiveNode, frs: readonly string[]): boolean {
  return frs.every((fr) => subtree(node, fr) >= usage(node, fr));
}

/** The other queues' workloads that may be taken back. */
export function reclaimable(ask: NaivePreemption, queue: string): NaiveWorkload[] {
  const policy = policiesOf(ask).reclaimWithinCohort;
  if (!ask.policies.has(queue)) return [];
  return ask.running.filter((w) => w.queue === queue && isAllowed(policy, ask.preemptor, w) && usesNeeded(w, ask));
}

interface Candidate extends NaiveTarget {
  readonly variant: 'WithinCQ' | 'Hierarchical' | 'WithoutBorrowing' | 'WhileBorrowing';
  readonly lca: NaiveNode;
}

/** §10.4. */
function classicalCandidates(ask: NaivePreemption): Candidate[] {
  const queue = preemptorNode(ask);
  const policies = policiesOf(ask);
  const hierarchy: Candidate[] = [];
  const priority: Candidate[] = [];
  if (policies.reclaimWithinCohort !== 'Never') {
    let fit = fitsInQuota(queue, ask.requests);
    let isAdvantaged = fit.ok;
    for (let root = queue.parent, skip = queue; root !== undefined; skip = root, root = root.parent) {
      const lca = root;
      for (const workload of collect(root, skip, ask)) {
        const variant = isAdvantaged ? 'Hierarchical' : borrowingVariant(workload, ask);
        const reason = variant === 'WhileBorrowing' ? 'InCohortReclaimWhileBorrowing' : 'InCohortReclamation';
        (isAdvantaged ? hierarchy : priority).push({ workload, variant, lca, reason });
      }
      fit = fitsInQuota(root, fit.rest);
      isAdvantaged ||= fit.ok;
    }
  }
  const own = sameQueueCandidates(ask).map(
    (workload): Candidate => ({ workload, variant: 'WithinCQ', lca: queue, reason: 'InClusterQueue' }),
  );
  const lists = [hierarchy, priority, own].map((list) => inOrder(list, ask));
  const pick = (isEvicted: boolean): Candidate[] =>
    lists.flatMap((list) => list.filter(({ workload }) => workload.isEvicted === isEvicted));
  return [...pick(true), ...pick(false)];
}

function collect(cohort: NaiveNode, skip: NaiveNode, ask: NaivePreemption): NaiveWorkload[] {
  return cohort.children.flatMap((child) => {
    if (child === skip || isWithinNominal(child, ask.needed)) return [];
    return child.isQueue ? reclaimable(ask, child.name) : collect(child, skip, ask);
  });
}

function fitsInQuota(
  node: NaiveNode,
  requests: ReadonlyMap<string, bigint>,
): { ok: boolean; rest: Map<string, bigint> } {
  let ok = true;
  const rest = new Map<string, bigint>();
  for (const [fr, v] of requests) {
    if (subtree(node, fr) < add(usage(node, fr), v)) ok = false;
    const lending = node.own.get(fr)?.lending;
    const kept = lending === undefined ? 0n : sub(subtree(node, fr), lending);
    const own = sub(kept > 0n ? kept : 0n, usage(node, fr));
    const left = sub(v, own > 0n ? own : 0n);
    rest.set(fr, left > 0n ? left : 0n);
  }
  return { ok, rest };
}

function borrowingVariant(candidate: NaiveWorkload, ask: NaivePreemption): Candidate['variant'] {
  const borrow = policiesOf(ask).borrowWithinCohort;
  if (borrow === undefined || borrow.policy === 'Never') return 'WithoutBorrowing';
  if (candidate.priority >= ask.preemptor.priority) return 'WithoutBorrowing';
  const threshold = borrow.maxPriorityThreshold;
  return threshold !== undefined && candidate.priority > threshold ? 'WithoutBorrowing' : 'WhileBorrowing';
}

/** §10.5. */
function classicalTargets(ask: NaivePreemption): NaiveTarget[] {
  use(ask, ask.running);
  const queue = preemptorNode(ask);
  const borrow = policiesOf(ask).borrowWithinCohort;
  const isForbidden = borrow === undefined || borrow.policy === 'Never';
  const isUnder = ask.needed.every((fr) => (queue.own.get(fr)?.nominal ?? 0n) > usage(queue, fr));
  const candidates = classicalCandidates(ask);
  const hasOthers = candidates.some(({ variant }) => variant !== 'WithinCQ');
  const hasHierarchical = candidates.some(({ variant }) => variant === 'Hierarchical');
  let attempts = [true, false];
  if (!hasOthers || (isForbidden && !isUnder)) attempts = [true];
  else if (isForbidden && !hasHierarchical) attempts = [false, true];
  for (const mayBorrow of attempts) {
    const targets: Candidate[] = [];
    for (const candidate of candidates) {
      use(ask, without(ask, targets));
      if (isSkipped(candidate, mayBorrow, ask)) continue;
      targets.push(candidate);
      if (fitsNow(ask, targets, mayBorrow)) return fillBack(ask, targets, mayBorrow);
    }
  }
  return [];
}

function isSkipped({ workload, variant, lca }: Candidate, mayBorrow: boolean, ask: NaivePreemption): boolean {
  if (workload.queue === ask.preemptor.queue) return false;
  if (mayBorrow && variant === 'WithoutBorrowing') return true;
  let node: NaiveNode | undefined = ask.tree.queues.get(workload.queue);
  for (; node !== undefined && node !== lca; node = node.parent) if (isWithinNominal(node, ask.needed)) return true;
  return false;
}

export function without({ running }: NaivePreemption, targets: readonly NaiveTarget[]): NaiveWorkload[] {
  return running.filter((w) => !targets.some(({ workload }) => workload === w));
}

export function fitsNow(ask: NaivePreemption, targets: readonly NaiveTarget[], mayBorrow: boolean): boolean {
  const left = without(ask, targets);
  use(ask, left);
  const queue = preemptorNode(ask);
  for (const [fr, v] of ask.requests) {
    if (!mayBorrow && isBorrowingWith(queue, fr, v)) return false;
    const free = available(queue, fr);
    if (v > (free > 0n ? free : 0n)) return false;
  }
  return ask.fitsTopology(left);
}

export function fillBack(ask: NaivePreemption, targets: readonly NaiveTarget[], mayBorrow: boolean): NaiveTarget[] {
  let kept = [...targets];
  for (let i = kept.length - 2; i >= 0; i--) {
    const fewer = kept.filter((_, at) => at !== i);
    if (!fitsNow(ask, fewer, mayBorrow)) continue;
    const last = kept.at(-1) as NaiveTarget;
    kept = kept.map((target, at) => (at === i ? last : target)).slice(0, -1);
  }
  return kept;
}
