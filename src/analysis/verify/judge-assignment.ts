import { compareStrings } from '../../base/index.ts';
import { type Amount, amountText, type FlavorResourceAmounts, type FlavorResources } from '../../quota/index.ts';
import {
  type Assignment,
  type AssignmentQuestion,
  adjustWorkload,
  assignFlavors,
  buildSchedulerSnapshot,
  type FlavorAssignment,
  type FlavorAttempt,
  type PodSetOutcome,
  type PreemptionOracle,
  type ScanProgress,
  type SchedulerSnapshot,
  workloadInfo,
} from '../../scheduler/index.ts';
import type {
  AmountTexts,
  AssignmentAnswer,
  AssignmentRecording,
  AttemptAnswer,
  FlavorAnswer,
  PodSetAnswer,
} from './assignment-recording.ts';
import { compareAnswers, type Verdict } from './verdict.ts';

/** Asks hopwise the recorded question and compares flavors, modes, places, and every text to the letter. */
export function judgeAssignment(recording: AssignmentRecording): Verdict {
  const snapshot = snapshotOf(recording);
  const queue = snapshot.queues.get(recording.clusterQueue);
  if (queue === undefined) return { state: 'failed', expected: recording.expected, actual: 'the queue is inactive' };
  const { flavorResources } = snapshot.quota.quota;
  const { nomination, replacedSlice, governance } = recording;
  const workload = adjustWorkload(recording.workload, governance);
  const question: AssignmentQuestion = {
    snapshot,
    queue,
    workload: workloadInfo(workload, queue.name, { ...snapshot, flavorResources }),
    oracle: recordedOracle(recording, flavorResources),
    ...(nomination && { nomination }),
    ...(replacedSlice && { replacedSlice }),
  };
  return compareAnswers(recording.expected, toAnswer(assignFlavors(question), flavorResources));
}

/** Flavors that are missing were deleted after the reference had taken its snapshot. */
function snapshotOf(recording: AssignmentRecording): SchedulerSnapshot {
  const { cluster, governance, gates, configuration, usage, nodeUsage } = recording;
  const options = { gates, configuration, held: usage, keepsQueuesWithoutFlavor: true };
  const snapshot = buildSchedulerSnapshot({ ...cluster, ...governance }, options);
  const { forest, flavorResources } = snapshot.quota.quota;
  for (const { clusterQueue, flavor, resource, amount } of usage) {
    const node = forest.queues.get(clusterQueue);
    const flavorResource = flavorResources.indexOf(flavor, resource);
    if (node !== undefined && flavorResource !== undefined) snapshot.quota.addUsage(node, [{ flavorResource, amount }]);
  }
  for (const { flavor, values, requests, count } of nodeUsage) {
    snapshot.topology.get(flavor)?.addUsage(values, requests, count);
  }
  return snapshot;
}

function recordedOracle({ oracle }: AssignmentRecording, flavorResources: FlavorResources): PreemptionOracle {
  return {
    forecast(_queue, flavorResource) {
      const asked = flavorResources.names[flavorResource];
      const isAsked = ({ flavor, resource }: { flavor: string; resource: string }): boolean =>
        flavor === asked?.flavor && resource === asked.resource;
      return oracle.forecasts.find(isAsked) ?? oracle.otherwise;
    },
  };
}

function toAnswer(assignment: Assignment, flavorResources: FlavorResources): AssignmentAnswer {
  return {
    mode: assignment.mode,
    borrowing: assignment.borrowingLevel,
    noFitReason: assignment.noFitReason ?? '',
    usage: usageTexts(assignment.usage.quota, flavorResources),
    lastTriedFlavorIdx: progressAnswer(assignment.progress),
    podSets: assignment.podSets.map(podSetAnswer),
  };
}

/** Recordings leave out what is empty altogether. */
function progressAnswer(progress: ScanProgress): AssignmentAnswer['lastTriedFlavorIdx'] {
  return progress.some(({ size }) => size > 0) ? progress.map((indices) => Object.fromEntries(indices)) : [];
}

function usageTexts(usage: FlavorResourceAmounts, { names }: FlavorResources): Readonly<Record<string, AmountTexts>> {
  const texts: Record<string, Record<string, string>> = {};
  for (const { flavorResource, amount } of usage) {
    const { flavor, resource } = names[flavorResource] as FlavorResources['names'][number];
    texts[flavor] = { ...texts[flavor], [resource]: amountText(resource, amount) };
  }
  return texts;
}

function podSetAnswer(podSet: PodSetOutcome): PodSetAnswer {
  const { name, count, mode, topologyAssignment, delayedTopologyRequest } = podSet;
  return {
    name,
    count,
    mode,
    flavors: Object.fromEntries([...podSet.flavors].map(([resource, assigned]) => [resource, flavorAnswer(assigned)])),
    requests: amountTexts(podSet.requests),
    reasons: [...podSet.reasons].sort(compareStrings),
    error: podSet.error ?? '',
    attempts: podSet.attempts.map(attemptAnswer),
    topologyAssignment: topologyAssignment ?? '',
    delayedTopologyRequest: delayedTopologyRequest ?? '',
  };
}

function amountTexts(amounts: readonly { readonly resource: string; readonly amount: Amount }[]): AmountTexts {
  return Object.fromEntries(amounts.map(({ resource, amount }) => [resource, amountText(resource, amount)]));
}

function flavorAnswer({
  flavor: name,
  mode,
  triedIndex: triedIdx,
  borrowingLevel: borrow,
}: FlavorAssignment): FlavorAnswer {
  return { name, mode, triedIdx, borrow };
}

function attemptAnswer({
  flavor,
  mode,
  borrowingLevel,
  possibility,
  reasons,
  noFitReason,
}: FlavorAttempt): AttemptAnswer {
  return {
    flavor,
    mode,
    borrow: borrowingLevel,
    preemptionPossibility: possibility ?? '',
    reasons,
    noFitReason: noFitReason ?? '',
  };
}
