import * as fc from 'fast-check';
import {
  type ClusterQueuePreemption,
  type Condition,
  HOSTNAME_LABEL,
  type Node,
  type PodSetTopologyRequest,
  type PreemptionStrategy,
  type ResourceFlavor,
  resolveFeatureGates,
  type Topology,
  type Workload,
} from '../../../src/model/index.ts';
import type { PodSetRequest } from '../../../src/placement/index.ts';
import { makeQueue } from '../../quota/arbitrary-quota.ts';
import type { PreemptionCase } from './arbitrary-preemption.ts';

/** A case in which the preemptor needs a place beside quota. */
export interface TopologyCase extends PreemptionCase {
  readonly nodes: readonly Node[];
  readonly topology: Topology;
  readonly flavor: ResourceFlavor;
  readonly workers: PodSetRequest;
  readonly leader?: PodSetRequest;
}

const TOPOLOGY: Topology = { name: 'network', levels: ['block', 'rack', HOSTNAME_LABEL] };
const FLAVOR: ResourceFlavor = { name: 'a', topologyName: 'network' };
/** Two blocks of two racks of two hosts of four GPUs. */
const NODES: readonly Node[] = Array.from({ length: 8 }, (_, i) => ({
  name: `host-${i}`,
  labels: { block: `block-${i >> 2}`, rack: `rack-${i >> 1}`, [HOSTNAME_LABEL]: `host-${i}` },
  allocatable: { gpu: 4, pods: 110 },
  isReady: true,
}));

const QUEUES: readonly { readonly nominal: number; readonly preemption: ClusterQueuePreemption }[] = [
  { nominal: 10, preemption: { reclaimWithinCohort: 'Any', withinClusterQueue: 'LowerPriority' } },
  { nominal: 8, preemption: { reclaimWithinCohort: 'LowerPriority', withinClusterQueue: 'LowerPriority' } },
  {
    nominal: 14,
    preemption: {
      reclaimWithinCohort: 'Any',
      withinClusterQueue: 'LowerOrNewerEqualPriority',
      borrowWithinCohort: { policy: 'LowerPriority' },
    },
  },
];

const running = fc.record({
  queue: fc.nat(2),
  /** Host → pods of one GPU. */
  spots: fc.uniqueArray(fc.tuple(fc.nat(7), fc.integer({ min: 1, max: 2 })), {
    selector: ([host]) => host,
    minLength: 1,
    maxLength: 2,
  }),
  priority: fc.integer({ min: -1, max: 1 }),
  reservedMs: fc.nat(5).map((s) => s * 1000),
});

const topologyRequest = fc.constantFrom<PodSetTopologyRequest>(
  { required: 'rack' },
  { required: 'block' },
  { required: HOSTNAME_LABEL },
  { preferred: 'rack' },
  { unconstrained: true },
  { preferred: 'block', podSetSliceRequiredTopology: 'rack', podSetSliceSize: 2 },
  {
    required: 'block',
    podsetSliceRequiredTopologyConstraints: [
      { topology: 'rack', size: 4 },
      { topology: HOSTNAME_LABEL, size: 2 },
    ],
  },
);

/** Full hosts, three queues in one cohort, and a preemptor that wants a place as only some victims can give it. */
export function arbitraryTopologyPreemption(strategies?: readonly PreemptionStrategy[]): fc.Arbitrary<TopologyCase> {
  return fc
    .record({
      running: fc.array(running, { minLength: 12, maxLength: 30, size: 'max' }),
      queue: fc.nat(2),
      count: fc.integer({ min: 2, max: 10 }),
      topologyRequest,
      hasLeader: fc.nat(3).map((n) => n === 0),
      isBalanced: fc.boolean(),
    })
    .map(({ running, queue, count, topologyRequest, hasLeader, isBalanced }) => {
      const workers = { podSet: 'main', count, requests: new Map([['gpu', 1n]]), topologyRequest };
      const leader = { podSet: 'leader', count: 1, requests: new Map([['gpu', 2n]]), topologyRequest };
      return {
        nodes: NODES,
        topology: TOPOLOGY,
        flavor: FLAVOR,
        workers,
        ...(hasLeader && { leader }),
        clusterQueues: QUEUES.map(({ nominal, preemption }, i) => clusterQueue(i, nominal, preemption)),
        cohorts: [],
        workloads: running.reduce<Workload[]>((held, seed, i) => withWorkload(held, seed, i), []),
        preemptor: { name: 'in', uid: 'in', priority: 1, podSets: podSetsOf(count, topologyRequest, hasLeader) },
        clusterQueue: `queue-${queue}`,
        flavors: new Map([['gpu', { flavor: 'a', mode: 'Preempt' as const }]]),
        ...(strategies && { strategies }),
        gates: resolveFeatureGates({ TASBalancedPlacement: isBalanced }),
      };
    });
}

function podSetsOf(count: number, request: PodSetTopologyRequest, hasLeader: boolean): Workload['podSets'] {
  if (!hasLeader) return [{ ...podSet(count), topologyRequest: request }];
  const topologyRequest = { ...request, podSetGroupName: 'group' };
  return [
    { ...podSet(count), topologyRequest },
    { ...podSet(1, 2), name: 'leader', topologyRequest },
  ];
}

function clusterQueue(i: number, nominalQuota: number, preemption: ClusterQueuePreemption) {
  return makeQueue(`queue-${i}`, {
    cohortName: 'cohort',
    preemption,
    resourceGroups: [
      { coveredResources: ['gpu'], flavors: [{ name: 'a', resources: [{ name: 'gpu', nominalQuota }] }] },
    ],
  });
}

function podSet(count: number, gpu = 1): Workload['podSets'][number] {
  return { name: 'main', count, template: { spec: { containers: [{ name: 'c', resources: { requests: { gpu } } }] } } };
}

/** Adds a workload if its hosts have room. */
function withWorkload(
  held: Workload[],
  seed: typeof running extends fc.Arbitrary<infer T> ? T : never,
  i: number,
): Workload[] {
  const { spots, queue, priority, reservedMs } = seed;
  const used = (host: number): number =>
    held
      .flatMap(({ admission }) => admission?.podSetAssignments[0]?.topologyAssignment?.domains ?? [])
      .filter(({ values }) => values[0] === `host-${host}`)
      .reduce((sum, { count }) => sum + count, 0);
  if (spots.some(([host, count]) => used(host) + count > 4)) return held;
  const count = spots.reduce((sum, [, pods]) => sum + pods, 0);
  const reserved: Condition = {
    type: 'QuotaReserved',
    status: 'True',
    reason: 'QuotaReserved',
    lastTransitionMs: reservedMs,
  };
  const assignment = {
    name: 'main',
    count,
    flavors: { gpu: 'a' },
    resourceUsage: { gpu: count },
    topologyAssignment: {
      levels: [HOSTNAME_LABEL],
      domains: spots.map(([host, pods]) => ({ values: [`host-${host}`], count: pods })),
    },
  };
  const workload: Workload = {
    name: `w${i}`,
    uid: `w${i}`,
    priority,
    creationMs: reservedMs,
    podSets: [podSet(count)],
    admission: { clusterQueue: `queue-${queue}`, podSetAssignments: [assignment] },
    conditions: [reserved],
  };
  return [...held, workload];
}
