import { levelOf } from '../../topology/index.ts';
import { levelRange } from '../snapshot/domain-tree.ts';
import { type Costs, type CostTable, costsOf, isBestSplit, NOTHING } from './costs.ts';
import type { DomainClasses } from './domain-classes.ts';
import { type DomainCosts, domainCosts } from './domain-costs.ts';
import { type HopProblem, unitLimit, unitRatio } from './hop-problem.ts';
import { SuffixCosts } from './suffix-costs.ts';

/** What a domain is given. */
export interface DomainShare {
  /** Tree index. */
  readonly domain: number;
  /** Workers in units of the domain's level. */
  readonly units: number;
  readonly isLed: boolean;
}

/**
 * Leaves for all pods, with the least cost there is; undefined when they don't fit.
 *
 * One domain of `requiredLevel` takes all, or anything goes: then as few pairs as can be are left without a shared top
 * domain, and of those placements the cheapest is taken. Of equal costs the tightest domain is given the most, the first
 * in path order of equally tight ones, level by level from the top.
 */
export function leastHops(
  problem: HopProblem,
  classes: DomainClasses,
  requiredLevel: number | undefined,
): DomainShare[] | undefined {
  const costs = domainCosts(problem, classes);
  const isLed = problem.leaderCount > 0;
  const single = cheapestDomain(problem, costs, requiredLevel ?? 0);
  if (single !== undefined) {
    const units = unitLimit(problem, requiredLevel ?? 0);
    return shareDown(problem, costs, [{ domain: single, units, isLed }]);
  }
  if (requiredLevel !== undefined) return undefined;
  const { from, to } = levelRange(problem.tree, 0);
  const tops = shareOut(problem, costs, { from, to, units: unitLimit(problem, 0), isLed });
  return tops && shareDown(problem, costs, tops);
}

/** The domain of a level that takes all pods at least cost; the tightest of equals. */
function cheapestDomain(problem: HopProblem, costs: DomainCosts, level: number): number | undefined {
  const units = unitLimit(problem, level);
  const { from, to } = levelRange(problem.tree, level);
  let best: number | undefined;
  let bestCost = Number.POSITIVE_INFINITY;
  for (let d = from; d < to; d++) {
    const cost = costsOf(costs.inside(d), problem.leaderCount > 0)?.minor[units] ?? Number.POSITIVE_INFINITY;
    const isTighter = cost === bestCost && best !== undefined && compareRoom(problem, d, best) < 0;
    if (cost < bestCost || isTighter) [best, bestCost] = [d, cost];
  }
  return best;
}

/** From domains of one level down to the leaves. */
function shareDown(problem: HopProblem, costs: DomainCosts, shares: readonly DomainShare[]): DomainShare[] {
  const { tree } = problem;
  let current = [...shares];
  let level = current[0] === undefined ? tree.height : levelOf(tree, current[0].domain);
  for (; level < tree.height - 1; level++) {
    const ratio = unitRatio(problem, level + 1);
    current = current.flatMap(({ domain, units, isLed }) => {
      const from = tree.childStart[domain] as number;
      const to = tree.childStart[domain + 1] as number;
      return shareOut(problem, costs, { from, to, units: units * ratio, isLed }) as DomainShare[];
    });
  }
  return current;
}

/** Units that siblings `[from, to)` are to take together. */
interface SiblingShare {
  readonly from: number;
  readonly to: number;
  readonly units: number;
  readonly isLed: boolean;
}

/** Shares units out over siblings at least cost; undefined when they can't take them. */
function shareOut(problem: HopProblem, costs: DomainCosts, share: SiblingShare): DomainShare[] | undefined {
  const siblings = usableSiblings(problem, costs, share);
  const rest = new SuffixCosts(
    siblings.map((d) => costs.linked(d)),
    share.units,
  );
  let left = rest.from(0);
  if (costsOf(left, share.isLed)?.minor[share.units] === undefined) return undefined;
  const shares: DomainShare[] = [];
  let { units, isLed } = share;
  for (let i = 0; i < siblings.length && (units > 0 || isLed); i++) {
    const domain = siblings[i] as number;
    const others = rest.from(i + 1);
    const given = mostOf(costs.linked(domain), others, left, units, isLed);
    if (given.units > 0 || given.isLed) shares.push({ domain, ...given });
    left = others;
    units -= given.units;
    isLed = isLed && !given.isLed;
  }
  return shares;
}

/** Those that can take anything, tightest first. */
function usableSiblings(problem: HopProblem, costs: DomainCosts, { from, to }: SiblingShare): number[] {
  const siblings: number[] = [];
  for (let d = from; d < to; d++) if (costs.linked(d) !== NOTHING) siblings.push(d);
  return siblings.sort((a, b) => compareRoom(problem, a, b));
}

function compareRoom({ pods }: HopProblem, a: number, b: number): number {
  return (pods[a] as number) - (pods[b] as number) || a - b;
}

/** The most units that the first place takes in a best way to share out; the leader among them where that is best too. */
function mostOf(
  here: CostTable,
  there: CostTable,
  both: CostTable,
  units: number,
  isLed: boolean,
): { readonly units: number; readonly isLed: boolean } {
  const total = costsOf(both, isLed) as Costs;
  for (let own = Math.min(units, longest(here) - 1); own > 0; own--) {
    if (isLed && isBest(here.led, own, there.alone, units - own, total)) return { units: own, isLed };
    if (isBest(here.alone, own, costsOf(there, isLed), units - own, total)) return { units: own, isLed: false };
  }
  return { units: 0, isLed: isLed && isBest(here.led, 0, there.alone, units, total) };
}

function longest({ alone, led }: CostTable): number {
  return Math.max(alone.minor.length, led?.minor.length ?? 0);
}

function isBest(here: Costs | undefined, x: number, there: Costs | undefined, y: number, both: Costs): boolean {
  if (here === undefined || there === undefined) return false;
  return x < here.minor.length && y < there.minor.length && isBestSplit(here, x, there, y, both);
}
