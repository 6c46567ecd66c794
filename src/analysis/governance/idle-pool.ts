import type { ClusterQueue, FlavorQuotas, ResourceQuota } from '../../model/index.ts';
import type { FlavorCapacity } from './flavor-capacity.ts';
import { FLAVORS_PER_POOL_QUEUE, idlePoolQueue, SHARED_COHORT } from './hyperpod-names.ts';
import { QUEUE_DEFAULTS } from './team-objects.ts';
import { coveredBy } from './team-quotas.ts';

/**
 * Queues that lend what no team has a quota of: nobody can submit to them, and they borrow nothing. One for every sixteen
 * instance types that have nodes, in byte order; none without nodes.
 *
 * Documented: that there are such queues, what their names look like, and that their number grows with the flavors
 * (ec2-hyperpod §3.6).
 */
export function idlePoolQueues(capacities: readonly FlavorCapacity[]): ClusterQueue[] {
  const lent = capacities.filter(({ nodeCount }) => nodeCount > 0);
  const queueCount = Math.ceil(lent.length / FLAVORS_PER_POOL_QUEUE);
  return Array.from({ length: queueCount }, (_, index) => {
    const first = index * FLAVORS_PER_POOL_QUEUE;
    return idlePoolQueueOf(index + 1, lent.slice(first, first + FLAVORS_PER_POOL_QUEUE));
  });
}

function idlePoolQueueOf(number: number, capacities: readonly FlavorCapacity[]): ClusterQueue {
  const coveredResources = coveredBy(capacities.flatMap(({ resources }) => resources.map(({ name }) => name)));
  return {
    name: idlePoolQueue(number),
    cohortName: SHARED_COHORT,
    resourceGroups: [
      { coveredResources, flavors: capacities.map((capacity) => idleQuotas(capacity, coveredResources)) },
    ],
    preemption: { withinClusterQueue: 'Never', reclaimWithinCohort: 'Never' },
    ...QUEUE_DEFAULTS,
  };
}

function idleQuotas({ flavor, resources }: FlavorCapacity, covered: readonly string[]): FlavorQuotas {
  const idle = new Map(resources.map(({ name, unallocated }) => [name, unallocated]));
  return {
    name: flavor,
    resources: covered.map(
      (name): ResourceQuota => ({ name, nominalQuota: idle.get(name) ?? '0', borrowingLimit: '0' }),
    ),
  };
}
