import * as fc from 'fast-check';
import {
  type ClusterQueue,
  type ClusterQueuePreemption,
  type Cohort,
  type Condition,
  type FeatureGates,
  type PreemptionStrategy,
  type ResourceGroup,
  resolveFeatureGates,
  type Workload,
} from '../../../src/model/index.ts';
import { makeQueue } from '../../quota/arbitrary-quota.ts';
import { add, available, frOf, type NaiveNode, naiveTree, potential } from '../../reference/naive-quota.ts';

/** A cluster without nodes, and one workload that looks for victims in it. */
export interface PreemptionCase {
  readonly clusterQueues: readonly ClusterQueue[];
  readonly cohorts: readonly Cohort[];
  /** Hold quota. */
  readonly workloads: readonly Workload[];
  readonly preemptor: Workload;
  readonly clusterQueue: string;
  /** Resource → what the preemptor was assigned. */
  readonly flavors: ReadonlyMap<string, { readonly flavor: string; readonly mode: 'Preempt' | 'Fit' }>;
  readonly strategies?: readonly PreemptionStrategy[];
  readonly gates: FeatureGates;
  /** LocalQueue → usage. */
  readonly localQueueUsage?: ReadonlyMap<string, number>;
}

export const NOW_MS = 100_000;
export const FLAVORS: readonly string[] = ['a', 'b'];
const RESOURCES: readonly string[] = ['gpu', 'tpu'];

const limit = fc.option(fc.nat(5), { nil: undefined, freq: 1 }).chain((one) => mostly(undefined, one));

/** `often` half of the time. */
function mostly<T>(often: T, ...seldom: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof({ weight: seldom.length, arbitrary: fc.constant(often) }, ...seldom.map((one) => fc.constant(one)));
}

function groups(flavors: readonly string[]): fc.Arbitrary<ResourceGroup[]> {
  const quotas = fc.array(
    fc.record({ nominalQuota: mostly(2, 0, 1, 3, 4, 6), borrowingLimit: limit, lendingLimit: limit }),
    {
      minLength: flavors.length * RESOURCES.length,
      maxLength: flavors.length * RESOURCES.length,
    },
  );
  return quotas.map((list) => [
    {
      coveredResources: RESOURCES,
      flavors: flavors.map((name, f) => ({
        name,
        resources: RESOURCES.map((resource, r) =>
          withoutUndefined({ name: resource, ...list[f * RESOURCES.length + r] }),
        ),
      })),
    },
  ]);
}

function withoutUndefined<T extends object>(object: T): never {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as never;
}

const fairSharing = fc.option(fc.record({ weight: fc.constantFrom(0, 1, 1, 2, 0.5) }), { nil: undefined, freq: 2 });
/** None below 0. */
function nameOfCohort(i: number): string {
  return i < 0 ? '' : `cohort-${i}`;
}

const preemption: fc.Arbitrary<ClusterQueuePreemption> = fc
  .record({
    reclaimWithinCohort: mostly<ClusterQueuePreemption['reclaimWithinCohort']>('Any', 'Never', 'LowerPriority', ''),
    withinClusterQueue: mostly<ClusterQueuePreemption['withinClusterQueue']>(
      'LowerPriority',
      'Never',
      'LowerOrNewerEqualPriority',
      '',
    ),
    borrowWithinCohort: fc.option(
      fc.record({
        policy: mostly<'Never' | 'LowerPriority' | ''>('LowerPriority', 'Never', ''),
        maxPriorityThreshold: fc.option(fc.integer({ min: -1, max: 2 }), { nil: undefined }),
      }),
      { nil: undefined },
    ),
  })
  .map(({ borrowWithinCohort: borrow, ...rest }) =>
    borrow === undefined ? rest : { ...rest, borrowWithinCohort: withoutUndefined(borrow) },
  );

const queue = fc
  .record({
    cohortName: fc.constantFrom(...[0, 1, 1, 2, 2, 3, 3, 4, -1].map(nameOfCohort)),
    fairSharing,
    preemption,
    own: groups(FLAVORS),
  })
  .map(({ own: resourceGroups, ...rest }) => ({ ...rest, resourceGroups }));

function cohort(i: number): fc.Arbitrary<Cohort> {
  return fc
    .record({
      parentName: mostly(nameOfCohort(i - 1), nameOfCohort(i - 2), nameOfCohort(-1)),
      resourceGroups: fc.oneof(fc.constant([]), groups(FLAVORS)),
      fairSharing,
    })
    .map((rest) => withoutUndefined({ name: `cohort-${i}`, ...rest }));
}

const seconds = fc.nat(3).map((s) => s * 1000);

const running = fc.record({
  queue: fc.nat(5),
  gpu: mostly(1, 1, 2, 3, 0),
  tpu: fc.option(fc.nat(2), { nil: undefined, freq: 1 }),
  flavor: mostly('a', 'a', 'b'),
  /** Does it run even if that is more than there is? */
  isForced: fc.nat(9).map((n) => n === 0),
  priority: fc.integer({ min: -2, max: 2 }),
  creationMs: fc.option(seconds, { nil: undefined }),
  reservedMs: fc.option(seconds, { nil: undefined, freq: 8 }),
  isEvicted: fc.nat(9).map((n) => n === 0),
  uid: fc.constantFrom('', 'u', 'v', 'w'),
  localQueue: fc.constantFrom('x', 'y'),
});

type RunningSeed = typeof running extends fc.Arbitrary<infer T> ? T : never;

/** A workload in force, and which resources it holds. */
function toWorkload(seed: RunningSeed, i: number, queues: readonly string[]): Workload {
  const { flavor, gpu, tpu } = seed;
  const clusterQueue = queues[seed.queue % queues.length] as string;
  const held = { gpu, ...(tpu !== undefined && { tpu }) };
  const conditions: Condition[] = [];
  if (seed.reservedMs !== undefined) {
    conditions.push({
      type: 'QuotaReserved',
      status: 'True',
      reason: 'QuotaReserved',
      lastTransitionMs: seed.reservedMs,
    });
  }
  if (seed.isEvicted) conditions.push({ type: 'Evicted', status: 'True', reason: 'Preempted', lastTransitionMs: 0 });
  const podSet = {
    name: 'main',
    count: 1,
    flavors: Object.fromEntries(Object.keys(held).map((resource) => [resource, flavor])),
    resourceUsage: held,
  };
  return withoutUndefined({
    name: `w${i}`,
    uid: seed.uid,
    queueName: seed.localQueue,
    priority: seed.priority,
    creationMs: seed.creationMs,
    podSets: [podSetOf(held)],
    admission: { clusterQueue, podSetAssignments: [podSet] },
    conditions,
  });
}

/** Leaves out, from the first to the last, what there is no quota for; but not what is forced in. */
function isAdmitted(
  seeds: readonly RunningSeed[],
  clusterQueues: readonly ClusterQueue[],
  cohorts: readonly Cohort[],
): (workload: Workload, i: number) => boolean {
  const { queues } = naiveTree(clusterQueues, cohorts);
  return ({ admission }, i) => {
    const node = queues.get(admission?.clusterQueue ?? '');
    const { flavors = {}, resourceUsage = {} } = admission?.podSetAssignments[0] ?? {};
    if (node === undefined) return false;
    const held = Object.entries(flavors).map(
      ([resource, flavor]) => [frOf(flavor, resource), BigInt(resourceUsage[resource] ?? 0)] as const,
    );
    if (seeds[i]?.isForced === false && held.some(([fr, amount]) => amount > available(node, fr))) return false;
    for (const [fr, amount] of held) node.usage.set(fr, add(node.usage.get(fr) ?? 0n, amount));
    return true;
  };
}

function podSetOf(requests: Readonly<Record<string, number>>): Workload['podSets'][number] {
  return { name: 'main', count: 1, template: { spec: { containers: [{ name: 'c', resources: { requests } }] } } };
}

const asking = fc.record({
  queue: fc.nat(5),
  gpu: fc.nat(59),
  tpu: fc.option(fc.nat(59), { nil: undefined, freq: 1 }),
  flavors: fc.tuple(mostly('a', 'a', 'a', 'b'), mostly('a', 'b')),
  modes: fc.constantFrom(
    ['Preempt', 'Preempt'],
    ['Preempt', 'Fit'],
    ['Preempt', 'Preempt'],
    ['Fit', 'Preempt'],
  ) as fc.Arbitrary<readonly ('Preempt' | 'Fit')[]>,
  priority: mostly(2, 0, 1, 3),
  creationMs: fc.option(seconds, { nil: undefined }),
});

const strategies = fc.constantFrom<readonly PreemptionStrategy[]>(
  [],
  ['LessThanOrEqualToFinalShare'],
  ['LessThanInitialShare'],
  ['LessThanOrEqualToFinalShare', 'LessThanInitialShare'],
);

/** Small forests of cohorts with limits and weights on every level, full queues of all policies, and a preemptor. */
export function arbitraryPreemption(isFair: boolean): fc.Arbitrary<PreemptionCase> {
  return fc
    .record({
      cohorts: fc.tuple(...[0, 1, 2, 3].map((i) => fc.option(cohort(i), { nil: undefined, freq: 8 }))),
      queues: fc.array(queue, { minLength: 2, maxLength: 6, size: 'max' }),
      running: fc.array(running, { minLength: 8, maxLength: 24, size: 'max' }),
      asking,
      strategies,
      isWithinNominal: fc.boolean(),
      usage: fc.option(fc.tuple(fc.nat(2), fc.nat(2)), { nil: undefined }),
    })
    .map(({ cohorts, queues, running, asking, strategies, isWithinNominal, usage }) => {
      const clusterQueues = queues.map((rest, i) => makeQueue(`queue-${i}`, withoutUndefined(rest)));
      const names = clusterQueues.map(({ name }) => name);
      const kept = cohorts.filter((one) => one !== undefined);
      const clusterQueue = names[asking.queue % names.length] as string;
      const { gpu, tpu, priority, creationMs } = asking;
      // Now and then more than the queue could ever have.
      const node = naiveTree(clusterQueues, kept).queues.get(clusterQueue) as NaiveNode;
      const most = (i: number): number =>
        Number(potential(node, frOf(asking.flavors[i] as string, RESOURCES[i] as string))) + 1;
      const requests = { gpu: 1 + (gpu % most(0)), ...(tpu !== undefined && { tpu: tpu % most(1) }) };
      const flavors = new Map(
        Object.keys(requests).map((resource, r) => {
          return [resource, { flavor: asking.flavors[r] as string, mode: asking.modes[r] as 'Preempt' | 'Fit' }];
        }),
      );
      return {
        clusterQueues,
        cohorts: kept,
        workloads: running
          .map((seed, i) => toWorkload(seed, i, names))
          .filter(isAdmitted(running, clusterQueues, kept)),
        preemptor: withoutUndefined({ name: 'in', uid: 'in', priority, creationMs, podSets: [podSetOf(requests)] }),
        clusterQueue,
        flavors,
        ...(isFair && { strategies }),
        gates: resolveFeatureGates({ FairSharingPreemptWithinNominal: isWithinNominal }),
        ...(usage && { localQueueUsage: new Map([['x', usage[0]] as const, ['y', usage[1]] as const]) }),
      };
    });
}
