export {
  addConsumption,
  type Consumption,
  type ConsumptionDecay,
  decayConsumption,
  entryPenalty,
  localQueueUsage,
  sampleConsumption,
  toConsumption,
} from './admission-fair-sharing.ts';
export {
  type Amount,
  addAmounts,
  amountText,
  amountToDouble,
  maxAmount,
  minAmount,
  quotaAmount,
  subtractAmounts,
  toAmount,
  UNLIMITED,
} from './amount.ts';
export type { AmountColumn } from './amount-column.ts';
export {
  type BorrowingLevel,
  borrowingLevel,
  fitsInQuota,
  isBorrowing,
  isBorrowingWith,
  isWithinNominal,
  type QuotaFit,
} from './borrowing.ts';
export type { CohortForest } from './cohort-forest.ts';
export { type CompiledQuota, compileQuotaTree } from './compile-quota-tree.ts';
export {
  compareShares,
  type DominantShare,
  dominantShare,
  LEAST_SHARE,
  statusShare,
  weightedShare,
} from './dominant-share.ts';
export type { FlavorResource, FlavorResources } from './flavor-resources.ts';
export type { Lendable } from './lendable.ts';
export type { QuotaCells } from './quota-cells.ts';
export type { QuotaColumns } from './quota-columns.ts';
export type { HeldFlavorResource, QuotaSource } from './quota-source.ts';
export { type FlavorResourceAmount, type FlavorResourceAmounts, QuotaTree } from './quota-tree.ts';
export { compareResources } from './resource-order.ts';
