import { type Costs, type CostTable, joinTables, NOTHING, sampleTable } from './costs.ts';
import type { DomainClass, DomainClasses } from './domain-classes.ts';
import { linkCost } from './hop-objective.ts';
import { type HopProblem, unitLimit, unitRatio } from './hop-problem.ts';
import { type HostLink, hostCosts } from './host-costs.ts';
import { joinRuns } from './join-runs.ts';
import type { Room } from './room.ts';

/** What placing any number of units costs below each domain. */
export interface DomainCosts {
  /** Within domain d: the links below it. */
  readonly inside: (d: number) => CostTable;
  /** The same with the link above it. */
  readonly linked: (d: number) => CostTable;
}

/** Least costs for every class of domains, leaves first. `hopWork` says how much work that is. */
export function domainCosts(problem: HopProblem, { classOf, classes }: DomainClasses): DomainCosts {
  const inside: CostTable[] = [NOTHING];
  const linked: CostTable[] = [NOTHING];
  for (const own of classes.slice(1)) {
    const { children, room } = own;
    const table = children === undefined ? leafTable(room) : joinChildren(problem, own, classes, linked);
    inside.push(table);
    linked.push(addLink(problem, own.level, table));
  }
  return {
    inside: (d) => inside[classOf[d] as number] as CostTable,
    linked: (d) => linked[classOf[d] as number] as CostTable,
  };
}

/** Pods on one leaf are no hops apart. */
function leafTable({ alone, led }: Room): CostTable {
  const free = (units: number): Costs => ({ minor: new Float64Array(units + 1) });
  return { alone: free(alone), led: led < 0 ? undefined : free(led) };
}

function joinChildren(
  problem: HopProblem,
  { level, children = new Int32Array(0) }: DomainClass,
  classes: readonly DomainClass[],
  linked: readonly CostTable[],
): CostTable {
  const limit = unitLimit(problem, level + 1);
  const isAboveHosts = level === problem.tree.height - 2;
  const table = isAboveHosts
    ? hostCosts(
        Array.from(children, (child) => (classes[child] as DomainClass).room),
        linkOf(problem, level + 1),
        limit,
      )
    : joinRuns(children, (child) => linked[child] as CostTable, {
        nothing: NOTHING,
        join: (a, b) => joinTables(a, b, limit),
      });
  return sampleTable(table, unitRatio(problem, level + 1));
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
