import type { CapacityReservation, Instance } from '../model/index.ts';

/**
 * Instances that may belong to a reservation: those whose path begins with the reservation's. The path alone decides, so
 * instances of other types are among them; a reservation without network nodes has none. In the order given.
 *
 * @see ec2-hyperpod §2.2
 */
export function instancesBelowReservation(
  instances: readonly Instance[],
  { networkNodes: prefix }: CapacityReservation,
): Instance[] {
  if (prefix.length === 0) return [];
  return instances.filter(({ networkNodes }) => prefix.every((node, i) => networkNodes[i] === node));
}

/**
 * Reservations as leaves to draw: they hang where their known path ends, above where their instances will. Hops to them
 * would be too few, so they are for pictures only.
 */
export function reservationLeaves(reservations: readonly CapacityReservation[]): Instance[] {
  return reservations.map(({ id, instanceType = 'unknown type', state, networkNodes }) => ({
    id,
    type: `${instanceType} reservation${state === undefined ? '' : ` (${state})`}`,
    networkNodes,
  }));
}
