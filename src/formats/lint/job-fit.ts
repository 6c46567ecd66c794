import { podRequests, type ResourceAmounts } from '../../model/index.ts';
import { askedLevels } from './asked-levels.ts';
import type { LintCluster } from './lint-cluster.ts';
import type { LintContext } from './lint-context.ts';
import type { LintJob, LintPodSet } from './lint-jobs.ts';
import { clusterQueueOf, flavorsOf } from './queue-of-job.ts';

/**
 * Would this job fit into the cluster at its best, in the topology flavors that its queue offers? Undefined if it can't be
 * said: no nodes, a level that is nowhere, or pods that may go where topology has no say.
 */
export function fitsCluster(job: LintJob, context: LintContext): boolean | undefined {
  const { cluster, inputs } = context;
  if (cluster === undefined || job.isRefused || job.podSets.every(({ count }) => count === 0)) return undefined;
  if (job.podSets.some((podSet) => largerThanNodes(podSet, cluster).length > 0)) return undefined;
  const queue = clusterQueueOf(job, context);
  const offered = queue === undefined ? inputs.resourceFlavors.map(({ name }) => name) : flavorsOf(queue);
  const isAnywhere = offered.some((flavor) => !cluster.topologyFlavors.has(flavor));
  if (isAnywhere && !job.podSets.some((podSet) => askedLevels(podSet).length > 0)) return undefined;
  return cluster.fits(job, queue === undefined ? undefined : offered);
}

/** The same pods, wherever there is room. */
export function withoutTopology(job: LintJob): LintJob {
  return { ...job, podSets: job.podSets.map(({ topologyRequest: _, ...podSet }) => podSet) };
}

/** A resource of which one pod asks for more than it can get. */
export interface OversizedRequest {
  readonly resource: string;
  readonly asked: bigint;
  /** Most that any node lets pods use. */
  readonly largest: bigint;
}

/** Resources of which one pod asks for more than any node has. */
export function largerThanNodes(podSet: LintPodSet, { allocatable }: LintCluster): OversizedRequest[] {
  if (podSet.count === 0) return [];
  const requests: ResourceAmounts = podRequests(podSet.template.spec ?? {});
  return [...requests].flatMap(([resource, asked]) => {
    let largest = 0n;
    for (const amounts of allocatable) {
      const amount = amounts.get(resource) ?? 0n;
      if (amount > largest) largest = amount;
    }
    return asked > largest ? [{ resource, asked, largest }] : [];
  });
}
