import type { FlatTree } from '../../topology/index.ts';
import { levelRange } from '../snapshot/domain-tree.ts';
import { type Costs, type CostTable, joinTables, NOTHING, repeatTable, sampleTable } from './costs.ts';
import { type HopObjective, linkCost } from './hop-objective.ts';
import { type HostLink, type HostRoom, hostCosts } from './host-costs.ts';

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
 * racks. O(racks × pods of a rack × pods) for the joins of racks, and as much for each level above them.
 */
export function domainCosts(problem: HopProblem): DomainCosts {
  const { tree } = problem;
  const classOf = new Int32Array(tree.size);
  const tables: ClassTables = { inside: [NOTHING], linked: [NOTHING] };
  const { inside, linked } = tables;
  for (let level = tree.height - 1; level >= 0; level--) {
    const known = new Map<string, number>();
    const { from, to } = levelRange(tree, level);
    for (let d = from; d < to; d++) {
      const children = level === tree.height - 1 ? undefined : usableChildren(tree, classOf, d);
      const key = children === undefined ? leafKey(problem, level, d) : children.join();
      let own = known.get(key);
      if (own === undefined) {
        const table =
          children === undefined ? leafTable(problem, level, d) : joinChildren(problem, level, children, tables);
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

/** Tables by class of domains that cost the same; class 0 takes nothing. */
interface ClassTables {
  readonly inside: CostTable[];
  readonly linked: CostTable[];
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
  const { alone, led } = hostRoom(problem, level, d);
  return `${alone} ${led}`;
}

function hostRoom(problem: HopProblem, level: number, d: number): HostRoom {
  const limit = unitLimit(problem, level);
  const unit = problem.units[level] as number;
  const whole = (pods: number): number => Math.min(Math.floor(pods / unit), limit);
  const canLead = problem.leaderCount > 0 && (problem.leaders[d] as number) > 0;
  return { alone: whole(problem.pods[d] as number), led: canLead ? whole(problem.podsWithLeader[d] as number) : -1 };
}

/** Pods on one leaf are no hops apart. */
function leafTable(problem: HopProblem, level: number, d: number): CostTable {
  const { alone, led } = hostRoom(problem, level, d);
  const free = (units: number): Costs => ({ minor: new Float64Array(units + 1) });
  return { alone: free(alone), led: led < 0 ? undefined : free(led) };
}

function joinChildren(
  problem: HopProblem,
  level: number,
  children: Int32Array,
  { inside, linked }: ClassTables,
): CostTable {
  const limit = unitLimit(problem, level + 1);
  const isAboveHosts = level === problem.tree.height - 2;
  const table = isAboveHosts
    ? hostCosts(
        Array.from(children, (child) => roomOf(inside[child] as CostTable)),
        linkOf(problem, level + 1),
        limit,
      )
    : joinRuns(children, linked, limit);
  return sampleTable(table, (problem.units[level] as number) / (problem.units[level + 1] as number));
}

/** A leaf's table is as long as it has room. */
function roomOf({ alone, led }: CostTable): HostRoom {
  return { alone: alone.minor.length - 1, led: (led?.minor.length ?? 0) - 1 };
}

/** Equal children stand together. */
function joinRuns(children: Int32Array, linked: readonly CostTable[], limit: number): CostTable {
  let table = NOTHING;
  for (let i = 0; i < children.length; ) {
    const child = children[i] as number;
    let end = i + 1;
    while (children[end] === child) end++;
    table = joinTables(table, repeatTable(linked[child] as CostTable, end - i, limit), limit);
    i = end;
  }
  return table;
}

function linkOf({ count, leaderCount, objective, units }: HopProblem, level: number): HostLink {
  const unit = units[level] as number;
  const all = count + leaderCount;
  return (own, isLed) => linkCost(objective, own * unit + (isLed ? 1 : 0), all);
}

/** Links above the top level rank before all others: pods on both sides share no network node. */
function addLink(problem: HopProblem, level: number, { alone, led }: CostTable): CostTable {
  const linkCostOf = linkOf(problem, level);
  const add = ({ minor }: Costs, isLed: boolean): Costs => {
    const link = minor.map((_, units) => linkCostOf(units, isLed));
    return level === 0 ? { minor, major: link } : { minor: minor.map((cost, i) => cost + (link[i] as number)) };
  };
  return { alone: add(alone, false), led: led && add(led, true) };
}
