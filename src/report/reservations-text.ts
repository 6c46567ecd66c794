import type { CapacityReservation, Instance } from '../model/index.ts';
import { instancesBelowReservation } from '../topology/index.ts';
import { escapeTerminal } from './escape.ts';
import { membersText } from './layers-text.ts';

/**
 * Which instances may belong to which capacity reservation, by their path alone: one line per reservation, in the order
 * given; instances of another type than the reservation's carry theirs. Empty without reservations.
 */
export function reservationsText(instances: readonly Instance[], reservations: readonly CapacityReservation[]): string {
  if (reservations.length === 0) return '';
  const lines = reservations.map((reservation) => `  ${reservationText(instances, reservation)}`);
  return ['instances below capacity reservations:', ...lines].map(escapeTerminal).join('\n');
}

function reservationText(instances: readonly Instance[], reservation: CapacityReservation): string {
  const { id, instanceType, state, networkNodes } = reservation;
  const words = [instanceType, state].filter((word) => word !== undefined).join(', ');
  const name = words === '' ? id : `${id} (${words})`;
  if (networkNodes.length === 0) return `${name}: no network nodes known`;
  const below = instancesBelowReservation(instances, reservation).map((instance) => withType(instance, instanceType));
  return `${name}: layer ${networkNodes.length}, ${networkNodes.at(-1)} ${membersText(below)}`;
}

function withType(instance: Instance, expected: string | undefined): Instance {
  const { id, nodeName = id, type } = instance;
  const isOther = expected !== undefined && type !== undefined && type !== expected && type !== `ml.${expected}`;
  return isOther ? { ...instance, nodeName: `${nodeName} [${type}]` } : instance;
}
