import { fnv64a, type Quantity, quantityNanos } from '../../src/base/index.ts';
import type { ClusterQueue, Cohort, ResourceGroup } from '../../src/model/index.ts';

/**
 * Kueue's quota arithmetic written down a second time, from the text of kueue-quota §2.2, §6 and §11.1 alone: objects,
 * recursion and bigints. Properties hold the compiled tree against it.
 */
export interface NaiveNode {
  readonly name: string;
  readonly isQueue: boolean;
  readonly weight: number;
  parent?: NaiveNode;
  readonly children: NaiveNode[];
  readonly own: Map<string, NaiveQuota>;
  readonly usage: Map<string, bigint>;
}

interface NaiveQuota {
  readonly nominal: bigint;
  readonly borrowing?: bigint;
  readonly lending?: bigint;
}

/** The sentinel of §2.2. */
export const MAX: bigint = 2n ** 63n - 1n;
const MIN = -(2n ** 63n);

const clamp = (value: bigint): bigint => (value > MAX ? MAX : value < MIN ? MIN : value);
export const add = (a: bigint, b: bigint): bigint => (a === MAX || b === MAX ? MAX : clamp(a + b));
export function sub(a: bigint, b: bigint): bigint {
  if (a === MAX) return b === MAX ? 0n : MAX;
  return b === MAX ? MIN : clamp(a - b);
}
const min = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const max = (a: bigint, b: bigint): bigint => (a > b ? a : b);

/** `flavor resource`, as one key. */
export function frOf(flavor: string, resource: string): string {
  return `${flavor} ${resource}`;
}

function resourceOf(fr: string): string {
  return fr.split(' ')[1] as string;
}

export interface NaiveTree {
  readonly queues: ReadonlyMap<string, NaiveNode>;
  readonly cohorts: ReadonlyMap<string, NaiveNode>;
}

export function naiveTree(queues: readonly ClusterQueue[], cohorts: readonly Cohort[]): NaiveTree {
  const nodes = new Map<string, NaiveNode>();
  const cohort = (name: string): NaiveNode => {
    const found = nodes.get(name) ?? nodeOf(name, false, [], 0);
    nodes.set(name, found);
    return found;
  };
  for (const { name, resourceGroups, fairSharing } of cohorts) {
    nodes.set(name, nodeOf(name, false, resourceGroups, Number(fairSharing?.weight ?? 1)));
  }
  for (const { name, parentName } of cohorts) if (parentName) link(nodes.get(name) as NaiveNode, cohort(parentName));
  const leaves = queues.map((queue) => {
    const node = nodeOf(queue.name, true, queue.resourceGroups, Number(queue.fairSharing?.weight ?? 1));
    if (queue.cohortName) link(node, cohort(queue.cohortName));
    return node;
  });
  const byName = (list: Iterable<NaiveNode>): Map<string, NaiveNode> =>
    new Map([...list].filter((node) => !hasCycle(node)).map((node) => [node.name, node]));
  return { queues: byName(leaves), cohorts: byName(nodes.values()) };
}

function nodeOf(name: string, isQueue: boolean, groups: readonly ResourceGroup[], weight: number): NaiveNode {
  const own = new Map<string, NaiveQuota>();
  for (const { flavors } of groups) {
    for (const flavor of flavors) {
      for (const { name: resource, nominalQuota, borrowingLimit, lendingLimit } of flavor.resources) {
        own.set(frOf(flavor.name, resource), {
          nominal: amountOf(resource, nominalQuota),
          ...(borrowingLimit !== undefined && { borrowing: amountOf(resource, borrowingLimit) }),
          ...(lendingLimit !== undefined && { lending: amountOf(resource, lendingLimit) }),
        });
      }
    }
  }
  return { name, isQueue, weight, children: [], own, usage: new Map() };
}

function amountOf(resource: string, quantity: Quantity): bigint {
  const nanos = quantityNanos(quantity);
  const unit = resource === 'cpu' ? 1_000_000n : 1_000_000_000n;
  if (resource === 'cpu' ? nanos >= (MAX / 1000n) * 1_000_000_000n : nanos >= MAX * unit) return MAX;
  return (nanos + unit - 1n) / unit;
}

function link(child: NaiveNode, parent: NaiveNode): void {
  child.parent = parent;
  parent.children.push(child);
}

function hasCycle(node: NaiveNode): boolean {
  const seen = new Set<NaiveNode>();
  for (let at: NaiveNode | undefined = node; at !== undefined; at = at.parent) {
    if (seen.has(at)) return true;
    seen.add(at);
  }
  return false;
}

/** Keys of the node's subtree quota. */
function frsOf(node: NaiveNode): string[] {
  return [...new Set([...node.own.keys(), ...node.children.flatMap(frsOf)])];
}

export function subtree(node: NaiveNode, fr: string): bigint {
  const own = node.own.get(fr)?.nominal ?? 0n;
  return node.children.reduce((sum, child) => add(sum, sub(subtree(child, fr), local(child, fr))), own);
}

function local(node: NaiveNode, fr: string): bigint {
  const lending = node.own.get(fr)?.lending;
  return lending === undefined ? 0n : max(0n, sub(subtree(node, fr), lending));
}

/** By definition, not by bubbling: queues hold what was added, cohorts what their members hold beyond `local`. */
export function usage(node: NaiveNode, fr: string): bigint {
  if (node.isQueue) return node.usage.get(fr) ?? 0n;
  return node.children.reduce((sum, child) => add(sum, max(0n, sub(usage(child, fr), local(child, fr)))), 0n);
}

export function localAvailable(node: NaiveNode, fr: string): bigint {
  return max(0n, sub(local(node, fr), usage(node, fr)));
}

export function available(node: NaiveNode, fr: string): bigint {
  if (node.parent === undefined) return sub(subtree(node, fr), usage(node, fr));
  let fromParent = available(node.parent, fr);
  const limit = node.own.get(fr)?.borrowing;
  if (limit !== undefined) {
    const stored = sub(subtree(node, fr), local(node, fr));
    const usedUp = max(0n, sub(usage(node, fr), local(node, fr)));
    fromParent = min(add(sub(stored, usedUp), limit), fromParent);
  }
  return add(localAvailable(node, fr), fromParent);
}

export function potential(node: NaiveNode, fr: string): bigint {
  if (node.parent === undefined) return subtree(node, fr);
  const reachable = add(local(node, fr), potential(node.parent, fr));
  const limit = node.own.get(fr)?.borrowing;
  return limit === undefined ? reachable : min(reachable, add(subtree(node, fr), limit));
}

export function isBorrowingWith(node: NaiveNode, fr: string, amount: bigint): boolean {
  const quota = node.isQueue ? (node.own.get(fr)?.nominal ?? 0n) : subtree(node, fr);
  return quota < add(usage(node, fr), amount);
}

function height(node: NaiveNode): number {
  if (node.isQueue) return 0;
  const cohorts = node.children.filter(({ isQueue }) => !isQueue);
  return Math.max(node.children.length > 0 ? 1 : 0, ...cohorts.map((cohort) => 1 + height(cohort)));
}

export function lowestFit(queue: NaiveNode, fr: string, amount: bigint): { level: number; isPartOfTree: boolean } {
  if (!isBorrowingWith(queue, fr, amount) || queue.parent === undefined) {
    return { level: 0, isPartOfTree: queue.parent !== undefined };
  }
  let rest = sub(amount, localAvailable(queue, fr));
  let top = queue.parent;
  for (let c: NaiveNode | undefined = queue.parent; c !== undefined; c = c.parent) {
    if (!isBorrowingWith(c, fr, rest)) return { level: height(c), isPartOfTree: c.parent !== undefined };
    rest = sub(rest, localAvailable(c, fr));
    top = c;
  }
  return { level: height(top), isPartOfTree: false };
}

export interface NaiveShare {
  readonly ratio: number;
  readonly resource?: string;
  readonly borrowed: ReadonlySet<string>;
}

export function share(node: NaiveNode, extra: ReadonlyMap<string, bigint> = new Map()): NaiveShare {
  if (node.parent === undefined) return { ratio: 0, borrowed: new Set() };
  const overs = new Map<string, bigint>();
  for (const fr of frsOf(node)) {
    const over = sub(add(extra.get(fr) ?? 0n, usage(node, fr)), subtree(node, fr));
    if (over > 0n) overs.set(fr, over);
  }
  let root = node.parent;
  while (root.parent !== undefined) root = root.parent;
  const parent = node.parent;
  const total = (frs: readonly string[], resource: string, amount: (fr: string) => bigint): bigint =>
    frs.filter((fr) => resourceOf(fr) === resource).reduce((sum, fr) => add(sum, amount(fr)), 0n);
  const ratios = [...new Set([...overs.keys()].map(resourceOf))].map((resource) => {
    const borrowed = total([...overs.keys()], resource, (fr) => overs.get(fr) as bigint);
    const lendable = total(frsOf(root), resource, (fr) => potential(parent, fr));
    return { resource, ratio: lendable > 0n ? (Number(borrowed) * 1000) / Number(lendable) : 0 };
  });
  const [best] = ratios
    .filter(({ ratio }) => ratio > 0)
    .sort((a, b) => b.ratio - a.ratio || (a.resource < b.resource ? -1 : 1));
  return { ratio: best?.ratio ?? 0, ...(best && { resource: best.resource }), borrowed: new Set(overs.keys()) };
}

/** Resource order of §2.3, without memory. */
export function resourceOrder(a: string, b: string): number {
  const [x, y] = [fnv64a(a), fnv64a(b)];
  return x < y ? -1 : x > y ? 1 : a < b ? -1 : a > b ? 1 : 0;
}
