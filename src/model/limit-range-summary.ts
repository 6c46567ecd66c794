import { compareStrings, type Quantity, quantityNanos } from '../base/index.ts';
import type { LimitRange, LimitRangeItem } from './limit-range.ts';
import type { ResourceList } from './resources.ts';

/** Type (`Container`, `Pod`, …) → what all LimitRanges of a namespace say of it together. */
export type LimitRangeSummary = ReadonlyMap<string, LimitRangeItem>;

/**
 * What several LimitRanges of one namespace come to: of each default the first, by names; of each maximum the lowest, of
 * each minimum the highest.
 * @see kueue-quota §4.1, manifests fact 40
 */
export function summarizeLimitRanges(limitRanges: readonly LimitRange[]): LimitRangeSummary {
  const summary = new Map<string, LimitRangeItem>();
  const sorted = limitRanges.toSorted((a, b) => compareStrings(a.name, b.name));
  for (const item of sorted.flatMap(({ limits }) => limits)) {
    const known = summary.get(item.type);
    summary.set(item.type, known === undefined ? item : join(known, item));
  }
  return summary;
}

function join(known: LimitRangeItem, item: LimitRangeItem): LimitRangeItem {
  return {
    type: known.type,
    max: mergeResources(known.max, item.max, lower),
    min: mergeResources(known.min, item.min, higher),
    default: mergeResources(known.default, item.default),
    defaultRequest: mergeResources(known.defaultRequest, item.defaultRequest),
    maxLimitRequestRatio: mergeResources(known.maxLimitRequestRatio, item.maxLimitRequestRatio, lower),
  };
}

/** All resources of both lists; of those in both `pick` chooses, the first if not given. */
export function mergeResources(
  first: ResourceList = {},
  second: ResourceList = {},
  pick: (a: Quantity, b: Quantity) => Quantity = (a) => a,
): ResourceList {
  const merged = new Map(Object.entries(first));
  for (const [resource, quantity] of Object.entries(second)) {
    const known = merged.get(resource);
    merged.set(resource, known === undefined ? quantity : pick(known, quantity));
  }
  return Object.fromEntries(merged);
}

/** The smaller of two quantities. */
export function lower(a: Quantity, b: Quantity): Quantity {
  return quantityNanos(a) > quantityNanos(b) ? b : a;
}

/** The larger of two quantities. */
export function higher(a: Quantity, b: Quantity): Quantity {
  return quantityNanos(a) < quantityNanos(b) ? b : a;
}
