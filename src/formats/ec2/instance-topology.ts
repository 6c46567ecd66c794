import * as z from 'zod';
import type { Instance } from '../../model/index.ts';
import { INSTANCE_ID, LABEL_TEXT, PLAIN_TEXT } from '../names.ts';
import { answered, named, optional, present } from '../schema.ts';

/** Network nodes above an instance, top first; EC2 knows up to four layers. */
export const networkNodes: z.ZodType<string[]> = z.array(named(LABEL_TEXT)).max(4);

/** Schema of one item of `Instances`: everything but the id is optional in EC2's own model. */
export const instanceItem: z.ZodType<InstanceItem> = answered(
  () => ({
    InstanceId: named(INSTANCE_ID),
    InstanceType: optional(named(LABEL_TEXT)),
    GroupName: optional(named(PLAIN_TEXT)),
    NetworkNodes: optional(networkNodes),
    AvailabilityZone: optional(named(LABEL_TEXT)),
    ZoneId: optional(named(LABEL_TEXT)),
    CapacityBlockId: optional(named(LABEL_TEXT)),
  }),
  ['AvailabilityZoneId'],
);

/** One item of `Instances`. */
export interface InstanceItem {
  readonly InstanceId: string;
  readonly InstanceType?: string | null | undefined;
  readonly GroupName?: string | null | undefined;
  readonly NetworkNodes?: readonly string[] | null | undefined;
  readonly AvailabilityZone?: string | null | undefined;
  readonly ZoneId?: string | null | undefined;
  readonly CapacityBlockId?: string | null | undefined;
}

/** An instance for the model; missing, null and empty network nodes are the same. */
export function toInstance(item: InstanceItem): Instance {
  return present({
    id: item.InstanceId,
    type: item.InstanceType,
    networkNodes: item.NetworkNodes ?? [],
    groupName: item.GroupName === '' ? undefined : item.GroupName,
    availabilityZone: item.AvailabilityZone,
    zoneId: item.ZoneId,
    capacityBlockId: capacityBlockId(item.CapacityBlockId),
  });
}

/** The documentation prints "no capacity block" as the text `null`. */
export function capacityBlockId(text: string | null | undefined): string | undefined {
  return text === null || text === 'null' ? undefined : text;
}
