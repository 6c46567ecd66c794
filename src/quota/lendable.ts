import { type Amount, addAmounts } from './amount.ts';
import type { CohortForest } from './cohort-forest.ts';
import type { FlavorResources } from './flavor-resources.ts';
import { NO_CELL, nearestCell, type QuotaCells } from './quota-cells.ts';
import type { QuotaColumns } from './quota-columns.ts';

/** Resource → how much of it a cohort could ever hand out, over all flavors of its tree (kueue-quota §11.1). */
export type Lendable = readonly Amount[];

/** Tells what a cohort could lend; each is summed up when it is asked for the first time. */
export function lendableOf(
  forest: CohortForest,
  flavorResources: FlavorResources,
  cells: QuotaCells,
  { potential }: QuotaColumns,
): (cohort: number) => Lendable {
  const known = new Map<number, Lendable>();
  const potentialOf = (node: number, flavorResource: number): Amount => {
    const cell = nearestCell(cells, forest, node, flavorResource);
    return cell === NO_CELL ? 0 : potential.get(cell);
  };
  return (cohort) => {
    let lendable = known.get(cohort);
    if (lendable === undefined) {
      const sums: Amount[] = flavorResources.resources.map(() => 0);
      const root = forest.roots[cohort] as number;
      for (let cell = cells.starts[root] as number; cell < (cells.starts[root + 1] as number); cell++) {
        const flavorResource = cells.flavorResources[cell] as number;
        const resource = flavorResources.resourceIndex[flavorResource] as number;
        sums[resource] = addAmounts(sums[resource] as Amount, potentialOf(cohort, flavorResource));
      }
      lendable = sums;
      known.set(cohort, lendable);
    }
    return lendable;
  };
}
