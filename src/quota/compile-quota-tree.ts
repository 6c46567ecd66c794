import { buildCohortForest, type CohortForest } from './cohort-forest.ts';
import { type FlavorResource, type FlavorResources, numberFlavorResources } from './flavor-resources.ts';
import { type Lendable, lendableOf } from './lendable.ts';
import { type OwnQuotas, ownQuotas } from './own-quotas.ts';
import { buildQuotaCells, cellOf, type QuotaCells } from './quota-cells.ts';
import { buildQuotaColumns, type QuotaColumns } from './quota-columns.ts';
import type { HeldFlavorResource, QuotaSource } from './quota-source.ts';

/** Everything of a tree of queues and cohorts that usage does not change; made by {@link compileQuotaTree}. */
export interface CompiledQuota extends QuotaColumns {
  readonly forest: CohortForest;
  readonly flavorResources: FlavorResources;
  readonly cells: QuotaCells;
  /** Node → weight in fair sharing; 0 for a cohort that is only named. */
  readonly weights: Float64Array;
  /** Node → edges down to the farthest active queue, which is what borrowing levels count; 0 at a queue. */
  readonly heights: Int32Array;
  /** Cohort → what it could lend, by resource. */
  readonly lendable: (cohort: number) => Lendable;
}

/**
 * Compiles queues and cohorts to flat arrays: names become dense numbers, quotas become columns.
 *
 * @throws HopwiseError `invalid-argument` if two queues or two cohorts have the same name
 * @see kueue-quota §6.1, §6.2, §6.6
 */
export function compileQuotaTree(source: QuotaSource): CompiledQuota {
  const forest = buildCohortForest(source.clusterQueues, source.cohorts);
  const own = ownQuotas(forest, source);
  // What workloads of queues that are gone, or in no tree, hold has a number all the same.
  const held = source.held ?? [];
  const flavorResources = numberFlavorResources([...own.flatMap(({ quotas }) => quotas), ...held]);
  const cells = cellsOf(forest, own, held, flavorResources);
  const listed = own.flatMap(({ quotas }, node) =>
    quotas.map((quota) => [cellOf(cells, node, indexIn(flavorResources, quota)), quota] as const),
  );
  const columns = buildQuotaColumns(cells, listed);
  return {
    forest,
    flavorResources,
    cells,
    ...columns,
    weights: Float64Array.from(own, ({ weight }) => weight),
    heights: heightsOf(forest, source.inactiveQueues ?? new Set()),
    lendable: lendableOf(forest, flavorResources, cells, columns),
  };
}

function cellsOf(
  forest: CohortForest,
  own: readonly OwnQuotas[],
  held: readonly HeldFlavorResource[],
  flavorResources: FlavorResources,
): QuotaCells {
  const heldBy = new Map<number, number[]>();
  for (const one of held) {
    const node = forest.queues.get(one.clusterQueue);
    if (node === undefined) continue;
    heldBy.set(node, [...(heldBy.get(node) ?? []), indexIn(flavorResources, one)]);
  }
  const listed = own.map(({ quotas }) => quotas.map((quota) => indexIn(flavorResources, quota)));
  return buildQuotaCells(forest, listed, heldBy);
}

function indexIn(flavorResources: FlavorResources, { flavor, resource }: FlavorResource): number {
  return flavorResources.indexOf(flavor, resource) as number;
}

function heightsOf(forest: CohortForest, inactiveQueues: ReadonlySet<string>): Int32Array {
  const heights = new Int32Array(forest.nodeCount);
  for (let node = forest.nodeCount - 1; node >= 0; node--) {
    const parent = forest.parents[node] as number;
    const isInactive = forest.isQueue[node] === 1 && inactiveQueues.has(forest.names[node] as string);
    if (parent < 0 || isInactive) continue;
    heights[parent] = Math.max(heights[parent] as number, (heights[node] as number) + 1);
  }
  return heights;
}
