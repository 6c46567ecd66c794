import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
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

function topologyPod(name: string, phase: string, workload: string): object {
  const annotations = {
    'kueue.x-k8s.io/podset-required-topology': LAYER_3,
    'kueue.x-k8s.io/workload': workload,
  };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'team-a', annotations },
    spec: { nodeName: 'hyperpod-i-0c0ffee00000000b2', containers: [{ name: 'main' }] },
    status: { phase },
  };
}

/** Places two pods on the example cluster with these objects in it. */
function placeBeside(objects: readonly object[]): ReturnType<typeof runCli> {
  return runCli(['place', '-f', 'examples/required.yaml', '--cluster', CLUSTER, '-'], JSON.stringify(objects));
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

  it('takes feature gates from a Configuration, below those of the command line', async () => {
    const config = write(
      'config.yaml',
      'apiVersion: config.kueue.x-k8s.io/v1beta2\nkind: Configuration\nfeatureGates: {TASBalancedPlacement: true}\n',
    );
    const base = ['place', '-f', 'fixtures/manifests/statefulset-preferred.yaml', '--cluster', CLUSTER];
    const gated = [...base, '--config', config];
    const balanced = await runCli([...base, '--feature-gates', 'TASBalancedPlacement=true']);
    const plain = await runCli(base);
    expect(balanced.stdout).not.toBe(plain.stdout);
    expect(await runCli(gated)).toEqual(balanced);
    expect(await runCli([...gated, '--feature-gates', 'TASBalancedPlacement=false'])).toEqual(plain);
  });

  it.each(['--required-topology', '--preferred-topology'])('knows a misspelt level of %s', async (flag) => {
    const args = ['place', '-f', 'examples/required.yaml', '--cluster', CLUSTER, flag];
    const { code, stdout, stderr } = await runCli([...args, 'topology.k8s.aws/network-node-layer-9']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(
      `${flag}: no Topology has the level "topology.k8s.aws/network-node-layer-9" (did you mean`,
    );
    expect(stderr).toContain('network-node-layer-3, kubernetes.io/hostname');
  });

  it("answers in Kueue's words when a manifest asks for a level that no Topology has", async () => {
    const text = readFileSync('examples/required.yaml', 'utf8').replace('network-node-layer-3', 'network-node-layer-9');
    expect(await json('-f', write('layer-9.yaml', text), '--cluster', CLUSTER)).toMatchObject({
      state: 'rejected',
      message: 'no requested topology level: topology.k8s.aws/network-node-layer-9',
    });
  });

  it('tells the problems of job and cluster at once', async () => {
    const { code, stderr } = await runCli(['place', '-f', 'nope.yaml', '--cluster', 'nope.json']);
    expect(code).toBe(2);
    expect(stderr.trimEnd().split('\n')).toEqual([
      'nope.yaml: error: no such file or directory',
      'nope.json: error: no such file or directory',
    ]);
  });

  it('tells that Kueue never admits the job, in its words', async () => {
    const text = readFileSync('examples/required.yaml', 'utf8');
    const resources = '{ requests: { cpu: 2 }, limits: { cpu: 1 } }';
    const path = write('above-limit.yaml', text.replace(/resources:[\s\S]*/, `resources: ${resources}\n`));
    const message =
      'resources validation failed: spec.podSets[0].template.spec.containers[0]: Invalid value: ["cpu"]: requests must not exceed its limits';
    expect(await json('-f', path, '--cluster', CLUSTER)).toMatchObject({
      state: 'rejected',
      reason: 'inadmissible',
      message,
      ifRequired: [],
    });
    const { stdout } = await runCli(['place', '-f', path, '--cluster', CLUSTER]);
    expect(stdout.trimEnd()).toBe(`pretrain stays pending: ${message}`);
  });

  it('holds pods against the LimitRanges of their namespace', async () => {
    const spec = { limits: [{ type: 'Container', max: { cpu: 1 } }] };
    const { stdout } = await placeBeside([
      { apiVersion: 'v1', kind: 'LimitRange', metadata: { name: 'l', namespace: 'team-a' }, spec },
    ]);
    expect(stdout).toContain("pretrain stays pending: resources didn't satisfy LimitRange constraints: ");
  });

  it('tries one flavor only when told', async () => {
    const args = ['-f', 'examples/required.yaml', '--cluster', CLUSTER, '--flavor'];
    expect((await json(...args, 'ml.p5.48xlarge')).state).toBe('placed');
    expect(await json(...args, 'other')).toMatchObject({ state: 'rejected', reason: 'no-topology-flavor' });
  });

  it.each([1, 3])('warns once of %i topology pods whose Workload nobody gave', async (count) => {
    const pods = Array.from({ length: count }, (_, i) => topologyPod(`worker-${i}`, 'Running', 'job-other-1'));
    const { code, stdout, stderr } = await placeBeside(pods);
    expect(code).toBe(0);
    expect(stdout).toContain('2 pods on 2 nodes');
    const more = count === 1 ? '' : ` and ${count - 1} more`;
    expect(stderr).toBe(
      `warning: room of pod team-a/worker-0${more} is taken for free: topology pods are counted by their Workloads, which --cluster lacks; add kubectl get workloads -A -o json\n`,
    );
  });

  it('does not warn of pods whose Workload is there, and of those that hold no room', async () => {
    const workload = parse(readFileSync('examples/replacement/workload.yaml', 'utf8'));
    const { stderr } = await placeBeside([
      workload,
      topologyPod('held', 'Running', 'job-pretrain-4f2a1'),
      topologyPod('done', 'Succeeded', 'job-other-1'),
    ]);
    expect(stderr).toBe('');
  });

  it('warns of a Workload in a flavor that the cluster lacks', async () => {
    const cluster = ['fixtures/topology/seven-instances.nodes.json', 'examples/replacement'];
    const { code, stderr } = await runCli(['place', '-f', 'examples/required.yaml', '--cluster', ...cluster]);
    expect(code).toBe(0);
    expect(stderr).toContain(
      'warning: room of Workload team-a/job-pretrain-4f2a1 is taken for free: --cluster lacks the flavors they hold',
    );
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

describe('hopwise place of an admitted Workload whose node failed', () => {
  const WORKLOAD = 'examples/replacement/workload.yaml';
  const FAILED = 'hyperpod-i-0c0ffee0000000107';
  // It holds …c3 and …107, alone below nn-44444, and requires layer 2: of nn-22222 only nn-33333 has room, and its first
  // node in byte order is …b2.
  const REPLACEMENT = 'hyperpod-i-0c0ffee00000000b2';

  it('answers with another node for the pods of the failed one', async () => {
    expect(await json('-f', WORKLOAD, '--cluster', CLUSTER)).toMatchObject({
      state: 'placed',
      podSets: [
        { count: 2, nodes: [{ node: REPLACEMENT }, { node: 'hyperpod-i-0c0ffee00000000c3' }], hops: { max: 4 } },
      ],
      ifRequired: [],
      replacement: { failedNode: FAILED, moved: [{ podSet: 'main', node: REPLACEMENT, count: 1 }] },
    });
    const { stdout } = await runCli(['place', '-f', WORKLOAD, '--cluster', CLUSTER]);
    expect(stdout.split('\n')[0]).toBe(`node ${FAILED} failed; moved: 1 pod of main to ${REPLACEMENT}`);
  });

  it('counts what the Workload holds once, in whichever files it stands', async () => {
    // After it, nn-33333 has two nodes left and layer 2 cannot take four: only layer 1 can.
    const jobs = ['-f', WORKLOAD, 'examples/preferred.yaml'];
    const apart = await runCli(['place', ...jobs, '--cluster', CLUSTER]);
    const beside = await runCli(['place', ...jobs, '--cluster', CLUSTER, 'examples/replacement']);
    expect(apart.stdout).toContain('main: 4 pods on 4 nodes, all below layer 1, nn-11111example');
    expect(beside).toEqual(apart);
  });

  it('answers why there is none', async () => {
    const args = ['place', '-f', WORKLOAD, '--cluster', CLUSTER, '--required-topology', LAYER_3];
    const { code, stdout } = await runCli(args);
    expect(code).toBe(0);
    expect(stdout).toContain(
      `job-pretrain-4f2a1 finds no replacement for node ${FAILED}: pod set main: topology "network"`,
    );
    expect(await json(...args.slice(1))).toMatchObject({
      state: 'rejected',
      replacement: { failedNode: FAILED, moved: [] },
    });
  });

  it('looks in the flavor that the Workload holds, and nowhere else', async () => {
    const nodes = 'fixtures/topology/seven-instances.nodes.json';
    expect(await json('-f', WORKLOAD, '--cluster', nodes)).toMatchObject({
      state: 'rejected',
      reason: 'no-topology-flavor',
      message:
        'the workload holds "ml.p5.48xlarge", and that is no ResourceFlavor with a Topology here; known: "default"',
    });
  });

  it.each([['--compare'], ['--algorithm', 'best-fit']])('refuses %s: other rules replace nothing', async (...flags) => {
    const { code, stdout, stderr } = await runCli(['place', '-f', WORKLOAD, '--cluster', CLUSTER, ...flags]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`${flags[0]}: only Kueue's own rule replaces the failed node`);
  });

  it('refuses a Workload that is admitted and well', async () => {
    const well = write('well.yaml', readFileSync(WORKLOAD, 'utf8').replace(/ {2}unhealthyNodes:[\s\S]*$/, ''));
    const { code, stderr } = await runCli(['place', '-f', well, '--cluster', CLUSTER]);
    expect(code).toBe(2);
    expect(stderr).toContain(
      'its Workloads are admitted, and ask for a place only while status.unhealthyNodes names a node',
    );
  });
});
