import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type SlurmRecording, verify } from '../../../src/analysis/index.ts';
import { readRecordings } from '../../../src/formats/index.ts';
import type { SlurmJob } from '../../../src/placement/index.ts';
import { recordingLines } from '../../recording-lines.ts';

const PATH = 'fixtures/recordings/slurm-random.jsonl.gz';

function read(text: string): SlurmRecording[] {
  const result = readRecordings({ file: 'slurm.jsonl', text });
  if (result.state === 'refused') throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return result.value as SlurmRecording[];
}

describe('the recordings of a real Slurm', () => {
  const recordings = read(gunzipSync(readFileSync(PATH)).toString());

  it('hold one question per submission', () => {
    const lines = recordingLines<{ steps: { op: string }[] }>(PATH);
    const submissions = lines.flatMap(({ steps }) => steps.filter(({ op }) => op === 'submit'));
    expect([lines.length, recordings.length]).toEqual([152, submissions.length]);
  });

  // What was measured here: every class at 100 %. The counts show that no class is empty.
  it.each<[name: string, least: number, belongs: (recording: SlurmRecording) => boolean]>([
    ['plain jobs on whole nodes, tree', 970, (given) => isTree(given) && isPlain(given.job)],
    ['plain jobs on whole nodes over three levels of switches', 50, (given) => isPlain(given.job) && spansThree(given)],
    ['plain jobs on whole nodes, block', 450, (given) => !isTree(given) && isPlain(given.job)],
    ['jobs held to few switches', 170, ({ job }) => job.maxSwitches !== undefined],
    ['jobs of segments', 30, ({ job }) => job.segment !== undefined],
    ['contiguous jobs', 40, ({ job }) => job.isContiguous === true],
    ['ranges of nodes', 30, ({ job }) => job.nodes !== undefined && job.nodes.min < job.nodes.max],
    ['excluded and named nodes', 50, ({ job }) => job.exclude !== undefined || job.nodelist !== undefined],
    ['GPUs', 160, ({ job }) => job.gpusPerNode !== undefined],
    ['jobs of tasks', 250, ({ job }) => job.isExclusive !== true && job.gpusPerNode === undefined],
    ['jobs that wait or are rejected', 350, ({ expected }) => expected.state !== 'placed'],
  ])('are met: %s', (_, least, belongs) => {
    const asked = recordings.filter(belongs);
    const { passed = 0 } = verify(asked).kinds.slurm ?? {};
    expect(asked.length).toBeGreaterThan(least);
    expect(passed / asked.length).toBeGreaterThanOrEqual(0.99);
  });
});

const SCENARIO = {
  id: 's',
  kind: 'slurm',
  topology: 'SwitchName=a Nodes=n[1-3]\n',
  nodes: ['n1', 'n2', 'n3'].map((name) => ({ name, cpus: 4, gres: 'gpu:2' })),
  steps: [
    { op: 'submit', job: 1, args: ['-N', '2', '--exclusive'] },
    { op: 'submit', job: 2, args: ['--ntasks=1'] },
    { op: 'end', job: 1 },
    { op: 'submit', job: 3, args: ['-N', '3', '--exclusive'] },
    { op: 'submit', job: 4, args: ['-N', '4', '--exclusive'] },
  ],
  expect: [
    { job: 1, state: 'placed', nodes: ['n2', 'n3'] },
    { job: 2, state: 'placed', nodes: ['n1'] },
    { job: 3, state: 'pending', reason: 'Resources' },
    {
      job: 4,
      state: 'rejected',
      reason: 'Job submit/allocate failed: Requested node configuration is not available',
    },
  ],
};

describe('a scenario', () => {
  it('goes on from what was recorded, whatever was predicted', () => {
    // Job 1 would go to n1 and n2 by the rule; the jobs after it are judged with it on n2 and n3.
    const report = verify(read(JSON.stringify(SCENARIO)));
    expect(report.kinds).toEqual({ slurm: { passed: 3, failed: 1, notRun: 0 } });
    expect(report.failures).toEqual([
      {
        id: 's#1',
        expected: { state: 'placed', nodes: ['n2', 'n3'] },
        actual: { state: 'placed', nodes: ['n1', 'n2'] },
      },
    ]);
  });

  it.each<[title: string, change: object, field: string]>([
    ['an option that is not modelled', { steps: [{ op: 'submit', job: 1, args: ['--mem=4G'] }] }, 'steps[0].args'],
    ['a submission without an answer', { expect: [] }, 'steps[0].job'],
    ['a topology that is none', { topology: 'SwitchName=a' }, 'topology'],
    ['a gres that is no GPU', { nodes: [{ name: 'n1', cpus: 1, gres: 'fpga:1' }] }, 'nodes[0].gres'],
  ])('is refused for %s', (_, change, field) => {
    const result = readRecordings({ file: 'slurm.jsonl', text: JSON.stringify({ ...SCENARIO, ...change }) });
    expect(result.state === 'refused' && result.problems[0]?.field).toBe(field);
  });
});

function isTree({ cluster }: SlurmRecording): boolean {
  return cluster.topology.kind === 'tree';
}

/** Nothing asked but a number of whole nodes. */
function isPlain(job: SlurmJob): boolean {
  return Object.keys(job).sort().join() === 'isExclusive,nodes' && job.nodes?.min === job.nodes?.max;
}

/** Was the job placed on nodes that no switch directly above leaf switches connects? */
function spansThree({ cluster, expected }: SlurmRecording): boolean {
  const { topology } = cluster;
  if (topology.kind === 'block' || expected.state !== 'placed') return false;
  const nodesOf = new Map(topology.switches.map(({ name, nodes }) => [name, nodes]));
  const groups = topology.switches.map(({ nodes, switches }) => [
    ...nodes,
    ...switches.flatMap((name) => nodesOf.get(name) ?? []),
  ]);
  return !groups.some((group) => expected.nodes.every((node) => group.includes(node)));
}
