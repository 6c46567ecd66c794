import { compareStrings } from '../../base/index.ts';
import { KAI_GPU_RESOURCE, type KaiGang, type KaiNode } from './kai-question.ts';

const TOPOLOGY_POINTS = 10_000;
const TOPOLOGY_STEPS = 10;
const RESOURCE_TYPE_POINTS = 10;
const BINPACK_POINTS = 9;

/** Points of nodes by name. */
export type NodePoints = ReadonlyMap<string, number>;

/**
 * Points of the nodes of the preferred level's domains, which are numbered 1 to n in KAI's order: the last, emptiest
 * one scores most, and with more than ten of them several score alike (kai.md B, topology).
 * @param nodesOfDomains nodes of each of these domains, in KAI's order
 */
export function topologyPoints(nodesOfDomains: readonly (readonly KaiNode[])[]): NodePoints {
  const points = new Map<string, number>();
  for (const [index, nodes] of nodesOfDomains.entries()) {
    const step = Math.floor(((index + 1) / nodesOfDomains.length) * TOPOLOGY_STEPS);
    for (const { name } of nodes) points.set(name, step * TOPOLOGY_POINTS);
  }
  return points;
}

/**
 * The order in which a pod of the gang tries the nodes of a set: most points first, then by name (kai.md B).
 *
 * Only nodes that a pod fits on may be compared, so the points for that (nodeavailability) are left out.
 * @param set all nodes of the set, which give the scale of binpack, cordoned and full ones too
 */
export function nodeOrder(
  set: readonly KaiNode[],
  gang: KaiGang,
  topology: NodePoints,
): (a: KaiNode, b: KaiNode) => number {
  const asksGpus = amountIn(gang.requests, KAI_GPU_RESOURCE) > 0;
  const binpack = binpackPoints(set, asksGpus ? KAI_GPU_RESOURCE : 'cpu');
  const scoreOf = (node: KaiNode): number => {
    const isOtherType = asksGpus || amountIn(node.allocatable, KAI_GPU_RESOURCE) > 0;
    return (topology.get(node.name) ?? 0) + (isOtherType ? 0 : RESOURCE_TYPE_POINTS) + binpack(node);
  };
  const scores = new Map(set.map((node) => [node, scoreOf(node)]));
  return (a, b) => (scores.get(b) as number) - (scores.get(a) as number) || compareStrings(a.name, b.name);
}

/** Points for being full: 9 for the node of the set with least free, 0 for the one with most (kai.md B, nodeplacement). */
export function binpackPoints(set: readonly KaiNode[], resource: string): (node: KaiNode) => number {
  let min = Number.MAX_VALUE;
  let max = 0;
  for (const node of set) {
    if (amountIn(node.allocatable, resource) === 0) continue;
    const free = amountIn(node.free, resource);
    min = Math.min(min, free);
    max = Math.max(max, free);
  }
  return (node) => {
    if (max === 0 || amountIn(node.allocatable, resource) === 0) return 0;
    if (max === min) return BINPACK_POINTS;
    return BINPACK_POINTS * (1 - (amountIn(node.free, resource) - min) / (max - min));
  };
}

function amountIn(amounts: KaiNode['free'], resource: string): number {
  return Number(amounts.get(resource) ?? 0n);
}
