import * as fc from 'fast-check';
import type { ClusterQueue, Cohort, FlavorQuotas, ResourceGroup } from '../../src/model/index.ts';
import type { QuotaSource } from '../../src/quota/index.ts';

export const FLAVORS: string[] = ['a', 'b', '__proto__'];
export const RESOURCES: string[] = ['cpu', 'memory', 'nvidia.com/gpu', 'constructor'];

/** A ClusterQueue of which only the quota matters. */
export function makeQueue(name: string, rest: Partial<ClusterQueue> = {}): ClusterQueue {
  return {
    name,
    resourceGroups: [],
    queueingStrategy: 'BestEffortFIFO',
    flavorFungibility: { whenCanBorrow: 'MayStopSearch', whenCanPreempt: 'TryNextFlavor' },
    preemption: { reclaimWithinCohort: 'Never', withinClusterQueue: 'Never' },
    stopPolicy: 'None',
    ...rest,
  };
}

/** Mostly small; some beyond what a double holds, some unlimited. */
const quantity = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 0, max: 20 }) },
  { weight: 2, arbitrary: fc.constantFrom('2Pi', '1125899906842625', '337769972052787201') },
  { weight: 1, arbitrary: fc.constant('9223372036854775807') },
);

const group: fc.Arbitrary<ResourceGroup> = fc
  .record({
    resources: fc.subarray(RESOURCES, { minLength: 1 }),
    flavors: fc.subarray(FLAVORS, { minLength: 1 }),
    quotas: fc.array(
      fc.record(
        { nominalQuota: quantity, borrowingLimit: quantity, lendingLimit: quantity },
        { requiredKeys: ['nominalQuota'] },
      ),
      { minLength: 12, maxLength: 12 },
    ),
  })
  .map(({ resources, flavors, quotas }) => ({
    coveredResources: resources,
    flavors: flavors.map(
      (name, f): FlavorQuotas => ({
        name,
        resources: resources.map((resource, r) => ({ name: resource, ...quotas[f * 4 + r]! })),
      }),
    ),
  }));

const groups = fc.array(group, { maxLength: 1 });
const fairSharing = fc.option(fc.record({ weight: fc.constantFrom(0, 1, 0.5, 3) }), { nil: undefined });
const cohortName = (highest: number): fc.Arbitrary<string> =>
  fc.integer({ min: -1, max: highest }).map((i) => (i < 0 ? '' : `cohort-${i}`));

function cohort(i: number, isAcyclic: boolean): fc.Arbitrary<Cohort> {
  return fc
    .record({ parentName: cohortName(isAcyclic ? i - 1 : 6), resourceGroups: groups, fairSharing })
    .map(({ fairSharing, ...rest }) => ({ name: `cohort-${i}`, ...rest, ...(fairSharing && { fairSharing }) }));
}

/**
 * Queues and cohorts: deep and flat, with limits on every level, cohorts that are only named, and the same names for
 * queues and cohorts. Unless they are acyclic, cohorts may lead in circles.
 */
export function arbitraryQuota(isAcyclic = true): fc.Arbitrary<QuotaSource> {
  const queue = fc.record({ cohortName: cohortName(6), resourceGroups: groups, fairSharing });
  return fc.record({
    cohorts: fc
      .tuple(...[0, 1, 2, 3, 4].map((i) => fc.option(cohort(i, isAcyclic), { nil: undefined })))
      .map((list) => list.filter((one) => one !== undefined)),
    clusterQueues: fc
      .array(queue, { minLength: 1, maxLength: 6 })
      .map((list) =>
        list.map(({ fairSharing, ...rest }, i) =>
          makeQueue(i === 0 ? 'cohort-0' : `queue-${i}`, { ...rest, ...(fairSharing && { fairSharing }) }),
        ),
      ),
  });
}

/** Every queue may hold everything. */
export function heldEverywhere({ clusterQueues }: QuotaSource): NonNullable<QuotaSource['held']> {
  return clusterQueues.flatMap(({ name: clusterQueue }) =>
    FLAVORS.flatMap((flavor) => RESOURCES.map((resource) => ({ clusterQueue, flavor, resource }))),
  );
}
