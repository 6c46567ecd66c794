import type { Quantity } from '../base/index.ts';

/** Weight in fair sharing: twice the weight, half the share for the same borrowing. 0 means an infinite share. */
export interface FairSharing {
  /** Not negative; 1 if not given. */
  readonly weight?: Quantity;
}
