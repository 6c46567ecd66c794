import type { Workload } from '../../model/index.ts';
import { evict } from '../eviction/evict.ts';
import { setCondition } from '../eviction/set-condition.ts';
import { type WorkloadEvent, workloadEvent } from '../eviction/workload-event.ts';
import type { SchedulerSnapshot } from '../snapshot/scheduler-snapshot.ts';
import type { WorkloadInfo } from '../snapshot/workload-info.ts';
import { preemptedWorkloadMessage, preemptionMessage, prioritiesText } from './preemption-message.ts';
import type { PreemptionTarget } from './preemption-target.ts';

/** What becomes of one victim. */
export interface IssuedPreemption extends PreemptionTarget {
  /** With conditions `Evicted` and `Preempted`; it holds its quota until its job has stopped (kueue-quota §14.4). */
  readonly evicted: Workload;
  readonly message: string;
}

/** What issuing preemptions comes to. */
export interface PreemptionOutcome {
  /** Victims that are on their way out, whether this preemption told them to go or another one before. */
  readonly preempted: number;
  /** Those that this preemption told to go, in the order of the targets. */
  readonly issued: readonly IssuedPreemption[];
  /** Of victims and of the preemptor, in the order in which they come about. */
  readonly events: readonly WorkloadEvent[];
}

/** What decides how preemptions are issued. */
export interface IssuingOptions {
  readonly nowMs: number;
  /** Keys of workloads that an earlier preemption told to go but that nobody has seen go yet: they are not told twice. */
  readonly expected?: ReadonlySet<string>;
}

/**
 * Tells victims to go, as data: what changes in their status, and who is told of it. Nothing is changed in the snapshot.
 *
 * A victim that is evicted already, or expected to be, counts as preempted and changes no more.
 * @see kueue-quota §10.8, §14.3
 */
export function issuePreemptions(
  snapshot: SchedulerSnapshot,
  preemptor: WorkloadInfo,
  targets: readonly PreemptionTarget[],
  { nowMs, expected }: IssuingOptions,
): PreemptionOutcome {
  const { forest } = snapshot.quota.quota;
  const queue = forest.queues.get(preemptor.clusterQueue) as number;
  const issued: IssuedPreemption[] = [];
  const events: WorkloadEvent[] = [];
  for (const target of targets) {
    const { workload: preemptee, reason } = target;
    if (preemptee.isEvicted || expected?.has(preemptee.key) === true) continue;
    const message = preemptionMessage(preemptor, queue, target, forest);
    const eviction = evict(preemptee.workload, { reason: 'Preempted', message }, nowMs);
    const evicted = setCondition(eviction.workload, { type: 'Preempted', status: 'True', reason, message }, nowMs);
    issued.push({ ...target, message, evicted });
    const priorities = prioritiesText(preemptor, preemptee);
    events.push(
      ...eviction.events,
      workloadEvent(preemptee.key, 'Preempted', message + priorities),
      workloadEvent(preemptor.key, 'PreemptedWorkload', preemptedWorkloadMessage(preemptor, preemptee)),
    );
  }
  return { preempted: targets.length, issued, events };
}
