import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type KaiRecording, type Recording, verify } from '../../../src/analysis/index.ts';
import type { Problem } from '../../../src/base/index.ts';
import { readRecordings } from '../../../src/formats/index.ts';
import { kaiNodes, placeKaiGang } from '../../../src/placement/index.ts';

const FILE = 'fixtures/recordings/kai-random.jsonl.gz';
const text = gunzipSync(readFileSync(FILE)).toString('utf8');
const lines = text.trimEnd().split('\n');
const placedLine = lines.find((line) => line.includes('"state":"placed"')) as string;

function read(source: string): readonly Recording[] {
  const result = readRecordings({ file: FILE, text: source });
  if (result.state === 'refused') throw new Error(result.problems.map(({ message }) => message).join('\n'));
  expect(result.warnings).toEqual([]);
  return result.value;
}

/** Problems with a recording in which the value at a path was replaced. */
function problemsWith(path: readonly (string | number)[], value: unknown): readonly Problem[] {
  const recording = JSON.parse(placedLine);
  const holder = path.slice(0, -1).reduce((object, key) => object[key], recording);
  holder[path.at(-1) as string] = value;
  const result = readRecordings({ file: FILE, text: JSON.stringify(recording) });
  return result.state === 'refused' ? result.problems : result.warnings;
}

describe('recorded decisions of KAI Scheduler', () => {
  const recordings = read(text);

  it('are all met, in state and nodes', () => {
    expect(verify(recordings)).toEqual({ kinds: { kai: { passed: 400, failed: 0, notRun: 0 } }, failures: [] });
  });

  it('are pending for the reason that the recorded message gives', () => {
    const reasonOf: readonly [text: RegExp, reason: string][] = [
      [/Requested topology .* does not exist/, 'unknown-topology'],
      [/requirement .* couldn't be satisfied .*: not enough resources in /, 'not-enough-room'],
      [/requirement .* couldn't be satisfied .*>\.$/, 'no-domain-fits'],
      [/^PodSchedulingErrors: Resources were not found for pod/, 'no-node-fits'],
    ];
    const counts = new Map<string, number>();
    for (const [i, recording] of recordings.entries()) {
      const { message } = JSON.parse(lines[i] as string).expect as { message?: string };
      const expected = reasonOf.find(([pattern]) => message !== undefined && pattern.test(message))?.[1];
      if (expected === undefined) continue;
      const { nodes, running, topologies, gang } = recording as KaiRecording;
      const placement = placeKaiGang({ nodes: kaiNodes(nodes, running), topologies, gang });
      expect(placement, recording.id).toEqual({ state: 'pending', reason: expected });
      counts.set(expected, (counts.get(expected) ?? 0) + 1);
    }
    expect(counts.size).toBe(reasonOf.length);
  });

  it('fail when the answer is another', () => {
    const recording = JSON.parse(placedLine);
    const [node, pods] = Object.entries<number>(recording.expect.nodes)[0] as [string, number];
    recording.expect.nodes[node] = pods + 1;
    const { kinds, failures } = verify(read(JSON.stringify(recording)));
    expect(kinds).toEqual({ kai: { passed: 0, failed: 1, notRun: 0 } });
    expect(failures[0]?.actual).toEqual({ state: 'placed', nodes: { ...recording.expect.nodes, [node]: pods } });
    const pending = read(JSON.stringify({ ...recording, expect: { state: 'pending', message: 'any' } }));
    expect(verify(pending).failures[0]?.expected).toEqual({ state: 'pending' });
  });
});

describe('a recording is refused', () => {
  const { objects } = JSON.parse(placedLine) as { objects: { kind: string }[] };
  const nodeAt = objects.findIndex(({ kind }) => kind === 'Node');
  const topologyAt = objects.findIndex(({ kind }) => kind === 'Topology');
  const pod = { node: 'no', gpus: 1, cpu: '1', memory: '1G' };
  const cases: [what: string, path: (string | number)[], value: unknown, field: string][] = [
    ['when a pod runs on no node', ['running'], [{ job: 'j', pods: [pod] }], 'running[0].pods[0].node'],
    ['when the gang has no pods', ['ask', 'pods'], 0, 'ask.pods'],
    ['when an amount is none', ['ask', 'cpu'], 'much', 'ask.cpu'],
    ['when the state is another word', ['expect', 'state'], 'maybe', 'expect.state'],
    ['when a placed gang has no nodes', ['expect', 'nodes'], undefined, 'expect.nodes'],
    [
      'when a level has no label',
      ['objects', topologyAt, 'spec', 'levels'],
      [{}],
      `objects[${topologyAt}].spec.levels[0].nodeLabel`,
    ],
  ];
  it.each(cases)('%s', (_, path, value, field) => {
    expect(problemsWith(path, value).map((problem) => [problem.severity, problem.field])).toEqual([['error', field]]);
  });

  it('when a node is not one, and its index is that of the list as it is written', () => {
    const [problem] = problemsWith(['objects', nodeAt, 'status', 'allocatable', 'cpu'], '-1');
    expect(nodeAt).toBeGreaterThan(0);
    expect(problem).toMatchObject({ severity: 'error', field: `[${nodeAt}].status.allocatable.cpu` });
  });
});
