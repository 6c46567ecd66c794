import type { ResourceList } from './resources.ts';

/** Defaults and bounds of one kind of thing in a namespace. */
export interface LimitRangeItem {
  /** `Container`, `Pod`, or another that plays no part. */
  readonly type: string;
  readonly max?: ResourceList;
  readonly min?: ResourceList;
  /** Limits of containers that name none. */
  readonly default?: ResourceList;
  /** Requests of containers that name none. */
  readonly defaultRequest?: ResourceList;
  readonly maxLimitRequestRatio?: ResourceList;
}

export interface LimitRange {
  readonly name: string;
  readonly namespace?: string;
  readonly limits: readonly LimitRangeItem[];
}
