import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { PlacementRecording } from '../../../src/analysis/index.ts';
import { readRecordings } from '../../../src/formats/index.ts';
import { buildSnapshots, type HopObjective, type HopRegret, hopRegrets } from '../../../src/placement/index.ts';
import { recordingLines } from '../../recording-lines.ts';

/** How Kueue's recorded placements compare with the best there is. */
interface Tally {
  groups: number;
  /** As good as the best. */
  equal: number;
  /** More pairs without a shared top domain than needed. */
  split: number;
  worse: number;
  /** Kueue's hops by the least, of the worse ones where the least is not 0. */
  readonly ratios: number[];
}

function tallyOf(file: string, objective: HopObjective): Tally {
  const tally: Tally = { groups: 0, equal: 0, split: 0, worse: 0, ratios: [] };
  for (const line of recordingLines<object>(file)) {
    const read = readRecordings({ file, text: JSON.stringify(line) });
    if (read.state === 'refused') throw new Error(read.problems[0]?.message);
    const recording = read.value[0] as PlacementRecording;
    if (recording.kind === 'placement' && isPlacedAnew(recording)) addRecording(tally, recording, objective);
  }
  return tally;
}

/** Not a replacement of failed nodes, nor a change of an elastic workload. */
function isPlacedAnew({ workload, gates, requests }: PlacementRecording): boolean {
  const isElastic =
    gates.ElasticJobsViaWorkloadSlicesWithTAS && requests.some(({ previous }) => previous !== undefined);
  return (workload?.unhealthyNodes ?? []).length === 0 && !isElastic;
}

function addRecording(tally: Tally, recording: PlacementRecording, objective: HopObjective): void {
  const { cluster, gates, usage, flavor, requests, expected } = recording;
  const snapshot = buildSnapshots(cluster, gates, usage).get(flavor);
  const placements = Object.entries(expected.assignments).map(
    ([podSet, assignment]) => ({ state: 'placed', podSet, assignment }) as const,
  );
  if (snapshot === undefined || placements.length === 0) return;
  const regrets = hopRegrets(snapshot, requests, placements, recording, objective);
  // The best finds a place wherever Kueue did, for as many pods.
  expect(regrets.flatMap(({ podSets }) => podSets).sort(), recording.id).toEqual(
    Object.keys(expected.assignments).sort(),
  );
  for (const regret of regrets) addRegret(tally, recording.id, regret, objective);
}

function addRegret(tally: Tally, id: string, { actual, best, regret }: HopRegret, objective: HopObjective): void {
  if (best === null) throw new Error(`${id} is too large to find the best`);
  expect(actual.pods, id).toBe(best.pods);
  tally.groups++;
  if (regret === null) {
    const splits = objective === 'total' ? ('unreachablePairs' as const) : ('topDomains' as const);
    expect(actual[splits], id).toBeGreaterThan(best[splits]);
    tally.split++;
    return;
  }
  expect(regret, id).toBeGreaterThanOrEqual(0);
  if (regret === 0) tally.equal++;
  else tally.worse++;
  if (regret > 0 && best[objective] > 0) tally.ratios.push(actual[objective] / best[objective]);
}

/** Least numbers of groups, of worse ones among them, and of the largest ratio, for a comparison that shows something. */
describe.each([
  ['../shared/recordings/placement-table.jsonl', 90, 5, 1.5],
  ['fixtures/recordings/placement-random.jsonl.gz', 1000, 150, 4],
  ['fixtures/recordings/placement-vectors.jsonl', 20, 5, 2],
])(
  'against the placements recorded of Kueue in %s (skipped where the file is not there)',
  (file, groups, worse, ratio) => {
    it.skipIf(!existsSync(file)).each<HopObjective>(['total', 'ring'])('the best by %s is never worse', (objective) => {
      const tally = tallyOf(file, objective);
      expect(tally.groups).toBeGreaterThanOrEqual(groups);
      expect(tally.worse).toBeGreaterThanOrEqual(worse);
      expect(tally.ratios.reduce((a, b) => Math.max(a, b), 0)).toBeGreaterThanOrEqual(ratio);
      expect(tally.equal + tally.split + tally.worse).toBe(tally.groups);
    });
  },
);
