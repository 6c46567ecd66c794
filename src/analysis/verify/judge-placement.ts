import type { TopologyAssignment } from '../../model/index.ts';
import { buildSnapshots, type FlavoredPlacement, placeWorkload } from '../../placement/index.ts';
import type { PlacementAnswer, PlacementRecording } from './recording.ts';
import { compareAnswers, type Verdict } from './verdict.ts';

/** Asks hopwise the recorded question and compares assignments, their order and the messages to the letter. */
export function judgePlacement(recording: PlacementRecording): Verdict {
  const { gates, cluster, usage, requests, isSimulatedEmpty, workload } = recording;
  const snapshots = buildSnapshots(cluster, gates, usage);
  const byFlavor = new Map([[recording.flavor, requests]]);
  const options = { gates, isSimulatedEmpty, ...(workload && { workload }) };
  let placements = placeWorkload(snapshots, byFlavor, options);
  for (let i = 1; i < recording.repeat; i++) placements = placeWorkload(snapshots, byFlavor, options);
  const order = requests.map(({ podSet }) => podSet);
  return compareAnswers(recording.expected, toAnswer(placements, order));
}

function toAnswer(placements: readonly FlavoredPlacement[], order: readonly string[]): PlacementAnswer {
  const assignments: Record<string, TopologyAssignment> = {};
  const messages = new Map<string, string>();
  for (const placement of placements) {
    if (placement.state === 'placed') assignments[placement.podSet] = placement.assignment;
    else messages.set(placement.podSet, placement.message);
  }
  const podSets = order.filter((podSet) => messages.has(podSet));
  const message = messages.get(podSets[0] ?? '');
  return message === undefined ? { assignments } : { assignments, failure: { podSets, message } };
}
