import type * as z from 'zod';
import type { Quantity } from '../../base/index.ts';
import type { FairSharing } from '../../model/index.ts';
import { object, quantity } from '../api-server/crd-schema.ts';

/** `spec.fairSharing`. */
export interface FairSharingObject {
  readonly weight: Quantity;
}

/** Schema of `spec.fairSharing`. */
export const fairSharing: z.ZodType<FairSharingObject> = object({ weight: quantity.default(1) });

/** Fair sharing for the model. */
export function toFairSharing(read: { readonly weight?: Quantity | undefined } | undefined): FairSharing | undefined {
  if (read === undefined) return undefined;
  return read.weight === undefined ? {} : { weight: read.weight };
}
