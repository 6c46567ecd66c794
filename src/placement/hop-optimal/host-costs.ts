import type { CostTable } from './costs.ts';
import type { Room } from './room.ts';

/** What a host's link costs when so many units are on it, without and with the leader. */
export type HostLink = (units: number, isLed: boolean) => number;

/**
 * Least costs of sharing units out over the hosts of one domain, links above them included, without a join.
 *
 * A link's cost is concave in the pods behind it, so a best way fills hosts to the brim, the largest first, and leaves at
 * most one of them partly filled. With a leader that holds for the others once its own host is settled; that one is
 * empty but for the leader, full, or the partly filled one. O(hosts + units), times hosts² of different sizes for a leader.
 */
export function hostCosts(hosts: readonly Room[], link: HostLink, limit: number): CostTable {
  const sorted = [...hosts].sort((a, b) => b.alone - a.alone);
  const alone = packCosts(roomsOf(sorted), link, limit);
  const led = ledCosts(sorted, link, limit);
  return { alone: { minor: alone }, led: led && { minor: led } };
}

/** The cheapest host for the leader, number of units by number of units. */
function ledCosts(sorted: readonly Room[], link: HostLink, limit: number): Float64Array | undefined {
  let best: Float64Array | undefined;
  for (const [i, host] of sorted.entries()) {
    const isRepeated = i > 0 && sorted[i - 1]?.alone === host.alone && sorted[i - 1]?.led === host.led;
    if (host.led < 0 || isRepeated) continue;
    const costs = costsWithLeaderOn(host, roomsOf([...sorted.slice(0, i), ...sorted.slice(i + 1)]), link, limit);
    best = best === undefined ? costs : lower(best, costs);
  }
  return best;
}

function costsWithLeaderOn({ led }: Room, others: readonly number[], link: HostLink, limit: number): Float64Array {
  const besides = packCosts(others, link, limit);
  const filled = fillings(others);
  const length = Math.min(led + (filled.at(-1) as number), limit) + 1;
  const costs = new Float64Array(length).fill(Number.POSITIVE_INFINITY);
  for (let units = 0; units < length; units++) {
    let best = Number.POSITIVE_INFINITY;
    const tryWith = (own: number): void => {
      if (own < 0 || own > led || own > units || units - own >= besides.length) return;
      best = Math.min(best, link(own, true) + (besides[units - own] as number));
    };
    tryWith(0);
    tryWith(led);
    for (const other of filled) tryWith(units - other);
    costs[units] = best;
  }
  return costs;
}

/** Costs of 0, 1, 2 … units on hosts with these rooms, largest first. */
function packCosts(rooms: readonly number[], link: HostLink, limit: number): Float64Array {
  const length = Math.min(fillings(rooms).at(-1) as number, limit) + 1;
  const costs = new Float64Array(length);
  let fullCost = 0;
  let taken = 0;
  let host = 0;
  for (let units = 1; units < length; units++) {
    while (units - taken > (rooms[host] as number)) {
      fullCost += link(rooms[host] as number, false);
      taken += rooms[host++] as number;
    }
    costs[units] = fullCost + link(units - taken, false);
  }
  return costs;
}

/** Units on no host, on the first, on the first two, … when these are full. */
function fillings(rooms: readonly number[]): number[] {
  const sums = [0];
  for (const room of rooms) sums.push((sums.at(-1) as number) + room);
  return sums;
}

function roomsOf(hosts: readonly Room[]): number[] {
  return hosts.map(({ alone }) => alone);
}

function lower(a: Float64Array, b: Float64Array): Float64Array {
  const [long, short] = a.length >= b.length ? [a, b] : [b, a];
  return long.map((cost, i) => (i < short.length ? Math.min(cost, short[i] as number) : cost));
}
