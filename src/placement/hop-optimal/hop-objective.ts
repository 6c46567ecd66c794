/**
 * What a placement is to have least of.
 *
 * - `total`: hops summed over all pairs of pods, as for all-to-all traffic.
 * - `ring`: hops around the ring of all pods in path order, which is the best order: every link between pods is then
 *   crossed twice, and no order can cross it less.
 */
export type HopObjective = 'total' | 'ring';

/**
 * What the link above a domain costs when `inside` of `all` pods are in the domain: the pairs that cross it, or 2 for
 * there and back. Nothing when all or none are inside.
 */
export function linkCost(objective: HopObjective, inside: number, all: number): number {
  if (inside === 0 || inside === all) return 0;
  return objective === 'total' ? inside * (all - inside) : 2;
}
