import type { Configuration, ResourceFlavor } from '../../../src/model/index.ts';
import {
  buildSchedulerSnapshot,
  type GetTargetsOptions,
  getTargets,
  type PreemptionTarget,
  type SchedulerSnapshot,
  type WorkloadInfo,
  workloadInfo,
} from '../../../src/scheduler/index.ts';
import { naivePlacement } from '../../reference/naive-placement.ts';
import type { NaivePreemption, NaiveTarget, NaiveWorkload } from '../../reference/naive-preemption.ts';
import { frOf, naiveTree } from '../../reference/naive-quota.ts';
import { FLAVORS, NOW_MS, type PreemptionCase } from './arbitrary-preemption.ts';
import type { TopologyCase } from './arbitrary-topology-preemption.ts';

const RESOURCE_FLAVORS: readonly ResourceFlavor[] = FLAVORS.map((name) => ({ name }));

function configurationOf({ strategies }: PreemptionCase): Configuration {
  return strategies === undefined ? {} : { fairSharing: { preemptionStrategies: strategies } };
}

export function snapshotOf(c: PreemptionCase | TopologyCase): SchedulerSnapshot {
  const { clusterQueues, cohorts, workloads, gates } = c;
  const isPlaced = 'nodes' in c;
  const objects = {
    clusterQueues,
    cohorts,
    workloads,
    nodes: isPlaced ? c.nodes : [],
    pods: [],
    topologies: isPlaced ? [c.topology] : [],
    admissionChecks: [],
    resourceFlavors: isPlaced ? [c.flavor] : RESOURCE_FLAVORS,
  };
  return buildSchedulerSnapshot(objects, { gates, configuration: configurationOf(c) });
}

export function preemptorOf(c: PreemptionCase, snapshot: SchedulerSnapshot): WorkloadInfo {
  const { flavorResources } = snapshot.quota.quota;
  return workloadInfo(c.preemptor, c.clusterQueue, { ...snapshot, flavorResources });
}

function optionsOf({ localQueueUsage: usage }: PreemptionCase): GetTargetsOptions {
  const usageOf = usage && (({ workload }: WorkloadInfo) => usage.get(workload.queueName ?? ''));
  return { nowMs: NOW_MS, localQueueUsage: usageOf };
}

/** The targets of a case in their order. */
export function targetsOf(c: PreemptionCase, snapshot: SchedulerSnapshot = snapshotOf(c)): PreemptionTarget[] {
  const podSets = c.preemptor.podSets.map(({ name, count }) => ({ name, count, flavors: c.flavors }));
  return getTargets(snapshot, preemptorOf(c, snapshot), { podSets }, optionsOf(c));
}

/** `w1 InClusterQueue`, in order. */
export function shown(targets: readonly (PreemptionTarget | NaiveTarget)[]): string[] {
  return targets.map(({ workload, reason }) => `${workload.key.replace('/', '')} ${reason}`);
}

/** The same case for the plain twin. */
export function naiveCase(c: PreemptionCase | TopologyCase): NaivePreemption {
  const { preemptor, flavors, localQueueUsage, strategies } = c;
  const requests: Record<string, number> = {};
  for (const { count, template } of preemptor.podSets) {
    const ofOnePod = template.spec?.containers?.[0]?.resources?.requests ?? {};
    for (const [resource, amount] of Object.entries(ofOnePod)) {
      requests[resource] = (requests[resource] ?? 0) + Number(amount) * count;
    }
  }
  const nonZero = [...flavors].filter(([resource]) => requests[resource] !== 0);
  return {
    tree: naiveTree(c.clusterQueues, c.cohorts),
    policies: new Map(c.clusterQueues.map(({ name, preemption }) => [name, preemption])),
    running: c.workloads.map(naiveWorkload),
    preemptor: {
      queue: c.clusterQueue,
      priority: preemptor.priority ?? 0,
      waitingSince: preemptor.creationMs ?? -Infinity,
    },
    needed: [...flavors]
      .filter(([, { mode }]) => mode === 'Preempt')
      .map(([resource, { flavor }]) => frOf(flavor, resource)),
    requests: new Map(
      nonZero.map(([resource, { flavor }]) => [frOf(flavor, resource), BigInt(requests[resource] as number)]),
    ),
    now: NOW_MS,
    ...(localQueueUsage && { localQueueUsage: ({ localQueue }: NaiveWorkload) => localQueueUsage.get(localQueue) }),
    ...(strategies && { strategies }),
    preemptsWithinNominal: c.gates.FairSharingPreemptWithinNominal,
    fitsTopology: 'nodes' in c ? (left) => hasPlace(c, left) : () => true,
  };
}

function hasPlace(
  { topology, flavor, nodes, workers, leader, gates, workloads }: TopologyCase,
  left: readonly NaiveWorkload[],
): boolean {
  const usage = workloads
    .filter(({ name }) => left.some(({ key }) => key === `/${name}`))
    .flatMap(({ admission }) => admission?.podSetAssignments[0]?.topologyAssignment?.domains ?? [])
    .map((domain) => ({ ...domain, requests: workers.requests }));
  const ask = { workers, ...(leader && { leader }) };
  const answer = naivePlacement({ topology, flavor, nodes, usage, ...ask, gates, isSimulatedEmpty: false });
  return !('message' in answer);
}

function naiveWorkload(workload: PreemptionCase['workloads'][number]): NaiveWorkload {
  const { conditions = [], admission } = workload;
  const [held] = admission?.podSetAssignments ?? [];
  const reserved = conditions.find(({ type }) => type === 'QuotaReserved');
  const uses = Object.entries(held?.flavors ?? {}).map(
    ([resource, flavor]) => [frOf(flavor, resource), BigInt(held?.resourceUsage?.[resource] ?? 0)] as const,
  );
  return {
    key: `/${workload.name}`,
    uid: workload.uid ?? '',
    queue: admission?.clusterQueue ?? '',
    priority: workload.priority ?? 0,
    waitingSince: workload.creationMs ?? -Infinity,
    reservedAt: reserved?.lastTransitionMs,
    isEvicted: conditions.some(({ type }) => type === 'Evicted'),
    localQueue: workload.queueName ?? '',
    uses: new Map(uses),
  };
}
