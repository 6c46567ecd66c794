import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from './run-cli.ts';

const CLUSTER = 'examples/cluster';
const LAYER_3 = 'topology.k8s.aws/network-node-layer-3';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hopwise-place-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

async function json(...args: string[]): Promise<Record<string, unknown>> {
  const { code, stdout } = await runCli(['place', ...args, '--json']);
  expect(code).toBe(0);
  return JSON.parse(stdout);
}

describe('hopwise place', () => {
  it('answers where the pods of a required job go, and how far apart', async () => {
    const answer = await json('-f', 'examples/required.yaml', '--cluster', CLUSTER);
    const path = ['nn-11111example', 'nn-22222example', 'nn-44444example'];
    expect(answer).toMatchObject({
      state: 'placed',
      algorithm: 'kueue',
      podSets: [
        {
          name: 'main',
          count: 2,
          nodes: [
            { node: 'hyperpod-i-0c0ffee00000000c3', count: 1, path },
            { node: 'hyperpod-i-0c0ffee0000000107', count: 1, path },
          ],
          hops: { max: 2, mean: 2, total: 2, ring: 4 },
        },
      ],
    });
  });

  it('answers why a job cannot fit', async () => {
    expect(await json('-f', 'examples/too-large.yaml', '--cluster', CLUSTER)).toMatchObject({
      state: 'rejected',
      reason: 'not-fit',
      message: 'topology "network" allows to fit only 3 out of 4 pod(s)',
    });
  });

  it('prints pods as kubectl does, then what they share', async () => {
    const { stdout } = await runCli(['place', '-f', 'examples/required.yaml', '--cluster', CLUSTER]);
    const [header, first, second, blank, summary] = stdout.split('\n');
    expect(header?.split(/\s{3,}/)).toEqual([
      'NAME',
      'READY',
      'STATUS',
      'RESTARTS',
      'AGE',
      'IP',
      'NODE',
      'NOMINATED NODE',
      'READINESS GATES',
    ]);
    expect(first?.split(/\s+/).slice(0, 3)).toEqual(['pretrain-0', '1/1', 'Running']);
    expect(second).toContain('hyperpod-i-0c0ffee0000000107');
    expect(blank).toBe('');
    expect(summary).toContain('2 pods on 2 nodes, all below layer 3, nn-44444example; hops max 2');
  });

  it('prints why a job stays pending', async () => {
    const { code, stdout } = await runCli(['place', '-f', 'examples/too-large.yaml', '--cluster', CLUSTER]);
    expect(code).toBe(0);
    const [why, , question, ...levels] = stdout.trimEnd().split('\n');
    expect(why).toBe(
      'pretrain-large stays pending: pod set main: topology "network" allows to fit only 3 out of 4 pod(s)',
    );
    expect(question).toBe('if one domain were required:');
    expect(levels.map((line) => line.trim().split(/\s{3,}/)[1])).toEqual([
      'fits, at most 4 hops apart',
      'fits, at most 4 hops apart',
      'topology "network" allows to fit only 3 out of 4 pod(s)',
    ]);
  });

  it('puts the flags above the manifest', async () => {
    const required = await json('-f', 'examples/preferred.yaml', '--cluster', CLUSTER, '--required-topology', LAYER_3);
    expect(required.state).toBe('rejected');
    const preferred = await json(
      '-f',
      'examples/too-large.yaml',
      '--cluster',
      CLUSTER,
      '--preferred-topology',
      LAYER_3,
    );
    expect(preferred).toMatchObject({ state: 'placed', podSets: [{ count: 4, hops: { max: 4 } }] });
  });

  it('places several jobs one after another', async () => {
    const files = ['examples/required.yaml', 'examples/preferred.yaml', 'examples/unconstrained.yaml'];
    const { jobs } = (await json('-f', ...files, '--cluster', CLUSTER)) as {
      jobs: { name: string; state: string; podSets: { nodes: { node: string }[]; hops: { max: number } }[] }[];
    };
    expect(jobs.map(({ name, state }) => [name, state])).toEqual([
      ['pretrain', 'placed'],
      ['finetune', 'placed'],
      ['evaluate', 'placed'],
    ]);
    // Alone it would stay below one layer-2 node; after the first job it cannot.
    expect(jobs[1]?.podSets[0]?.hops.max).toBe(6);
    const nodes = jobs.flatMap(({ podSets }) => podSets.flatMap((podSet) => podSet.nodes.map(({ node }) => node)));
    expect(new Set(nodes).size).toBe(nodes.length);
  });

  it('reads jobs and clusters of directories, several flags and standard input', async () => {
    const fromDirectory = await json('-f', 'examples', '--cluster', CLUSTER);
    expect((fromDirectory.jobs as unknown[]).length).toBe(4);
    const twice = await json('-f', 'examples/required.yaml', '-f', 'examples/too-large.yaml', '--cluster', CLUSTER);
    expect((twice.jobs as unknown[]).length).toBe(2);
    const nodes = readFileSync('examples/cluster/nodes.json', 'utf8');
    const piped = await runCli(['place', '-f', 'examples/required.yaml', '--cluster', '-'], nodes);
    expect(piped.code).toBe(0);
    expect(piped.stdout).toContain('pretrain-1');
  });

  it("works from EC2's answer alone, and says what it assumed", async () => {
    const { code, stdout, stderr } = await runCli([
      'place',
      '-f',
      'examples/required.yaml',
      '--cluster',
      'fixtures/topology/seven-instances.json',
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain('nn-44444example; hops max 2');
    expect(stderr).toContain('note: no Topology given: assumed the levels');
  });

  it('refuses instances whose resources nobody knows', async () => {
    const cluster = write(
      'unknown.json',
      '{"Instances":[{"InstanceId":"i-0a","InstanceType":"x9.huge","NetworkNodes":["nn-1"]}]}',
    );
    const { code, stdout, stderr } = await runCli(['place', '-f', 'examples/required.yaml', '--cluster', cluster]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('x9.huge');
  });

  it("takes Kueue's feature gates, and knows a misspelt one", async () => {
    const base = ['place', '-f', 'examples/required.yaml', '--cluster', CLUSTER, '--feature-gates'];
    expect((await runCli([...base, 'TASBalancedPlacement=true,TASProfileMixed=false'])).code).toBe(0);
    const typo = await runCli([...base, 'TASBalancedPlacment=true']);
    expect(typo.code).toBe(2);
    expect(typo.stderr).toContain('did you mean "TASBalancedPlacement"');
    expect((await runCli([...base, 'TASBalancedPlacement'])).code).toBe(2);
    const unmet = await runCli([...base, 'TASFailedNodeReplacement=false']);
    expect(unmet.code).toBe(2);
    expect(unmet.stderr).toContain('TASFailedNodeReplacement');
  });

  it('tries one flavor only when told', async () => {
    const args = ['-f', 'examples/required.yaml', '--cluster', CLUSTER, '--flavor'];
    expect((await json(...args, 'ml.p5.48xlarge')).state).toBe('placed');
    expect(await json(...args, 'other')).toMatchObject({ state: 'rejected', reason: 'no-topology-flavor' });
  });

  it.each([
    ['both inputs from standard input', ['-f', '-', '--cluster', '-'], 'cannot both read standard input'],
    ['files without a job', ['-f', 'examples/cluster', '--cluster', CLUSTER], 'no job in examples/cluster'],
    ['no cluster', ['-f', 'examples/required.yaml'], '--cluster'],
    [
      'two overrides',
      ['-f', 'x', '--cluster', 'y', '--required-topology', 'a', '--preferred-topology', 'b'],
      'cannot be used with',
    ],
  ])('refuses %s', async (_, args, message) => {
    const { code, stdout, stderr } = await runCli(['place', ...args]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  it('names every problem of every file with its place, and reads nothing half', async () => {
    const job = write(
      'bad.yaml',
      'apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: bad\nspec:\n  paralelism: 2\n  completions: -1\n  template:\n    spec:\n      containers: []\n',
    );
    const broken = write('broken.json', '{"kind": "Job",\n  "metadata": }\n');
    const { code, stdout, stderr } = await runCli(['place', '-f', job, broken, '--cluster', CLUSTER]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`${job}:6:3: error: `);
    expect(stderr).toContain('did you mean "parallelism"');
    expect(stderr).toContain(`${job}:7:`);
    expect(stderr).toContain(`${broken}:2:`);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});
