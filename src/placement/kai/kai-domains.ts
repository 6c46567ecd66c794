import type { Topology } from '../../model/index.ts';
import { compilePaths, type FlatTree } from '../../topology/index.ts';
import type { NodeRoom } from './room.ts';

/** The domains that a topology's labels make of nodes. */
export interface KaiDomains {
  /** KAI's `root` is node 0 and depth 0; level k of the topology is depth k + 1. */
  readonly tree: FlatTree;
  /** The nodes that take part, those of one domain next to each other. */
  readonly members: readonly NodeRoom[];
  /** The members of domain d are `memberFrom[d]` up to but not including `memberTo[d]`. */
  readonly memberFrom: Int32Array;
  readonly memberTo: Int32Array;
}

/**
 * Sorts nodes into domains: only those that carry every level label take part, and equal values below different parents
 * are different domains (kai.md A2, A3).
 *
 * Simplified: KAI joins values with `.`, so `a.b` above `c` and `a` above `b.c` are one domain there and two here.
 * O(nodes × levels + sorting).
 */
export function buildKaiDomains({ levels }: Topology, nodes: readonly NodeRoom[]): KaiDomains {
  const labelled = nodes.filter(({ node }) => levels.every((level) => Object.hasOwn(node.labels, level)));
  const paths = labelled.map(({ node }) => ['', ...levels.map((level) => node.labels[level] as string)]);
  // The path of the root alone: it is there even when no node is.
  const { tree, nodeOfPath } = compilePaths([[''], ...paths]);
  const placed = labelled.map((member, i) => ({ member, domain: nodeOfPath[i + 1] as number }));
  placed.sort((a, b) => a.domain - b.domain);
  const { memberFrom, memberTo } = memberRanges(
    tree,
    placed.map(({ domain }) => domain),
  );
  return { tree, members: placed.map(({ member }) => member), memberFrom, memberTo };
}

/** Members of a domain. */
export function membersOf({ members, memberFrom, memberTo }: KaiDomains, d: number): readonly NodeRoom[] {
  return members.slice(memberFrom[d], memberTo[d]);
}

/** Sum over the members of each domain. O(members + domains). */
export function sumMembers(domains: KaiDomains, amountOf: (member: NodeRoom) => bigint): bigint[] {
  const { members, memberFrom, memberTo } = domains;
  const before = [0n];
  for (const [i, member] of members.entries()) before.push((before[i] as bigint) + amountOf(member));
  return Array.from(memberFrom, (from, d) => (before[memberTo[d] as number] as bigint) - (before[from] as bigint));
}

/** @param domainOf member → its domain of the lowest level, ascending */
function memberRanges(tree: FlatTree, domainOf: readonly number[]): Pick<KaiDomains, 'memberFrom' | 'memberTo'> {
  const memberFrom = new Int32Array(tree.size);
  const memberTo = new Int32Array(tree.size);
  for (const [i, d] of domainOf.entries()) {
    if (memberTo[d] === 0) memberFrom[d] = i;
    memberTo[d] = i + 1;
  }
  for (let d = tree.size - 1; d >= 0; d--) {
    const from = tree.childStart[d] as number;
    const to = tree.childStart[d + 1] as number;
    if (from === to) continue;
    memberFrom[d] = memberFrom[from] as number;
    memberTo[d] = memberTo[to - 1] as number;
  }
  return { memberFrom, memberTo };
}
