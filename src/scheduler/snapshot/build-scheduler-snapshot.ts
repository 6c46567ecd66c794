import { compareStrings } from '../../base/index.ts';
import type { Cluster, ClusterQueue, Configuration, FeatureGates, Governance, Workload } from '../../model/index.ts';
import { buildSnapshots, type FlavorSnapshots } from '../../placement/index.ts';
import { type CompiledQuota, compileQuotaTree, type HeldFlavorResource, QuotaTree } from '../../quota/index.ts';
import { adjustWorkload } from './adjust-workload.ts';
import { compileQueue, coveredFlavorResources, type QueueCompilation } from './compile-queue.ts';
import { holdsQuota } from './conditions.ts';
import { type QueueStatus, queueStatus } from './queue-status.ts';
import { SchedulerSnapshot } from './scheduler-snapshot.ts';
import { workloadInfo, workloadKey } from './workload-info.ts';

/** Everything that a snapshot is made of. The order in each list never matters. */
export type SchedulerObjects = Cluster &
  Pick<Governance, 'clusterQueues' | 'cohorts' | 'admissionChecks'> &
  Partial<Pick<Governance, 'limitRanges' | 'runtimeClasses'>>;

/** How a snapshot is made. */
export interface SnapshotOptions {
  readonly gates: FeatureGates;
  readonly configuration: Configuration;
  /** What queues hold, or may come to hold, that neither they list nor workloads say. */
  readonly held?: readonly HeldFlavorResource[];
  /**
   * Do queues that name a flavor or topology that is not there keep working? So they do in a scheduling cycle when the
   * flavor is deleted after the cycle's snapshot was taken. Default: false.
   */
  readonly keepsQueuesWithoutFlavor?: boolean;
}

/**
 * Compiles queues, quota and topology, and charges the workloads that hold quota.
 *
 * Queues and cohorts are compiled once: what changes later goes through the snapshot's own methods. When queues, cohorts,
 * flavors or nodes come and go, build anew.
 * @throws HopwiseError `invalid-argument` if two queues or two cohorts have the same name
 * @see kueue-quota §6.9
 */
export function buildSchedulerSnapshot(objects: SchedulerObjects, options: SnapshotOptions): SchedulerSnapshot {
  const { gates, configuration } = options;
  const topology = gates.TopologyAwareScheduling ? buildSnapshots({ ...objects, workloads: [] }, gates) : new Map();
  const references = referencesOf(objects, gates, topology);
  const statuses = statusesOf(objects.clusterQueues, references, options.keepsQueuesWithoutFlavor === true);
  const workloads = adjustedHolders(objects);
  const inactive = new Set([...statuses].filter(([, { state }]) => state !== 'active').map(([name]) => name));
  const quota = compileQuotaTree({
    clusterQueues: objects.clusterQueues,
    cohorts: objects.cohorts,
    held: [
      ...(options.held ?? []),
      ...objects.clusterQueues.flatMap(coveredFlavorResources),
      ...workloads.flatMap(heldBy),
    ],
    inactiveQueues: inactive,
  });
  const compilation = { ...references, quota };
  const snapshot = new SchedulerSnapshot({
    gates,
    configuration,
    queues: activeQueues(objects.clusterQueues, statuses, compilation),
    inactiveQueues: inactiveQueues(statuses, quota),
    resourceFlavors: references.resourceFlavors,
    quota: new QuotaTree(quota),
    topology,
  });
  const context = { gates, configuration, flavorResources: quota.flavorResources };
  for (const workload of workloads) snapshot.hold(workloadInfo(workload, '', context));
  return snapshot;
}

type References = Omit<QueueCompilation, 'quota'> & { readonly gates: FeatureGates };

function referencesOf(objects: SchedulerObjects, gates: FeatureGates, topology: FlavorSnapshots): References {
  return {
    gates,
    resourceFlavors: new Map(objects.resourceFlavors.map((flavor) => [flavor.name, flavor])),
    admissionChecks: new Map(objects.admissionChecks.map((check) => [check.name, check])),
    hasTopology: (flavor) => topology.has(flavor),
  };
}

/** Queue → its status, in byte order of names. */
function statusesOf(
  queues: readonly ClusterQueue[],
  references: References,
  keepsQueuesWithoutFlavor: boolean,
): ReadonlyMap<string, QueueStatus> {
  const sorted = queues.toSorted((a, b) => compareStrings(a.name, b.name));
  return new Map(
    sorted.map((queue) => {
      const status = queueStatus(queue, references);
      const isKept = status.state === 'inactive' && keepsQueuesWithoutFlavor && isOfFlavors(status.reason);
      return [queue.name, isKept ? { state: 'active' } : status];
    }),
  );
}

function isOfFlavors(reason: (QueueStatus & { readonly state: 'inactive' })['reason']): boolean {
  return reason === 'FlavorNotFound' || reason === 'TopologyNotFound';
}

function activeQueues(
  queues: readonly ClusterQueue[],
  statuses: ReadonlyMap<string, QueueStatus>,
  compilation: QueueCompilation,
): SchedulerSnapshot['queues'] {
  const specs = new Map(queues.map((queue) => [queue.name, queue]));
  const { forest } = compilation.quota;
  const active = [...statuses].filter(([name, { state }]) => state === 'active' && forest.queues.has(name));
  return new Map(active.map(([name]) => [name, compileQueue(specs.get(name) as ClusterQueue, compilation)]));
}

function inactiveQueues(
  statuses: ReadonlyMap<string, QueueStatus>,
  { forest }: CompiledQuota,
): SchedulerSnapshot['inactiveQueues'] {
  const inactive = new Map<string, QueueStatus & { readonly state: 'inactive' }>();
  for (const [name, status] of statuses) {
    if (status.state === 'inactive') inactive.set(name, status);
    else if (!forest.queues.has(name)) {
      inactive.set(name, { state: 'inactive', reason: 'CohortCycle', message: 'its cohorts lead into a cycle' });
    }
  }
  return inactive;
}

/** Workloads that hold quota, in order of their keys, with their pods as they are counted. */
function adjustedHolders({ workloads, limitRanges = [], runtimeClasses = [] }: SchedulerObjects): Workload[] {
  const holders = workloads.filter(holdsQuota);
  holders.sort((a, b) => compareStrings(workloadKey(a), workloadKey(b)));
  return holders.map((workload) => adjustWorkload(workload, { limitRanges, runtimeClasses }));
}

/** Flavor-resources that a workload holds, whether its queue still lists them or not. */
function heldBy({ admission }: Workload): HeldFlavorResource[] {
  const { clusterQueue = '', podSetAssignments = [] } = admission ?? {};
  return podSetAssignments.flatMap(({ flavors = {} }) =>
    Object.entries(flavors).map(([resource, flavor]) => ({ clusterQueue, flavor, resource })),
  );
}
