import { HopwiseError } from '../../base/index.ts';
import type { Configuration, FeatureGates, ResourceFlavor } from '../../model/index.ts';
import { chargeUsage, type FlavorSnapshots, type TopologyUsage } from '../../placement/index.ts';
import type { QuotaTree } from '../../quota/index.ts';
import { hasRoom } from './has-room.ts';
import type { QueueStatus } from './queue-status.ts';
import type { SchedulerQueue } from './scheduler-queue.ts';
import type { WorkloadInfo, WorkloadUsage } from './workload-info.ts';
import { WorkloadSet } from './workload-set.ts';

/** A moment in the history of a snapshot, to come back to or to let go. */
export type SnapshotMark = number;

/** Do amounts fit, and if not, what is short first? Quota is looked at before the topology. */
export type FitCheck = 'fits' | 'no-quota' | 'no-topology';

/** What a snapshot is made of; {@link buildSchedulerSnapshot} puts it together. */
export interface SnapshotParts {
  readonly gates: FeatureGates;
  readonly configuration: Configuration;
  /** By name, in byte order. */
  readonly queues: ReadonlyMap<string, SchedulerQueue>;
  readonly inactiveQueues: ReadonlyMap<string, QueueStatus & { readonly state: 'inactive' }>;
  readonly resourceFlavors: ReadonlyMap<string, ResourceFlavor>;
  readonly quota: QuotaTree;
  readonly topology: FlavorSnapshots;
}

/** The marks of the parts that one mark of the snapshot is made of. */
interface PartMarks {
  readonly quota: number;
  readonly workloads: number;
  /** In the order of the flavors. */
  readonly topology: readonly number[];
}

/**
 * The cluster as scheduling decisions see it: queues, what is in use of quota and topology, and who uses it, with undo.
 *
 * Two kinds of changes. `hold` and `release` are what really happened between cycles. `addWorkload`, `removeWorkload`,
 * `addUsage` and `removeUsage` are what a cycle tries out or plans; in the topology they touch the named flavor only, as in
 * Kueue, where a flavor over the same nodes sees them in the next cycle (kueue-tas §4.5). Trying something out is `mark`,
 * change, ask, `rollback`; the cost is that of the change. Nothing ever copies the cluster.
 *
 * @example
 * const mark = snapshot.mark();
 * snapshot.removeWorkload(victim);
 * const check = snapshot.fits(queue, usage);
 * snapshot.rollback(mark);
 * @see kueue-quota §6.9
 */
export class SchedulerSnapshot {
  readonly gates: FeatureGates;
  readonly configuration: Configuration;
  /** Queues that take workloads, by name, in byte order. */
  readonly queues: ReadonlyMap<string, SchedulerQueue>;
  /** Queues that take none, and why. Their quota and usage count in their cohorts; their workloads are not in sight. */
  readonly inactiveQueues: ReadonlyMap<string, QueueStatus & { readonly state: 'inactive' }>;
  readonly resourceFlavors: ReadonlyMap<string, ResourceFlavor>;
  /** Usage of all queues and cohorts, and all that follows from it; a queue's node is `queue.node`. */
  readonly quota: QuotaTree;
  /** Capacity and usage of the nodes, by flavor; empty with gate `TopologyAwareScheduling` off. */
  readonly topology: FlavorSnapshots;
  readonly #queueOfNode: ReadonlyMap<number, SchedulerQueue>;
  readonly #workloads: WorkloadSet;
  readonly #marks: PartMarks[] = [];

  constructor(parts: SnapshotParts) {
    this.gates = parts.gates;
    this.configuration = parts.configuration;
    this.queues = parts.queues;
    this.inactiveQueues = parts.inactiveQueues;
    this.resourceFlavors = parts.resourceFlavors;
    this.quota = parts.quota;
    this.topology = parts.topology;
    this.#queueOfNode = new Map([...parts.queues.values()].map((queue) => [queue.node, queue]));
    this.#workloads = new WorkloadSet([...parts.queues.keys()]);
  }

  /** The active queue of a node of the quota tree; undefined for a cohort or an inactive queue. */
  queueAt(node: number): SchedulerQueue | undefined {
    return this.#queueOfNode.get(node);
  }

  /** The workloads that hold quota of an active queue now, in an order that says nothing: sort before choosing. */
  workloadsOf(queue: SchedulerQueue): Iterable<WorkloadInfo> {
    return this.#workloads.of(queue.name);
  }

  /** The workload of this key that holds quota of an active queue now. */
  findWorkload(queue: SchedulerQueue, key: string): WorkloadInfo | undefined {
    return this.#workloads.find(queue.name, key);
  }

  /** Has a workload really got its quota and places? Then every flavor over the same hosts sees it. */
  hold(workload: WorkloadInfo): void {
    this.#workloads.add(workload);
    this.#addQuota(workload);
    for (const usage of workload.usage.topology) chargeUsage(this.topology, usage, this.gates);
  }

  /** Undoes {@link hold}. */
  release(workload: WorkloadInfo): void {
    this.#workloads.remove(workload);
    this.#removeQuota(workload);
    for (const usage of workload.usage.topology) {
      chargeUsage(this.topology, { ...usage, count: -usage.count }, this.gates);
    }
  }

  /** As if a workload had its quota and places: it is a workload of its queue, and its usage counts. */
  addWorkload(workload: WorkloadInfo): void {
    this.#workloads.add(workload);
    this.#addQuota(workload);
    this.#changeTopology(workload.usage.topology, 1);
  }

  /** As if a workload had given up its quota and places. */
  removeWorkload(workload: WorkloadInfo): void {
    this.#workloads.remove(workload);
    this.#removeQuota(workload);
    this.#changeTopology(workload.usage.topology, -1);
  }

  /** As if so much more were in use by a queue, without a workload that could be preempted for it. */
  addUsage(queue: SchedulerQueue, usage: WorkloadUsage): void {
    this.quota.addUsage(queue.node, usage.quota);
    this.#changeTopology(usage.topology, 1);
  }

  /** As if so much less were in use by a queue; its workloads stay in sight. */
  removeUsage(queue: SchedulerQueue, usage: WorkloadUsage): void {
    this.quota.removeUsage(queue.node, usage.quota);
    this.#changeTopology(usage.topology, -1);
  }

  /**
   * Would this usage fit beside what is in use now?
   *
   * Domains are looked at one by one, each as if the others were not asked for (kueue-tas §15.5).
   * @see kueue-quota §6.4
   */
  fits(queue: SchedulerQueue, usage: WorkloadUsage): FitCheck {
    if (!this.quota.fits(queue.node, usage.quota)) return 'no-quota';
    return usage.topology.every((entry) => hasRoom(this.topology, entry)) ? 'fits' : 'no-topology';
  }

  /** Begins to keep a journal of quota, topology and workloads, until this mark is rolled back or committed. Marks nest. */
  mark(): SnapshotMark {
    return this.#marks.push({
      quota: this.quota.mark(),
      workloads: this.#workloads.mark(),
      topology: [...this.topology.values()].map((flavor) => flavor.mark()),
    });
  }

  /**
   * Undoes every change since the mark, bit for bit. Marks taken after it end with it.
   * @throws HopwiseError `invalid-argument` for a mark that has ended
   */
  rollback(mark: SnapshotMark): void {
    const marks = this.#end(mark);
    this.quota.rollback(marks.quota);
    this.#workloads.rollback(marks.workloads);
    let i = 0;
    for (const flavor of this.topology.values()) flavor.rollback(marks.topology[i++] as number);
  }

  /**
   * Keeps every change since the mark, unless an earlier mark is rolled back. Marks taken after it end with it.
   * @throws HopwiseError `invalid-argument` for a mark that has ended
   */
  commit(mark: SnapshotMark): void {
    const marks = this.#end(mark);
    this.quota.commit(marks.quota);
    this.#workloads.commit(marks.workloads);
    let i = 0;
    for (const flavor of this.topology.values()) flavor.commit(marks.topology[i++] as number);
  }

  #end(mark: SnapshotMark): PartMarks {
    const marks = this.#marks[mark - 1];
    if (marks === undefined) throw new HopwiseError('invalid-argument', `mark ${mark} has ended`);
    this.#marks.length = mark - 1;
    return marks;
  }

  #addQuota({ clusterQueue, usage }: WorkloadInfo): void {
    const node = this.quota.quota.forest.queues.get(clusterQueue);
    if (node !== undefined) this.quota.addUsage(node, usage.quota);
  }

  #removeQuota({ clusterQueue, usage }: WorkloadInfo): void {
    const node = this.quota.quota.forest.queues.get(clusterQueue);
    if (node !== undefined) this.quota.removeUsage(node, usage.quota);
  }

  #changeTopology(usage: readonly TopologyUsage[], sign: 1 | -1): void {
    for (const { flavor, values, requests, count } of usage) {
      this.topology.get(flavor)?.addUsage(values, requests, sign * count);
    }
  }
}
