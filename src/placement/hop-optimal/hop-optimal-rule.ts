import type { SearchPlan } from '../kueue/search-plan.ts';
import type { PlacementRule } from '../rule.ts';
import { type LeafShare, type RuleSearch, requiredLevel, searchRule } from '../search-rule.ts';
import type { HopObjective } from './hop-objective.ts';
import { leastHops } from './least-hops.ts';

export interface HopOptimalOptions {
  /** Default: `total`. */
  readonly objective?: HopObjective;
}

/**
 * The placement with provably least hops among the nodes that Kueue would consider, whatever it costs other jobs.
 *
 * Exact, by dynamic programming over the tree of the topology: for every domain the least cost of placing 0, 1, 2 …
 * pods below it. Required stays inside one domain of its level; preferred and unconstrained go wherever it is best, so
 * the cost is never more than that of any required level that fits. Slices of all layers are kept whole. A leader counts
 * as one more pod: its hops to the workers are part of the cost.
 *
 * Hops are links of the topology's own tree, so 2 × (levels down to the hosts) for pods that share only a top domain;
 * that is the network's number where the levels are its layers. Pods without a shared top domain have no number: there
 * are as few such pairs as can be (for the ring: as few top domains), and only then as few hops. Several groups of one
 * job are placed one after another, each at its best.
 *
 * The hosts of one domain are settled in closed form; wider domains are joined one after another, each in
 * O(room × pods), where room and pods are never more than the pods asked for. Domains alike are computed once. So
 * O(hosts × log hosts + room of the cluster × pods) at worst, and less the more regular the cluster is.
 */
export function hopOptimalRule({ objective = 'total' }: HopOptimalOptions = {}): PlacementRule {
  const name = objective === 'total' ? 'hop-optimal' : 'hop-optimal-ring';
  return searchRule(name, (search) => cheapestLeaves(search, objective));
}

/** Leaves of least cost for one search. */
export function cheapestLeaves(search: RuleSearch, objective: HopObjective): LeafShare[] | undefined {
  const { plan, snapshot, state } = search;
  const { tree, firstLeaf } = snapshot.domains;
  const units = unitsOf(plan, tree.height);
  const { pods, podsWithLeader, leaders } = state;
  const { leaderCount, sliceCount, sliceSize } = plan;
  const capacities = { tree, units, pods, podsWithLeader, leaders };
  const problem = { ...capacities, count: sliceCount * sliceSize, leaderCount, objective };
  const shares = leastHops(problem, requiredLevel(plan));
  const unit = units.at(-1) ?? 1;
  return shares?.map((share) => ({
    leaf: share.domain - firstLeaf,
    pods: share.units * unit,
    leaders: share.isLed ? 1 : 0,
  }));
}

/** Level → pods of which its domains hold whole multiples: a slice down to its level, then those of inner layers. */
function unitsOf({ sliceLevel, sliceSize, innerSizes }: SearchPlan, height: number): number[] {
  return Array.from({ length: height }, (_, level) => (level <= sliceLevel ? sliceSize : (innerSizes[level] ?? 1)));
}
