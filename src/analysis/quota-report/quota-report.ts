import type { Quantity } from '../../base/index.ts';
import type { Configuration, FeatureGates } from '../../model/index.ts';
import {
  type Amount,
  addAmounts,
  amountText,
  dominantShare,
  maxAmount,
  minAmount,
  type QuotaTree,
  statusShare,
  subtractAmounts,
  UNLIMITED,
} from '../../quota/index.ts';
import {
  buildSchedulerSnapshot,
  holdsQuota,
  type SchedulerObjects,
  type SchedulerSnapshot,
} from '../../scheduler/index.ts';
import { type ExceededQuota, exceededQuotas } from './exceeded-quotas.ts';
import { potentialLimit } from './potential-limit.ts';

/** Who may use how much of a cluster, and who does. Amounts are Kubernetes quantities, `<unlimited>` among them. */
export interface QuotaReport {
  /** Every cohort, followed by what is below it, and every queue; in byte order of names at each level. */
  readonly nodes: readonly QuotaNode[];
  /** Queues whose cohorts lead into a cycle: they are in no tree and take no workloads. */
  readonly queuesInCycle: readonly string[];
  /** Where quotas are more than the nodes give; empty without nodes. */
  readonly exceeded: readonly ExceededQuota[];
}

/** A queue or a cohort. */
export interface QuotaNode {
  readonly kind: 'ClusterQueue' | 'Cohort';
  readonly name: string;
  /** 0 at a root. */
  readonly depth: number;
  /** Name of the cohort above. */
  readonly cohort?: string;
  /** Why a queue takes no workloads; absent if it does. */
  readonly inactive?: string;
  /** Workloads that hold quota of the queue; of a cohort, of all queues below. */
  readonly workloadCount: number;
  /** In the order of resource names' hashes, then of flavors. Only what the node, or something below it, has quota for. */
  readonly quotas: readonly NodeQuota[];
  /**
   * Dominant resource share as in the status: thousandths of what could be lent to it, by weight, rounded up; 0 at a root.
   * @see kueue-quota §11.1
   */
  readonly share: { readonly weightedShare: string; readonly weight: number; readonly resource?: string };
}

/** What a node has of one resource in one flavor. */
export interface NodeQuota {
  readonly flavor: string;
  readonly resource: string;
  /** Of the node itself; of a cohort, without its members. */
  readonly nominal: Quantity;
  /** Nominal of the node and of all below it, less what those keep to themselves. */
  readonly subtree: Quantity;
  /** Absent: as much as there is. */
  readonly borrowingLimit?: Quantity;
  /** By the workloads of the queue; of a cohort, of all queues below. */
  readonly used: Quantity;
  /** What is used beyond the quota of the node (of a cohort: beyond `subtree`), and so is somebody else's. */
  readonly borrowed: Quantity;
  /** What the node does not use of its own quota and cannot have now, because others hold it. */
  readonly lent: Quantity;
  /** What the node could take now without preemption. */
  readonly available: Quantity;
  /** What the node could ever use, given every limit up the tree. */
  readonly potential: Quantity;
  /** What ends `potential`. */
  readonly limitedBy: { readonly kind: 'borrowing-limit' | 'whole-tree'; readonly name: string };
  /** Nominal and borrowing limit promise more than the tree can give: the amount that they promise. */
  readonly promised?: Quantity;
}

/**
 * What can each queue and cohort really use, and what do they use now?
 *
 * Workloads that hold quota count, whether they run or not.
 * @throws HopwiseError `invalid-argument` if two queues or two cohorts have the same name
 * @see kueue-quota §6
 */
export function quotaReport(
  objects: SchedulerObjects,
  options: { readonly gates: FeatureGates; readonly configuration: Configuration },
): QuotaReport {
  const snapshot = buildSchedulerSnapshot(objects, options);
  const { forest } = snapshot.quota.quota;
  const held = heldWorkloads(snapshot, objects);
  const nodes = forest.names.map((_, node) => reportNode(snapshot, node, held));
  return { nodes, queuesInCycle: forest.cyclicQueues, exceeded: exceededQuotas(objects) };
}

/** Queue → workloads that hold its quota. */
function heldWorkloads(snapshot: SchedulerSnapshot, { workloads }: SchedulerObjects): ReadonlyMap<number, number> {
  const { queues } = snapshot.quota.quota.forest;
  const counts = new Map<number, number>();
  for (const workload of workloads) {
    const node = queues.get(workload.admission?.clusterQueue ?? '');
    if (node !== undefined && holdsQuota(workload)) counts.set(node, (counts.get(node) ?? 0) + 1);
  }
  return counts;
}

function reportNode(snapshot: SchedulerSnapshot, node: number, held: ReadonlyMap<number, number>): QuotaNode {
  const tree = snapshot.quota;
  const { forest, flavorResources } = tree.quota;
  const parent = forest.parents[node] as number;
  const name = forest.names[node] as string;
  const isQueue = forest.isQueue[node] === 1;
  const inactive = isQueue ? snapshot.inactiveQueues.get(name)?.message : undefined;
  const share = dominantShare(tree, node);
  return {
    kind: isQueue ? 'ClusterQueue' : 'Cohort',
    name,
    depth: depthOf(tree, node),
    ...(parent >= 0 && { cohort: forest.names[parent] as string }),
    ...(inactive !== undefined && { inactive }),
    workloadCount: queuesBelow(tree, node).reduce((sum, queue) => sum + (held.get(queue) ?? 0), 0),
    quotas: flavorResources.names.flatMap((_, flavorResource) => reportQuota(tree, node, flavorResource) ?? []),
    share: {
      weightedShare: String(statusShare(share)),
      weight: share.weight,
      ...(share.resource !== undefined && { resource: share.resource }),
    },
  };
}

function reportQuota(tree: QuotaTree, node: number, flavorResource: number): NodeQuota | undefined {
  const { flavor, resource } = tree.quota.flavorResources.names[flavorResource] as { flavor: string; resource: string };
  const nominal = tree.nominal(node, flavorResource);
  const subtree = tree.subtree(node, flavorResource);
  const used = queuesBelow(tree, node).reduce<Amount>((sum, q) => addAmounts(sum, tree.usage(q, flavorResource)), 0);
  if (subtree === 0 && used === 0) return undefined;
  const text = (amount: Amount): Quantity => amountText(resource, amount);
  const { forest } = tree.quota;
  const isRoot = (forest.parents[node] as number) < 0;
  const available = maxAmount(0, tree.availableUnclamped(node, flavorResource));
  const unused = maxAmount(0, subtractAmounts(subtree, tree.usage(node, flavorResource)));
  const limit = tree.borrowingLimit(node, flavorResource);
  const potential = tree.potential(node, flavorResource);
  const promised = addAmounts(subtree, limit);
  const { kind, node: limiting } = potentialLimit(tree, node, flavorResource);
  return {
    flavor,
    resource,
    nominal: text(nominal),
    subtree: text(subtree),
    ...(!isRoot && limit !== UNLIMITED && { borrowingLimit: text(limit) }),
    used: text(used),
    borrowed: text(isRoot ? 0 : maxAmount(0, subtractAmounts(tree.usage(node, flavorResource), subtree))),
    lent: text(isRoot ? 0 : maxAmount(0, subtractAmounts(unused, minAmount(unused, available)))),
    available: text(available),
    potential: text(potential),
    limitedBy: { kind, name: forest.names[limiting] as string },
    ...(!isRoot && limit !== UNLIMITED && promised > potential && { promised: text(promised) }),
  };
}

function depthOf(tree: QuotaTree, node: number): number {
  const { parents } = tree.quota.forest;
  let depth = 0;
  for (let at = parents[node] as number; at >= 0; at = parents[at] as number) depth++;
  return depth;
}

function queuesBelow(tree: QuotaTree, node: number): number[] {
  const { ends, isQueue } = tree.quota.forest;
  const queues: number[] = [];
  for (let at = node; at < (ends[node] as number); at++) if (isQueue[at] === 1) queues.push(at);
  return queues;
}
