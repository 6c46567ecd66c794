import type { ClusterQueue, ClusterQueuePreemption, Configuration, Workload } from '../../../src/model/index.ts';
import {
  getTargets,
  type PreemptionOptions,
  type PreemptionTarget,
  type SchedulerSnapshot,
} from '../../../src/scheduler/index.ts';
import { admitted, infoIn, podSet, queue, type SnapshotParts, snapshot, workload } from '../make-scheduler.ts';

export const NOW_MS = 1_000_000;

/** Both strategies, in the default order. */
export const FAIR: Configuration = { fairSharing: { preemptionStrategies: [] } };

/** A policy, `Never` where nothing is said. */
function policies(rest: Partial<ClusterQueuePreemption> = {}): ClusterQueuePreemption {
  return { reclaimWithinCohort: 'Never', withinClusterQueue: 'Never', ...rest };
}

/** A queue of so many cores of flavor `f`, in a cohort unless it is empty. */
export function cores(
  name: string,
  cohortName: string,
  quota: number | readonly [nominal: number, borrowing?: number, lending?: number],
  preemption: Partial<ClusterQueuePreemption> = {},
  rest: Partial<ClusterQueue> = {},
): ClusterQueue {
  return queue(name, [{ f: { cpu: quota } }], { cohortName, preemption: policies(preemption), ...rest });
}

/** A workload that holds so many cores; reserved in the second that its name ends in, or 0. */
export function holder(name: string, clusterQueue: string, cpu: number, rest: Partial<Workload> = {}): Workload {
  const reservedMs = 1000 * Number(/\d+$/.exec(name)?.[0] ?? 0);
  const conditions: Workload['conditions'] = [
    { type: 'QuotaReserved', status: 'True', reason: 'QuotaReserved', lastTransitionMs: reservedMs },
  ];
  return admitted(name, clusterQueue, { cpu: ['f', cpu] }, { uid: name, conditions, ...rest });
}

/** The same, evicted. */
export function evicted(of: Workload): Workload {
  const condition = { type: 'Evicted', status: 'True', reason: 'Preempted' } as const;
  return { ...of, conditions: [...(of.conditions ?? []), condition] };
}

/** A workload that wants so many cores. */
export function incoming(cpu: number, rest: Partial<Workload> = {}): Workload {
  return workload('in', [podSet('main', 1, { cpu })], rest);
}

/** The victims of a workload for cores of flavor `f`, in their order. */
export function targetsIn(
  state: SchedulerSnapshot,
  of: Workload,
  clusterQueue: string,
  options: Partial<PreemptionOptions> = {},
): PreemptionTarget[] {
  const flavors = new Map([['cpu', { flavor: 'f', mode: 'Preempt' as const }]]);
  const podSets = of.podSets.map(({ name, count }) => ({ name, count, flavors }));
  return getTargets(state, infoIn(state, of, clusterQueue), { podSets }, { nowMs: NOW_MS, ...options });
}

/** `name: reason` of each victim, sorted; of a state made of these parts. */
export function victims(
  parts: SnapshotParts,
  of: Workload,
  clusterQueue: string,
  options: Partial<PreemptionOptions> = {},
): string[] {
  const targets = targetsIn(snapshot(parts), of, clusterQueue, options);
  return targets.map(({ workload: { workload }, reason }) => `${workload.name}: ${reason}`).sort();
}
