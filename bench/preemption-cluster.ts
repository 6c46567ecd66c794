import {
  type ClusterQueue,
  type Cohort,
  HOSTNAME_LABEL,
  type PodSetTopologyRequest,
  type PreemptionStrategy,
  resolveFeatureGates,
  type Workload,
} from '../src/model/index.ts';
import {
  buildSchedulerSnapshot,
  getTargets,
  type PreemptionTarget,
  type SchedulerSnapshot,
  type WorkloadInfo,
  workloadInfo,
} from '../src/scheduler/index.ts';
import { benchCluster } from './bench-cluster.ts';

/** A full cluster and who wants a place in it. */
export interface PreemptionBench {
  readonly clusterQueues: readonly ClusterQueue[];
  readonly cohorts: readonly Cohort[];
  readonly workloads: readonly Workload[];
  readonly nodeCount: number;
  readonly preemptor: Workload;
  readonly clusterQueue: string;
  readonly strategies?: readonly PreemptionStrategy[];
}

export const GPU = 'nvidia.com/gpu';
const FLAVOR = 'tas';
export const NOW_MS = 1_000_000;

/**
 * Every GPU is taken by gangs that are scattered over the whole network, and a gang of 16 whole nodes wants them all in one
 * rack. There is quota for it, so that every victim is a question to the topology.
 *
 * @param queueCount queues that the victims are spread over; 1: they are of the preemptor's own
 */
export function scatteredGangs(
  nodeCount: number,
  gangCount: number,
  queueCount: number,
  strategies?: readonly PreemptionStrategy[],
): PreemptionBench {
  const spots = scatter(nodeCount, gangCount);
  const gpus = nodeCount * 8;
  const nominal = (i: number): number => (i === 0 ? 2 * gpus : 0);
  return {
    nodeCount,
    cohorts: [],
    clusterQueues: Array.from({ length: queueCount }, (_, i) => queue(`queue-${i}`, 'all', nominal(i))),
    workloads: spots.map((nodes, i) => gang(i, `queue-${i % queueCount}`, nodes)),
    preemptor: preemptor(16, { required: 'cloud.com/topology-rack' }),
    clusterQueue: 'queue-0',
    ...(strategies && { strategies }),
  };
}

/** Queues at the lowest of so many levels of cohorts: one half lends all that it has, the other borrows it. No topology. */
export function deepCohorts(
  depth: number,
  queueCount: number,
  strategies?: readonly PreemptionStrategy[],
): PreemptionBench {
  const width = Math.ceil(queueCount ** (1 / depth) - 1e-9);
  const cohorts: Cohort[] = [];
  const parentOf = (level: number, i: number): string => `cohort-${level}-${Math.floor(i / width ** (depth - level))}`;
  for (let level = 0; level < depth; level++) {
    const names = new Set(Array.from({ length: queueCount }, (_, i) => parentOf(level, i)));
    for (const name of names) {
      const first = Array.from({ length: queueCount }, (_, i) => i).find((i) => parentOf(level, i) === name) as number;
      cohorts.push({ name, resourceGroups: [], ...(level > 0 && { parentName: parentOf(level - 1, first) }) });
    }
  }
  const isLender = (i: number): boolean => 2 * i < queueCount;
  const names = Array.from({ length: queueCount }, (_, i) => `queue-${String(i).padStart(5, '0')}`);
  return {
    nodeCount: 0,
    cohorts,
    clusterQueues: names.map((name, i) => queue(name, parentOf(depth - 1, i), isLender(i) ? 16 : 0)),
    workloads: names.flatMap((name, i) =>
      isLender(i) ? [] : [gang(i, name, [], 8), gang(i + queueCount, name, [], 8)],
    ),
    preemptor: preemptor(1),
    clusterQueue: names[0] as string,
    ...(strategies && { strategies }),
  };
}

/** Gang → nodes: about as many for each, neighbours far apart. */
function scatter(nodeCount: number, gangCount: number): number[][] {
  const step = nearestCoprime(Math.floor(nodeCount * 0.382), nodeCount);
  const gangs: number[][] = Array.from({ length: gangCount }, () => []);
  for (let i = 0; i < nodeCount; i++) gangs[Math.floor((i * gangCount) / nodeCount)]?.push((i * step) % nodeCount);
  return gangs;
}

function nearestCoprime(start: number, n: number): number {
  const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
  let step = Math.max(1, start);
  while (gcd(step, n) !== 1) step++;
  return step;
}

function queue(name: string, cohortName: string, nominalQuota: number): ClusterQueue {
  return {
    name,
    cohortName,
    resourceGroups: [
      { coveredResources: [GPU], flavors: [{ name: FLAVOR, resources: [{ name: GPU, nominalQuota }] }] },
    ],
    queueingStrategy: 'BestEffortFIFO',
    flavorFungibility: { whenCanBorrow: 'MayStopSearch', whenCanPreempt: 'TryNextFlavor' },
    preemption: { reclaimWithinCohort: 'Any', withinClusterQueue: 'LowerPriority' },
    stopPolicy: 'None',
  };
}

function gang(i: number, clusterQueue: string, nodes: readonly number[], gpus: number = nodes.length * 8): Workload {
  const domains = nodes.map((node) => ({ values: [`node-${String(node).padStart(5, '0')}`], count: 8 }));
  const place = { topologyAssignment: { levels: [HOSTNAME_LABEL], domains } };
  const count = gpus;
  return {
    name: `gang-${i}`,
    uid: `gang-${i}`,
    priority: 0,
    podSets: [{ name: 'main', count, template: template(1) }],
    admission: {
      clusterQueue,
      podSetAssignments: [
        {
          name: 'main',
          count,
          flavors: { [GPU]: FLAVOR },
          resourceUsage: { [GPU]: gpus },
          ...(nodes.length > 0 && place),
        },
      ],
    },
    conditions: [{ type: 'QuotaReserved', status: 'True', reason: 'QuotaReserved', lastTransitionMs: 1000 * (i % 97) }],
  };
}

function preemptor(count: number, topologyRequest?: PodSetTopologyRequest): Workload {
  const podSet = { name: 'main', count, template: template(8), ...(topologyRequest && { topologyRequest }) };
  return { name: 'preemptor', uid: 'preemptor', priority: 1, podSets: [podSet] };
}

function template(gpus: number): Workload['podSets'][number]['template'] {
  return { spec: { containers: [{ name: 'c', resources: { requests: { [GPU]: gpus } } }] } };
}

/** The state that victims are looked for in. */
export function snapshotOf(bench: PreemptionBench): SchedulerSnapshot {
  const { clusterQueues, cohorts, workloads, nodeCount, strategies } = bench;
  const cluster = benchCluster(nodeCount);
  const resourceFlavors = nodeCount === 0 ? [{ name: FLAVOR }] : cluster.resourceFlavors;
  return buildSchedulerSnapshot(
    { ...cluster, resourceFlavors, clusterQueues, cohorts, workloads, admissionChecks: [] },
    {
      gates: resolveFeatureGates(),
      configuration: strategies ? { fairSharing: { preemptionStrategies: strategies } } : {},
    },
  );
}

/** Asks for the victims, again and again of the same state. */
export function asking(bench: PreemptionBench, snapshot: SchedulerSnapshot): () => PreemptionTarget[] {
  const { flavorResources } = snapshot.quota.quota;
  const workload: WorkloadInfo = workloadInfo(bench.preemptor, bench.clusterQueue, { ...snapshot, flavorResources });
  const flavors = new Map([[GPU, { flavor: FLAVOR, mode: 'Preempt' as const }]]);
  const podSets = bench.preemptor.podSets.map(({ name, count }) => ({ name, count, flavors }));
  return () => getTargets(snapshot, workload, { podSets }, { nowMs: NOW_MS });
}
