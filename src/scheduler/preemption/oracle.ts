import { type Amount, borrowingLevel } from '../../quota/index.ts';
import type { PreemptionForecast, PreemptionOracle } from '../flavors/preemption-oracle.ts';
import type { SchedulerQueue } from '../snapshot/scheduler-queue.ts';
import type { SchedulerSnapshot } from '../snapshot/scheduler-snapshot.ts';
import type { WorkloadInfo } from '../snapshot/workload-info.ts';
import { findTargets } from './find-targets.ts';
import { NO_TOPOLOGY, type PreemptionOptions } from './preemption-question.ts';
import type { PreemptionTarget } from './preemption-target.ts';

/**
 * The preemption oracle that flavor assignment asks: it searches victims for one flavor-resource alone, without topology.
 * @see kueue-quota §10.9
 */
export function preemptionOracle(
  snapshot: SchedulerSnapshot,
  preemptor: WorkloadInfo,
  options: PreemptionOptions,
): PreemptionOracle {
  return {
    forecast: (queue, flavorResource, amount) => {
      const targets = findTargets({
        ...options,
        snapshot,
        queue,
        preemptor,
        needed: [flavorResource],
        requests: [{ flavorResource, amount }],
        topologyRequests: NO_TOPOLOGY,
      });
      return forecastOf(targets, snapshot, queue, flavorResource, amount);
    },
  };
}

function forecastOf(
  targets: readonly PreemptionTarget[],
  { quota }: SchedulerSnapshot,
  queue: SchedulerQueue,
  flavorResource: number,
  amount: Amount,
): PreemptionForecast {
  const mark = quota.mark();
  for (const { workload } of targets) {
    quota.removeUsage(quota.quota.forest.queues.get(workload.clusterQueue) as number, workload.usage.quota);
  }
  const { level } = borrowingLevel(quota, queue.node, flavorResource, amount);
  quota.rollback(mark);
  if (targets.length === 0) return { possibility: 'NoCandidates', borrowingLevel: level };
  const isOwn = targets.some(({ workload }) => workload.clusterQueue === queue.name);
  return { possibility: isOwn ? 'Preempt' : 'Reclaim', borrowingLevel: level };
}
