import type { TopologyAssignment } from '../../model/index.ts';
import { type DomainTree, findLeaf, levelRange } from '../snapshot/domain-tree.ts';
import { type HopObjective, linkCost } from './hop-objective.ts';

/** How far apart the pods of one placement are, in links of the topology's tree. */
export interface TreeHops {
  readonly pods: number;
  /** Pairs of pods without a shared top domain: no number of hops says how far that is. */
  readonly unreachablePairs: number;
  /** Top domains in use. */
  readonly topDomains: number;
  /** Hops over all pairs; of an unreachable pair those up to the two top domains. */
  readonly total: number;
  /** Hops around the ring of all pods in path order; of an unreachable step those up to the two top domains. */
  readonly ring: number;
}

/**
 * What does a placement cost? Any placement, by any rule.
 *
 * @param assignments of pod sets that talk to each other, such as leader and workers; a domain without a leaf is left out
 */
export function treeHops(domains: DomainTree, assignments: readonly TopologyAssignment[]): TreeHops {
  const below = podsBelow(domains, assignments);
  const { tree } = domains;
  const top = levelRange(tree, 0).to;
  let pods = 0;
  let topDomains = 0;
  for (let d = 0; d < top; d++) {
    pods += below[d] as number;
    if ((below[d] as number) > 0) topDomains++;
  }
  const links = (objective: HopObjective, from: number, to: number): number => {
    let cost = 0;
    for (let d = from; d < to; d++) cost += linkCost(objective, below[d] as number, pods);
    return cost;
  };
  return {
    pods,
    unreachablePairs: links('total', 0, top) / 2,
    topDomains,
    total: links('total', top, tree.size),
    ring: links('ring', top, tree.size),
  };
}

/** Tree index → pods at or below it. */
function podsBelow(domains: DomainTree, assignments: readonly TopologyAssignment[]): Float64Array {
  const { tree, firstLeaf } = domains;
  const below = new Float64Array(tree.size);
  for (const { values, count } of assignments.flatMap((assignment) => assignment.domains)) {
    const leaf = findLeaf(domains, values);
    if (leaf !== undefined) below[firstLeaf + leaf] = (below[firstLeaf + leaf] as number) + count;
  }
  for (let d = tree.size - 1; d >= 0; d--) {
    const parent = tree.parent[d] as number;
    if (parent >= 0) below[parent] = (below[parent] as number) + (below[d] as number);
  }
  return below;
}
