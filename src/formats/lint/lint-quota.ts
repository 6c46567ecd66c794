import type { Cohort, Governance } from '../../model/index.ts';
import { type CompiledQuota, compileQuotaTree, QuotaTree } from '../../quota/index.ts';

/** The tree of queues and cohorts, with nothing in use. */
export interface LintQuota {
  readonly quota: CompiledQuota;
  readonly tree: QuotaTree;
  /** The same if no cohort had a borrowing limit. */
  readonly unlimitedTree: QuotaTree;
}

/** Compiles what queues and cohorts could be read. */
export function compileLintQuota({ clusterQueues, cohorts }: Governance): LintQuota {
  const quota = compileQuotaTree({ clusterQueues, cohorts });
  const tree = new QuotaTree(quota);
  if (!cohorts.some(hasBorrowingLimit)) return { quota, tree, unlimitedTree: tree };
  const unlimited = compileQuotaTree({ clusterQueues, cohorts: cohorts.map(withoutBorrowingLimits) });
  return { quota, tree, unlimitedTree: new QuotaTree(unlimited) };
}

/** Does it limit what it borrows of anything? */
export function hasBorrowingLimit({ resourceGroups }: Pick<Cohort, 'resourceGroups'>): boolean {
  const quotas = resourceGroups.flatMap(({ flavors }) => flavors.flatMap(({ resources }) => resources));
  return quotas.some(({ borrowingLimit }) => borrowingLimit !== undefined);
}

function withoutBorrowingLimits(cohort: Cohort): Cohort {
  const resourceGroups = cohort.resourceGroups.map(({ flavors, ...group }) => ({
    ...group,
    flavors: flavors.map(({ resources, ...flavor }) => ({
      ...flavor,
      resources: resources.map(({ borrowingLimit: _, ...quota }) => quota),
    })),
  }));
  return { ...cohort, resourceGroups };
}
