import {
  type ClusterQueue,
  type Configuration,
  type FeatureGates,
  type PodSet,
  type ResourceFlavor,
  type ResourceGroup,
  resolveFeatureGates,
  type Workload,
} from '../../src/model/index.ts';
import {
  type Assignment,
  type AssignmentQuestion,
  assignFlavors,
  buildSchedulerSnapshot,
  type PreemptionForecast,
  type PreemptionOracle,
  type SchedulerObjects,
  type SchedulerQueue,
  type SchedulerSnapshot,
  type WorkloadInfo,
  workloadInfo,
} from '../../src/scheduler/index.ts';
import { makeQueue } from '../quota/arbitrary-quota.ts';

/** A nominal quota, or `[nominal, borrowing limit, lending limit]`; in cores, bytes, pieces. */
type Quota = number | string | readonly [nominal: number, borrowing?: number, lending?: number];

/** Flavor → resource → quota, of one resource group. */
export type Group = Readonly<Record<string, Readonly<Record<string, Quota>>>>;

/** A queue with these groups; each covers the resources of its first flavor. */
export function queue(name: string, groups: readonly Group[], rest: Partial<ClusterQueue> = {}): ClusterQueue {
  return makeQueue(name, { resourceGroups: groups.map(toGroup), ...rest });
}

function toGroup(group: Group): ResourceGroup {
  return {
    coveredResources: Object.keys(Object.values(group)[0] ?? {}),
    flavors: Object.entries(group).map(([name, quotas]) => ({
      name,
      resources: Object.entries(quotas).map(([resource, quota]) => toQuota(resource, quota)),
    })),
  };
}

function toQuota(name: string, quota: Quota): ResourceGroup['flavors'][number]['resources'][number] {
  if (typeof quota !== 'object') return { name, nominalQuota: quota };
  const [nominalQuota, borrowingLimit, lendingLimit] = quota;
  return {
    name,
    nominalQuota,
    ...(borrowingLimit !== undefined && { borrowingLimit }),
    ...(lendingLimit !== undefined && { lendingLimit }),
  };
}

/** A pod set whose pods request this each. */
export function podSet(
  name: string,
  count: number,
  requests: Readonly<Record<string, number | string>>,
  { spec, ...rest }: Partial<PodSet> & { readonly spec?: PodSet['template']['spec'] } = {},
): PodSet {
  return {
    name,
    count,
    template: { spec: { containers: [{ name: 'c', resources: { requests } }], ...spec } },
    ...rest,
  };
}

/** A workload that waits. */
export function workload(name: string, podSets: readonly PodSet[], rest: Partial<Workload> = {}): Workload {
  return { name, podSets, ...rest };
}

/** A workload of one pod that holds this: resource → `[flavor, amount]`. */
export function admitted(
  name: string,
  clusterQueue: string,
  holds: Readonly<Record<string, readonly [flavor: string, amount: number | string]>>,
  rest: Partial<Workload> = {},
): Workload {
  const entries = Object.entries(holds);
  const resourceUsage = Object.fromEntries(entries.map(([resource, [, amount]]) => [resource, amount]));
  const flavors = Object.fromEntries(entries.map(([resource, [flavor]]) => [resource, flavor]));
  return {
    name,
    podSets: [podSet('main', 1, resourceUsage)],
    admission: { clusterQueue, podSetAssignments: [{ name: 'main', count: 1, flavors, resourceUsage }] },
    conditions: [{ type: 'QuotaReserved', status: 'True', reason: 'QuotaReserved', lastTransitionMs: 0 }],
    ...rest,
  };
}

/** What a test's snapshot is made of; every flavor that a queue names is there unless `resourceFlavors` says otherwise. */
export interface SnapshotParts extends Partial<SchedulerObjects> {
  readonly gates?: Partial<FeatureGates>;
  readonly configuration?: Configuration;
}

export function snapshot({ gates = {}, configuration = {}, ...objects }: SnapshotParts): SchedulerSnapshot {
  const clusterQueues = objects.clusterQueues ?? [];
  const named = new Set(clusterQueues.flatMap(({ resourceGroups }) => resourceGroups.flatMap(flavorsOf)));
  const known = new Map((objects.resourceFlavors ?? []).map((flavor) => [flavor.name, flavor]));
  const resourceFlavors = [...named].map((name): ResourceFlavor => known.get(name) ?? { name });
  return buildSchedulerSnapshot(
    {
      nodes: [],
      pods: [],
      topologies: [],
      workloads: [],
      cohorts: [],
      admissionChecks: [],
      ...objects,
      clusterQueues,
      resourceFlavors,
    },
    { gates: resolveFeatureGates(gates as Record<string, boolean>), configuration, keepsQueuesWithoutFlavor: true },
  );
}

function flavorsOf({ flavors }: ResourceGroup): string[] {
  return flavors.map(({ name }) => name);
}

/** The queue of a snapshot, which must be active. */
export function queueIn({ queues }: SchedulerSnapshot, name: string): SchedulerQueue {
  const found = queues.get(name);
  if (found === undefined) throw new Error(`no active queue ${name}`);
  return found;
}

/** A workload as the snapshot's scheduler sees it, waiting in a queue or holding its quota. */
export function infoIn(state: SchedulerSnapshot, of: Workload, clusterQueue: string): WorkloadInfo {
  return workloadInfo(of, clusterQueue, { ...state, flavorResources: state.quota.quota.flavorResources });
}

/** An oracle that knows some flavor-resources (`flavor/resource`), and that nobody can be preempted for the others. */
export function oracleOf(
  state: SchedulerSnapshot,
  forecasts: Readonly<Record<string, PreemptionForecast>> = {},
): PreemptionOracle {
  return {
    forecast(_queue, flavorResource) {
      const { flavor = '', resource = '' } = state.quota.quota.flavorResources.names[flavorResource] ?? {};
      return forecasts[`${flavor}/${resource}`] ?? { possibility: 'NoCandidates', borrowingLevel: 0 };
    },
  };
}

/** Assigns flavors of a queue to a workload. */
export function assign(
  state: SchedulerSnapshot,
  clusterQueue: string,
  of: Workload,
  rest: Partial<AssignmentQuestion> = {},
): Assignment {
  return assignFlavors({
    snapshot: state,
    queue: queueIn(state, clusterQueue),
    workload: infoIn(state, of, clusterQueue),
    oracle: oracleOf(state),
    ...rest,
  });
}

/** Resource → flavor of a pod set, the first unless another is named. */
export function flavorsIn({ podSets }: Assignment, name?: string): Readonly<Record<string, string>> {
  const found = podSets.find((candidate) => name === undefined || candidate.name === name);
  return Object.fromEntries([...(found?.flavors ?? [])].map(([resource, { flavor }]) => [resource, flavor]));
}

/** `flavor/resource` → amount, in the units of quota. */
export function usageIn(state: SchedulerSnapshot, { usage }: Pick<Assignment, 'usage'>): Record<string, number> {
  const { names } = state.quota.quota.flavorResources;
  return Object.fromEntries(
    usage.quota.map(({ flavorResource, amount }) => {
      const { flavor = '', resource = '' } = names[flavorResource] ?? {};
      return [`${flavor}/${resource}`, Number(amount)];
    }),
  );
}
