import { compareStrings } from '../../base/index.ts';
import type { FlavorResource } from '../../quota/index.ts';
import {
  type AssignedPodSet,
  adjustWorkload,
  buildSchedulerSnapshot,
  getTargets,
  issuePreemptions,
  type PreemptionTarget,
  type SchedulerSnapshot,
  type WorkloadEvent,
  type WorkloadInfo,
  workloadInfo,
} from '../../scheduler/index.ts';
import type { PreemptionAnswer, PreemptionRecording } from './preemption-recording.ts';
import { statusChanges } from './status-changes.ts';
import { compareAnswers, type Verdict } from './verdict.ts';

/** Asks hopwise the recorded question and compares victims, reasons, and where recorded what issuing comes to. */
export function judgePreemption(recording: PreemptionRecording): Verdict {
  const { nowMs, expected, clusterQueue, governance, assignment } = recording;
  const snapshot = snapshotOf(recording);
  if (!snapshot.queues.has(clusterQueue)) return { state: 'failed', expected, actual: 'the queue is inactive' };
  const { flavorResources } = snapshot.quota.quota;
  const asking = adjustWorkload(recording.workload, governance);
  // It was asked in this queue, whichever it may hold quota of.
  const workload = { ...workloadInfo(asking, clusterQueue, { ...snapshot, flavorResources }), clusterQueue };
  const podSets = workload.podSets.map(({ name }) => assignment.get(name) ?? { name, count: 0, flavors: NO_FLAVORS });
  const targets = getTargets(snapshot, workload, { podSets }, { nowMs });
  const isIssued = expected.issued !== undefined;
  return compareAnswers(expected, {
    targets: targets
      .map(({ workload: { key }, reason }) => ({ workload: key, reason }))
      .sort((a, b) => compareStrings(a.workload, b.workload)),
    ...(isIssued && { issued: issuedAnswer(snapshot, workload, targets, nowMs) }),
  });
}

const NO_FLAVORS: AssignedPodSet['flavors'] = new Map();

function snapshotOf({ cluster, governance, gates, configuration, ...asked }: PreemptionRecording): SchedulerSnapshot {
  const held = [...asked.assignment.values()].flatMap(({ flavors }) =>
    [...flavors].map(([resource, { flavor }]): FlavorResource & { readonly clusterQueue: string } => {
      return { clusterQueue: asked.clusterQueue, flavor, resource };
    }),
  );
  const options = { gates, configuration, held, keepsQueuesWithoutFlavor: true };
  return buildSchedulerSnapshot({ ...cluster, ...governance }, options);
}

function issuedAnswer(
  snapshot: SchedulerSnapshot,
  preemptor: WorkloadInfo,
  targets: readonly PreemptionTarget[],
  nowMs: number,
): PreemptionAnswer['issued'] {
  const { preempted, issued, events } = issuePreemptions(snapshot, preemptor, targets, { nowMs });
  const workloads = issued.map(
    ({ workload, evicted }) => [workload.key, statusChanges(workload.workload, evicted)] as const,
  );
  return { preempted, workloads: Object.fromEntries(workloads), events: events.toSorted(compareEvents) };
}

function compareEvents(a: WorkloadEvent, b: WorkloadEvent): number {
  return (
    compareStrings(a.workload, b.workload) ||
    compareStrings(a.type, b.type) ||
    compareStrings(a.reason, b.reason) ||
    compareStrings(a.message, b.message)
  );
}
