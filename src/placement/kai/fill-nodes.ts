import type { KaiGang } from './kai-question.ts';
import { type NodePoints, nodeOrder } from './node-score.ts';
import type { NodeRoom } from './room.ts';

/**
 * Places a gang on a set of nodes: node → pods in the order of filling, or undefined when not all pods find a node
 * (kai.md B, C).
 *
 * KAI scores the nodes anew for each pod. One order is enough: a pod makes its node fuller, which only raises it, and
 * leaves the order of all others as it was; so a node is filled up before the next is looked at. O(n log n).
 */
export function fillNodes(
  set: readonly NodeRoom[],
  gang: KaiGang,
  topology: NodePoints,
): ReadonlyMap<string, number> | undefined {
  const open = set.filter(({ node, room }) => room > 0 && !node.isUnschedulable);
  if (open.reduce((sum, { room }) => sum + room, 0) < gang.podCount) return undefined;
  const compare = nodeOrder(
    set.map(({ node }) => node),
    gang,
    topology,
  );
  const placed = new Map<string, number>();
  let left = gang.podCount;
  for (const { node, room } of open.sort((a, b) => compare(a.node, b.node))) {
    if (left === 0) break;
    const taken = Math.min(room, left);
    placed.set(node.name, taken);
    left -= taken;
  }
  return placed;
}
