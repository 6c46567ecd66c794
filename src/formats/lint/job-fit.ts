import { podRequests, type ResourceAmounts } from '../../model/index.ts';
import { askedLevels } from './asked-levels.ts';
import type { LintCluster } from './lint-cluster.ts';
import type { LintContext } from './lint-context.ts';
import type { LintJob, LintPodSet } from './lint-jobs.ts';
import { flavorsOf } from './queue-finder.ts';

/** Several lints ask the same of each job, which lives as long as their context. */
const known = new WeakMap<LintJob, boolean | 'unknown'>();

/**
 * Would this job fit into the cluster at its best, in the topology flavors that its queue offers? Undefined if it can't be
 * said: no nodes, a level that is nowhere, or pods that may go where topology has no say.
 *
 * @param ifTopologyAside if nothing were asked of the topology
 */
export function fitsCluster(job: LintJob, context: LintContext, ifTopologyAside = false): boolean | undefined {
  if (ifTopologyAside) return answer(job, context, true);
  const fits = known.get(job) ?? answer(job, context, false) ?? 'unknown';
  known.set(job, fits);
  return fits === 'unknown' ? undefined : fits;
}

function answer(job: LintJob, context: LintContext, ifTopologyAside: boolean): boolean | undefined {
  const { cluster, inputs } = context;
  if (cluster === undefined || job.isRefused || job.podSets.every(({ count }) => count === 0)) return undefined;
  if (job.podSets.some((podSet) => largerThanNodes(podSet, cluster).length > 0)) return undefined;
  const queue = context.queueOf(job);
  const offered = queue === undefined ? inputs.resourceFlavors.map(({ name }) => name) : flavorsOf(queue);
  const isAnywhere = offered.some((flavor) => !cluster.topologyFlavors.has(flavor));
  if (isAnywhere && !job.podSets.some((podSet) => askedLevels(podSet).length > 0)) return undefined;
  return cluster.fits(ifTopologyAside ? withoutTopology(job) : job, queue === undefined ? undefined : offered);
}

function withoutTopology(job: LintJob): LintJob {
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
export function largerThanNodes({ count, template }: LintPodSet, { largest }: LintCluster): OversizedRequest[] {
  const requests: ResourceAmounts = count === 0 ? new Map() : podRequests(template.spec ?? {});
  return [...requests].flatMap(([resource, asked]) => {
    const most = largest.get(resource) ?? 0n;
    return asked > most ? [{ resource, asked, largest: most }] : [];
  });
}
