import type { FlatTree } from '../../topology/index.ts';
import { levelRange } from '../domain-tree.ts';
import { type Costs, type CostTable, joinTables, NOTHING, repeatTable, sampleTable } from './costs.ts';
import { type HopObjective, linkCost } from './hop-objective.ts';

/** Pods to place on the leaves of a tree. */
export interface HopProblem {
  readonly tree: FlatTree;
  /** Level → pods of one unit; a domain is given whole units. Each divides the one of the level above. */
  readonly units: readonly number[];
  /** Tree index → workers that fit; of inner domains only their order counts, as how roomy they are. */
  readonly pods: Int32Array;
  /** Leaf's tree index → workers that fit beside the leader. */
  readonly podsWithLeader: Int32Array;
  /** Leaf's tree index → does the leader fit? */
  readonly leaders: Int32Array;
  /** Workers; whole units of the top level. */
  readonly count: number;
  /** 0 or 1. */
  readonly leaderCount: number;
  readonly objective: HopObjective;
}

/** What placing any number of units costs below each domain. */
export interface DomainCosts {
  /** Within domain d: the links below it. */
  readonly inside: (d: number) => CostTable;
  /** The same with the link above it. */
  readonly linked: (d: number) => CostTable;
}

/**
 * Least costs for every domain, leaves first.
 *
 * Domains whose children cost the same are computed once, so that a regular cluster costs as much as its different
 * racks. O(nodes × pods) joins of one rack after another at worst.
 */
export function domainCosts(problem: HopProblem): DomainCosts {
  const { tree } = problem;
  const classOf = new Int32Array(tree.size);
  const inside: CostTable[] = [NOTHING];
  const linked: CostTable[] = [NOTHING];
  for (let level = tree.height - 1; level >= 0; level--) {
    const known = new Map<string, number>();
    const { from, to } = levelRange(tree, level);
    for (let d = from; d < to; d++) {
      const children = level === tree.height - 1 ? undefined : usableChildren(tree, classOf, d);
      const key = children === undefined ? leafKey(problem, level, d) : children.join();
      let own = known.get(key);
      if (own === undefined) {
        const table =
          children === undefined ? leafTable(problem, level, d) : joinChildren(problem, level, children, linked);
        own = isNothing(table) ? 0 : inside.push(table) - 1;
        if (own > 0) linked.push(addLink(problem, level, table));
        known.set(key, own);
      }
      classOf[d] = own;
    }
  }
  return {
    inside: (d) => inside[classOf[d] as number] as CostTable,
    linked: (d) => linked[classOf[d] as number] as CostTable,
  };
}

/** Units of a level that the whole request is. */
export function unitLimit({ count, units }: HopProblem, level: number): number {
  return count / (units[level] as number);
}

function isNothing({ alone, led }: CostTable): boolean {
  return alone.minor.length === 1 && led === undefined;
}

/** Classes of the children that can take something, in ascending order. */
function usableChildren(tree: FlatTree, classOf: Int32Array, d: number): Int32Array {
  return classOf
    .slice(tree.childStart[d], tree.childStart[d + 1])
    .sort()
    .filter((c) => c > 0);
}

function leafKey(problem: HopProblem, level: number, d: number): string {
  const { alone, led } = leafUnits(problem, level, d);
  return `${alone} ${led}`;
}

/** Units that a leaf takes, without and with the leader; -1 where it takes no leader. */
function leafUnits(problem: HopProblem, level: number, d: number): { readonly alone: number; readonly led: number } {
  const limit = unitLimit(problem, level);
  const unit = problem.units[level] as number;
  const whole = (pods: number): number => Math.min(Math.floor(pods / unit), limit);
  const canLead = problem.leaderCount > 0 && (problem.leaders[d] as number) > 0;
  return { alone: whole(problem.pods[d] as number), led: canLead ? whole(problem.podsWithLeader[d] as number) : -1 };
}

/** Pods on one leaf are no hops apart. */
function leafTable(problem: HopProblem, level: number, d: number): CostTable {
  const { alone, led } = leafUnits(problem, level, d);
  const free = (units: number): Costs => ({ minor: new Float64Array(units + 1) });
  return { alone: free(alone), led: led < 0 ? undefined : free(led) };
}

function joinChildren(
  problem: HopProblem,
  level: number,
  children: Int32Array,
  linked: readonly CostTable[],
): CostTable {
  const limit = unitLimit(problem, level + 1);
  let table = NOTHING;
  for (let i = 0; i < children.length; ) {
    const child = children[i] as number;
    let end = i + 1;
    while (children[end] === child) end++;
    table = joinTables(table, repeatTable(linked[child] as CostTable, end - i, limit), limit);
    i = end;
  }
  return sampleTable(table, (problem.units[level] as number) / (problem.units[level + 1] as number));
}

/** Links above the top level rank before all others: pods on both sides share no network node. */
function addLink(problem: HopProblem, level: number, { alone, led }: CostTable): CostTable {
  const { count, leaderCount, objective, units } = problem;
  const unit = units[level] as number;
  const all = count + leaderCount;
  const add = ({ minor }: Costs, leaders: number): Costs => {
    const link = minor.map((_, i) => linkCost(objective, i * unit + leaders, all));
    return level === 0 ? { minor, major: link } : { minor: minor.map((cost, i) => cost + (link[i] as number)) };
  };
  return { alone: add(alone, 0), led: led && add(led, 1) };
}
