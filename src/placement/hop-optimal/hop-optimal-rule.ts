import type { SearchPlan } from '../kueue/search-plan.ts';
import { type Rejection, reject } from '../placement-result.ts';
import type { PlacementRule } from '../rule.ts';
import { type LeafShare, type RuleSearch, requiredLevel, searchRule } from '../search-rule.ts';
import { classifyDomains } from './domain-classes.ts';
import type { HopObjective } from './hop-objective.ts';
import type { HopProblem } from './hop-problem.ts';
import { hopWork } from './hop-work.ts';
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
 * O(hosts × log hosts + levels × room of the cluster × pods) time at worst, and less the more regular the cluster is;
 * O(√domains × pods) memory beside one table a class. A search of more than 10^10 steps, which would take minutes, or of
 * more than 5 × 10^7 numbers in memory, is refused as `search-too-large` before it is begun.
 */
export function hopOptimalRule({ objective = 'total' }: HopOptimalOptions = {}): PlacementRule {
  const name = objective === 'total' ? 'hop-optimal' : 'hop-optimal-ring';
  return searchRule(name, (search) => cheapestLeaves(search, objective));
}

/** Steps of a search that is still made: half a minute or so. */
const MAX_STEPS = 1e10;
/** Numbers of a search that is still made: 400 MB. */
const MAX_CELLS = 5e7;

/** Leaves of least cost for one search; undefined when the pods don't fit, a rejection when it would take too long. */
export function cheapestLeaves(search: RuleSearch, objective: HopObjective): LeafShare[] | Rejection | undefined {
  const { plan, snapshot } = search;
  const problem = hopProblem(search, objective);
  const classes = classifyDomains(problem);
  const { steps, cells } = hopWork(problem, classes, requiredLevel(plan));
  if (steps > MAX_STEPS || cells > MAX_CELLS) return tooLarge(plan.count, steps, cells);
  const shares = leastHops(problem, classes, requiredLevel(plan));
  const unit = problem.units.at(-1) ?? 1;
  return shares?.map((share) => ({
    leaf: share.domain - snapshot.domains.firstLeaf,
    pods: share.units * unit,
    leaders: share.isLed ? 1 : 0,
  }));
}

/** What is to be solved for a search. */
export function hopProblem({ plan, snapshot, state }: RuleSearch, objective: HopObjective): HopProblem {
  const { tree } = snapshot.domains;
  const { pods, podsWithLeader, leaders } = state;
  const { leaderCount, sliceCount, sliceSize } = plan;
  const units = unitsOf(plan, tree.height);
  return { tree, units, pods, podsWithLeader, leaders, count: sliceCount * sliceSize, leaderCount, objective };
}

function tooLarge(pods: number, steps: number, cells: number): Rejection {
  const need = `${steps.toExponential(1)} steps and ${cells.toExponential(1)} numbers in memory`;
  const most = `${MAX_STEPS.toExponential(0)} and ${MAX_CELLS.toExponential(0)}`;
  return reject(
    'search-too-large',
    `the fewest hops for ${pods} pods take ${need} to find, of at most ${most}: ask for fewer pods, larger slices or a required level`,
  );
}

/** Level → pods of which its domains hold whole multiples: a slice down to its level, then those of inner layers. */
function unitsOf({ sliceLevel, sliceSize, innerSizes }: SearchPlan, height: number): number[] {
  return Array.from({ length: height }, (_, level) => (level <= sliceLevel ? sliceSize : (innerSizes[level] ?? 1)));
}
