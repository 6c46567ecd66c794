import * as fc from 'fast-check';
import type { ClusterQueue, Cohort, Node, PodSet, ResourceFlavor, Topology, Workload } from '../../src/model/index.ts';
import { admitted, type Group, podSet, queue, type SnapshotParts, workload } from './make-scheduler.ts';

const HOST = 'kubernetes.io/hostname';
const HOSTS = ['h1', 'h2', 'h3'];
/** `first` and `second` are alternatives, `third` stands alone. */
const FLAVORS = ['first', 'second', 'third'];
export const QUEUES: readonly string[] = ['q1', 'q2', 'q3'];

const topologies: readonly Topology[] = [{ name: 't', levels: ['rack', HOST] }];
const cohorts: readonly Cohort[] = [
  { name: 'left', parentName: 'root', resourceGroups: [] },
  { name: 'right', parentName: 'root', resourceGroups: [] },
];

const nodes: fc.Arbitrary<Node[]> = fc.tuple(...HOSTS.map(() => fc.nat(8))).map((cores) =>
  cores.map((cpu, i) => ({
    name: `n${i}`,
    labels: { rack: `r${i % 2}`, [HOST]: HOSTS[i] as string },
    allocatable: { cpu, 'nvidia.com/gpu': 8, pods: 10 },
    isReady: true,
  })),
);

const everywhere = (places: boolean): boolean[] => FLAVORS.map(() => places);

/** Mostly a topology for all flavors, or for none. */
const resourceFlavors: fc.Arbitrary<ResourceFlavor[]> = fc
  .oneof(fc.constant(everywhere(true)), fc.constant(everywhere(false)), fc.tuple(...FLAVORS.map(() => fc.boolean())))
  .map((places) => FLAVORS.map((name, i) => (places[i] ? { name, topologyName: 't' } : { name })));

const quota = fc.oneof(
  fc.nat(12),
  fc.tuple(fc.nat(12), fc.option(fc.nat(4), { nil: undefined }), fc.option(fc.nat(4), { nil: undefined })),
);

const groups: fc.Arbitrary<Group[]> = fc
  .tuple(fc.record({ cpu: quota, pods: fc.nat(20) }), fc.record({ cpu: quota, pods: fc.nat(20) }), quota)
  .map(([first, second, third]) => [{ first, second }, { third: { 'nvidia.com/gpu': third } }] as never);

const policy = fc.constantFrom('MayStopSearch' as const, 'TryNextFlavor' as const);

const clusterQueue = (name: string): fc.Arbitrary<ClusterQueue> =>
  fc
    .record({
      groups,
      cohortName: fc.constantFrom('left', 'right', 'named'),
      whenCanBorrow: policy,
      whenCanPreempt: policy,
      isStopped: fc.integer({ min: 0, max: 7 }).map((n) => n === 0),
    })
    .map(({ groups, cohortName, isStopped, ...flavorFungibility }) =>
      queue(name, groups, { cohortName, flavorFungibility, stopPolicy: isStopped ? 'Hold' : 'None' }),
    );

const holder = (name: string): fc.Arbitrary<Workload> =>
  fc
    .record({
      of: fc.constantFrom(...QUEUES),
      flavor: fc.constantFrom(...FLAVORS),
      cpu: fc.integer({ min: 1, max: 6 }),
      host: fc.option(fc.constantFrom(...HOSTS), { nil: undefined }),
    })
    .map(({ of, flavor, cpu, host }) => pinned(admitted(name, of, { cpu: [flavor, cpu], pods: [flavor, 1] }), host));

function pinned(held: Workload, host: string | undefined): Workload {
  const { admission } = held;
  if (host === undefined || admission === undefined) return held;
  const topologyAssignment = { levels: [HOST], domains: [{ values: [host], count: 1 }] };
  const podSetAssignments = admission.podSetAssignments.map((one) => ({ ...one, topologyAssignment }));
  return { ...held, admission: { ...admission, podSetAssignments } };
}

/** A cluster with queues in a tree of cohorts, some of them stopped, and workloads that hold quota. */
export const arbitraryParts: fc.Arbitrary<SnapshotParts> = fc.record({
  nodes,
  topologies: fc.constant(topologies),
  resourceFlavors,
  cohorts: fc.constant(cohorts),
  clusterQueues: fc.tuple(...QUEUES.map(clusterQueue)),
  workloads: fc.tuple(...['a', 'b', 'c', 'd'].map(holder)),
});

const request = fc.record({
  cpu: fc.nat(3),
  gpus: fc.nat(2),
  count: fc.integer({ min: 0, max: 3 }),
  group: fc.option(fc.constant('g'), { nil: undefined }),
  topology: fc.constantFrom({}, {}, {}, {}, { required: 'rack' }, { preferred: 'rack' }, { unconstrained: true }),
});

function toPodSet({ cpu, gpus, count, group, topology }: RequestValue, i: number): PodSet {
  const topologyRequest = { ...topology, ...(group !== undefined && { podSetGroupName: group }) };
  const requests = { ...(cpu > 0 && { cpu }), ...(gpus > 0 && { 'nvidia.com/gpu': gpus }) };
  return podSet(`p${i}`, count, requests, Object.keys(topologyRequest).length > 0 ? { topologyRequest } : {});
}

interface RequestValue {
  readonly cpu: number;
  readonly gpus: number;
  readonly count: number;
  readonly group: string | undefined;
  readonly topology: object;
}

/** A workload that waits: one to three pod sets, in groups or not, some of which want a place. */
export const arbitraryWorkload: fc.Arbitrary<Workload> = fc
  .array(request, { minLength: 1, maxLength: 3 })
  .map((requests) => workload('waiting', requests.map(toPodSet)));

/** Any order of a list. */
export function shuffled<T>(list: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...list], { minLength: list.length });
}
