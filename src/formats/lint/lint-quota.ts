import type { Governance } from '../../model/index.ts';
import { type CompiledQuota, compileQuotaTree, QuotaTree } from '../../quota/index.ts';

/** The tree of queues and cohorts, with nothing in use. */
export interface LintQuota {
  readonly quota: CompiledQuota;
  readonly tree: QuotaTree;
}

/** Compiles what queues and cohorts could be read. */
export function compileLintQuota({ clusterQueues, cohorts }: Governance): LintQuota {
  const quota = compileQuotaTree({ clusterQueues, cohorts });
  return { quota, tree: new QuotaTree(quota) };
}
