import { bestFit, type OrderRule, prioritizeLeader, type Unit } from './domain-order.ts';
import type { SearchState } from './search-state.ts';

/**
 * Shares units and leaders out over domains in order, and writes what each was given into `state` (kueue-tas §9.6).
 *
 * Best fit: as soon as the domain at hand could take all the rest, the tightest one that can is taken instead. A domain
 * passed while the leader is still to be placed is charged its capacity beside a leader, even if it can't take one.
 * @param count units to share out
 * @returns the domains used, in order of use; none when they could not take everything, which capacities that were
 * rolled up exactly rule out
 */
export function take(
  candidates: readonly number[],
  count: number,
  leaderCount: number,
  unit: Unit,
  state: SearchState,
  rule: OrderRule,
): number[] {
  const domains = prioritizeLeader(candidates, count, leaderCount, unit, state);
  const used: number[] = [];
  let rest = count;
  let leadersLeft = leaderCount;
  for (let i = 0; i < domains.length; i++) {
    const canFinish = leadersLeft > 0 ? canTakeAllWithLeader : canTakeAll;
    let d = domains[i] as number;
    if (!rule.isLeastFree && canFinish(d, rest, leadersLeft, unit, state)) {
      d = bestFit(domains, i, rest, leadersLeft, unit, state, rule);
    }
    used.push(d);
    if (canFinish(d, rest, leadersLeft, unit, state)) {
      give(d, rest, leadersLeft, unit, state);
      return used;
    }
    const capacity = leadersLeft > 0 ? unit.capacityWithLeader : unit.capacity;
    const units = Math.min(capacity[d] as number, rest);
    const leaders = Math.min(state.leaders[d] as number, leadersLeft);
    give(d, units, leaders, unit, state);
    rest -= units;
    leadersLeft -= leaders;
  }
  return [];
}

function canTakeAll(d: number, rest: number, _leadersLeft: number, unit: Unit, _state: SearchState): boolean {
  return (unit.capacity[d] as number) >= rest;
}

function canTakeAllWithLeader(d: number, rest: number, leadersLeft: number, unit: Unit, state: SearchState): boolean {
  return (unit.capacityWithLeader[d] as number) >= rest && (state.leaders[d] as number) >= leadersLeft;
}

function give(d: number, units: number, leaders: number, unit: Unit, state: SearchState): void {
  state.save(d);
  unit.capacity[d] = units;
  state.pods[d] = units * unit.size;
  state.leaders[d] = leaders;
}
