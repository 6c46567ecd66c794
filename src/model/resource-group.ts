import type { Quantity } from '../base/index.ts';

/** How much of one resource in one flavor a queue or cohort owns (kueue-quota §3.1). */
export interface ResourceQuota {
  readonly name: string;
  readonly nominalQuota: Quantity;
  /** What may be borrowed beyond nominal; without it, no limit. */
  readonly borrowingLimit?: Quantity;
  /** What others may borrow of what is unused; without it, all. */
  readonly lendingLimit?: Quantity;
}

/** Quotas of one flavor, in the order of the group's covered resources. */
export interface FlavorQuotas {
  readonly name: string;
  readonly resources: readonly ResourceQuota[];
}

/** Resources that are given out of the same flavors; the order of flavors is the order of preference. */
export interface ResourceGroup {
  readonly coveredResources: readonly string[];
  readonly flavors: readonly FlavorQuotas[];
}
