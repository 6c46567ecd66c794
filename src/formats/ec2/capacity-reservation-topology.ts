import type * as z from 'zod';
import type { CapacityReservation } from '../../model/index.ts';
import { LABEL_TEXT, PLAIN_TEXT, RESERVATION_ID } from '../names.ts';
import { answered, named, optional, present } from '../schema.ts';
import { capacityBlockId, networkNodes } from './instance-topology.ts';

/** Schema of one item of `CapacityReservations`. */
export const reservationItem: z.ZodType<ReservationItem> = answered(
  () => ({
    CapacityReservationId: named(RESERVATION_ID),
    CapacityBlockId: optional(named(LABEL_TEXT)),
    State: optional(named(LABEL_TEXT)),
    InstanceType: optional(named(LABEL_TEXT)),
    GroupName: optional(named(PLAIN_TEXT)),
    NetworkNodes: optional(networkNodes),
    AvailabilityZoneId: optional(named(LABEL_TEXT)),
    AvailabilityZone: optional(named(LABEL_TEXT)),
  }),
  [],
);

/** One item of `CapacityReservations`. */
export interface ReservationItem {
  readonly CapacityReservationId: string;
  readonly CapacityBlockId?: string | null | undefined;
  readonly State?: string | null | undefined;
  readonly InstanceType?: string | null | undefined;
  readonly GroupName?: string | null | undefined;
  readonly NetworkNodes?: readonly string[] | null | undefined;
  readonly AvailabilityZoneId?: string | null | undefined;
  readonly AvailabilityZone?: string | null | undefined;
}

/** A reservation for the model. */
export function toReservation(item: ReservationItem): CapacityReservation {
  return present({
    id: item.CapacityReservationId,
    instanceType: item.InstanceType,
    networkNodes: item.NetworkNodes ?? [],
    state: item.State,
    groupName: item.GroupName === '' ? undefined : item.GroupName,
    availabilityZone: item.AvailabilityZone,
    zoneId: item.AvailabilityZoneId,
    capacityBlockId: capacityBlockId(item.CapacityBlockId),
  });
}
