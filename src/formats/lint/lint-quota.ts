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
  const unlimited = compileQuotaTree({ clusterQueues, cohorts: cohorts.map(withoutBorrowingLimits) });
  return { quota, tree: new QuotaTree(quota), unlimitedTree: new QuotaTree(unlimited) };
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
