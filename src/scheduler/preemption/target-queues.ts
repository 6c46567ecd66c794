import { compareShares, type DominantShare, LEAST_SHARE, type QuotaTree } from '../../quota/index.ts';
import type { WorkloadInfo } from '../snapshot/workload-info.ts';
import { type CandidateOrder, compareCandidates } from './candidate-order.ts';
import type { LiveShares } from './live-shares.ts';

/** Candidates of one queue, in order, of which the first ones are gone. */
interface RemainingCandidates {
  readonly workloads: WorkloadInfo[];
  next: number;
}

/** What is left of a cohort's members. */
interface RemainingMembers {
  /** By share, the one to take from last. */
  readonly queues: number[];
  /** By name. */
  cohorts: readonly number[];
}

/** What a search for the next target is about. */
export interface TargetQueueContext {
  readonly tree: QuotaTree;
  readonly shares: LiveShares;
  /** Node of the preemptor's queue. */
  readonly preemptor: number;
  /** Its name, and the time. */
  readonly order: Pick<CandidateOrder, 'clusterQueue' | 'nowMs'>;
}

/**
 * From which queue Fair Sharing takes the next victim: down the cohort tree, always to the member with the largest share.
 *
 * What does not borrow, unless the preemptor is in it, and queues without candidates are struck off for good when they are
 * passed. Of cohorts with equal shares the last by name is taken, of a cohort and a queue the cohort, of queues the one
 * whose next candidate comes first.
 *
 * Queues are kept in order, so that a turn costs the way down and the child cohorts on it, not the queues.
 * @see kueue-quota §11.4
 */
export class TargetQueues {
  readonly #context: TargetQueueContext;
  readonly #candidates = new Map<number, RemainingCandidates>();
  /** Cohorts that were passed → what is left of them. */
  readonly #members = new Map<number, RemainingMembers>();
  /** The queue given last, whose share and candidates may have changed since. */
  #given: number | undefined;
  #isGivenDropped = false;
  #isOver = false;

  /** @param candidates in the order in which they are taken */
  constructor(candidates: Iterable<WorkloadInfo>, context: TargetQueueContext) {
    this.#context = context;
    const { queues } = context.tree.quota.forest;
    for (const workload of candidates) {
      const node = queues.get(workload.clusterQueue) as number;
      const remaining = this.#candidates.get(node);
      if (remaining === undefined) this.#candidates.set(node, { workloads: [workload], next: 0 });
      else remaining.workloads.push(workload);
    }
  }

  /**
   * Node of the queue where the next victim is looked for; undefined if there is none left. Since the last call the usage
   * of no other queue may have changed than of the one that it gave.
   */
  next(): number | undefined {
    const { tree, preemptor } = this.#context;
    const root = tree.quota.forest.roots[preemptor] as number;
    this.#reorderGiven();
    if (root === preemptor) this.#given = !this.#isOver && this.hasCandidates(root) ? root : undefined;
    while (root !== preemptor && this.#given === undefined && !this.#isOver) this.#given = this.#descend(root);
    return this.#given;
  }

  hasCandidates(queue: number): boolean {
    const remaining = this.#candidates.get(queue);
    return remaining !== undefined && remaining.next < remaining.workloads.length;
  }

  /** The next candidate of a queue that has one; it is a candidate no longer. */
  take(queue: number): WorkloadInfo {
    const remaining = this.#candidates.get(queue) as RemainingCandidates;
    return remaining.workloads[remaining.next++] as WorkloadInfo;
  }

  /** Strikes off the queue that was given last, candidates or not. */
  dropGiven(): void {
    this.#isGivenDropped = true;
  }

  /** One walk from the root; undefined if it ended at a cohort where nothing is left, which is then struck off. */
  #descend(root: number): number | undefined {
    const { shares } = this.#context;
    for (let cohort = root; ; ) {
      const { queues } = this.#membersOf(cohort);
      const queue = queues[queues.length - 1];
      const child = this.#largestCohort(cohort);
      if (child !== undefined && (queue === undefined || compareShares(shares.of(child), shares.of(queue)) >= 0)) {
        cohort = child;
      } else if (queue === undefined) {
        this.#strikeOff(cohort);
        return undefined;
      } else {
        return queue;
      }
    }
  }

  #largestCohort(cohort: number): number | undefined {
    const members = this.#membersOf(cohort);
    members.cohorts = members.cohorts.filter((child) => this.#isBorrowing(child));
    let largest: number | undefined;
    let share: DominantShare = LEAST_SHARE;
    for (const child of members.cohorts) {
      const other = this.#context.shares.of(child);
      if (compareShares(other, share) < 0) continue;
      largest = child;
      share = other;
    }
    return largest;
  }

  /** Does a member borrow? Where the preemptor is it counts as if it did. */
  #isBorrowing(member: number): boolean {
    const { tree, shares, preemptor } = this.#context;
    const isAround = member <= preemptor && preemptor < (tree.quota.forest.ends[member] as number);
    return isAround || shares.of(member).borrowed.length > 0;
  }

  #membersOf(cohort: number): RemainingMembers {
    let members = this.#members.get(cohort);
    if (members === undefined) {
      const { children, isQueue } = this.#context.tree.quota.forest;
      const all = children[cohort] as readonly number[];
      const queues = all.filter((member) => isQueue[member] === 1 && this.#hasToGive(member));
      members = {
        queues: queues.sort((a, b) => this.#compareQueues(a, b)),
        cohorts: all.filter((member) => isQueue[member] === 0),
      };
      this.#members.set(cohort, members);
    }
    return members;
  }

  #hasToGive(queue: number): boolean {
    return this.hasCandidates(queue) && this.#isBorrowing(queue);
  }

  /** Ascending by share; of equals that comes last whose next candidate comes first. */
  #compareQueues(a: number, b: number): number {
    const { shares, order } = this.#context;
    return compareShares(shares.of(a), shares.of(b)) || compareCandidates(this.#first(b), this.#first(a), order);
  }

  #first(queue: number): WorkloadInfo {
    const { workloads, next } = this.#candidates.get(queue) as RemainingCandidates;
    return workloads[next] as WorkloadInfo;
  }

  /** Puts the queue given last to where it belongs now. */
  #reorderGiven(): void {
    const given = this.#given;
    const isDropped = this.#isGivenDropped;
    this.#given = undefined;
    this.#isGivenDropped = false;
    if (given === undefined) return;
    const cohort = this.#context.tree.quota.forest.parents[given] as number;
    if (cohort < 0) {
      this.#isOver ||= isDropped;
      return;
    }
    const { queues } = this.#membersOf(cohort);
    queues.pop();
    if (!isDropped && this.#hasToGive(given)) queues.splice(this.#positionOf(given, queues), 0, given);
  }

  #positionOf(queue: number, queues: readonly number[]): number {
    let low = 0;
    let high = queues.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compareQueues(queues[middle] as number, queue) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #strikeOff(cohort: number): void {
    const parent = this.#context.tree.quota.forest.parents[cohort] as number;
    if (parent < 0) {
      this.#isOver = true;
      return;
    }
    const members = this.#membersOf(parent);
    members.cohorts = members.cohorts.filter((child) => child !== cohort);
  }
}
