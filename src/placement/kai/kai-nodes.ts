import { type Node, type ResourceAmounts, toAmounts } from '../../model/index.ts';
import type { KaiNode } from './kai-question.ts';

/** One pod that holds resources of a node. Which job it belongs to has no influence on KAI's placement. */
export interface KaiRunningPod {
  readonly node: string;
  readonly requests: ResourceAmounts;
}

/**
 * What KAI Scheduler sees of nodes on which these pods run: allocatable less requests, and one of `pods` for each pod.
 *
 * Pods on nodes that are not listed are passed over. Whether a node is ready and which taints it has are not looked at.
 */
export function kaiNodes(nodes: readonly Node[], running: readonly KaiRunningPod[]): KaiNode[] {
  const freeOf = new Map(nodes.map(({ name, allocatable }) => [name, toAmounts(allocatable)]));
  for (const { node, requests } of running) {
    const free = freeOf.get(node);
    if (free !== undefined) take(free, requests);
  }
  return nodes.map(({ name, labels, allocatable, isUnschedulable = false }) => ({
    name,
    labels,
    allocatable: toAmounts(allocatable),
    free: freeOf.get(name) ?? new Map(),
    isUnschedulable,
  }));
}

function take(free: Map<string, bigint>, requests: ResourceAmounts): void {
  for (const [resource, amount] of [...requests, ['pods', 1n] as const]) {
    free.set(resource, (free.get(resource) ?? 0n) - amount);
  }
}
