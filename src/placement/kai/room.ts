import type { ResourceAmounts } from '../../model/index.ts';
import type { KaiGang, KaiNode } from './kai-question.ts';

/** A node, and how many pods of the gang fit into what is free on it. */
export interface NodeRoom {
  readonly node: KaiNode;
  /** 0 to the number of pods of the gang: more room than that never decides anything. */
  readonly room: number;
}

/** Room of each node, cordoned ones too (kai.md A5). */
export function measureRoom(nodes: readonly KaiNode[], gang: KaiGang): NodeRoom[] {
  const needs = [...new Map([...gang.requests, ['pods', 1n]])].filter(([, amount]) => amount > 0n);
  return nodes.map((node) => ({ node, room: podsThatFit(node.free, needs, gang.podCount) }));
}

function podsThatFit(free: ResourceAmounts, needs: readonly (readonly [string, bigint])[], podCount: number): number {
  let room = BigInt(podCount);
  for (const [resource, need] of needs) {
    const fitting = (free.get(resource) ?? 0n) / need;
    if (fitting < room) room = fitting;
  }
  return room > 0n ? Number(room) : 0;
}
