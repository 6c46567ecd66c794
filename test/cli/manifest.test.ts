import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { recordingLines } from '../recording-lines.ts';
import { runCli } from './run-cli.ts';

interface Line {
  readonly id: string;
  readonly args: string[];
  readonly object?: object;
  readonly errors?: string[];
}

const lines = recordingLines<Line>('fixtures/recordings/hyp-cli.jsonl');
const CLUSTER = 'examples/cluster';
const LAYER_3 = 'topology.k8s.aws/network-node-layer-3';
const HYP = ['--', 'hyp', 'create', 'hyp-pytorch-job', '--job-name', 'a', '--image', 'i'];
const P5 = ['--instance-type', 'ml.p5.48xlarge'];

describe('hopwise manifest', () => {
  it.each(lines.filter(({ object }) => object !== undefined))(
    'prints the object of a recorded command, as YAML and as JSON ($id)',
    async ({ args, object }) => {
      const yaml = await runCli(['manifest', '--', 'hyp', ...args]);
      const json = await runCli(['manifest', '-o', 'json', '--', 'hyp', ...args]);
      expect([yaml.code, yaml.stderr, json.code, json.stderr]).toEqual([0, '', 0, '']);
      expect(parse(yaml.stdout)).toEqual(object);
      expect(JSON.parse(json.stdout)).toEqual(object);
    },
  );

  it.each(lines.filter(({ errors }) => errors !== undefined))(
    'prints a recorded refusal on stderr, exit code 2 ($id)',
    async ({ args, errors = [] }) => {
      const { code, stdout, stderr } = await runCli(['manifest', '--', 'hyp', ...args]);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toBe(`error: hyp: ${errors.join('\n').replace('Error: ', '')}\n`);
    },
  );

  it('prints nothing that a terminal would obey', async () => {
    const words = [...HYP, '--namespace', 'a\u001b[31m\u202e'];
    const { stdout } = await runCli(['manifest', ...words]);
    expect(stdout).toContain('namespace: "a\\e[31m\\u202e"');
    expect(parse(stdout).metadata.namespace).toBe('a\u001b[31m\u202e');
    const { stderr } = await runCli(['manifest', ...HYP, '\u001b[31m']);
    expect(stderr).toContain('Got unexpected extra argument (\\x1b[31m)');
  });

  it.each<[title: string, args: string[], hint: string]>([
    ['no command', [], 'give jobs with -f, or a command behind --'],
    ['another program', ['--', 'hpy', 'create'], 'found "hpy" (did you mean "hyp"?)'],
    ['another command of hyp', ['--', 'hyp', 'creat', 'x'], 'found "creat x" (did you mean "create"?)'],
    ['a misspelt flag of hyp', [...HYP, '--replica-cont', '2'], '(Possible options: '],
    ['a misspelt flag of its own', ['--outptu', 'json', ...HYP], 'Did you mean --output?'],
    ['another format', ['-o', 'yml', ...HYP], 'Allowed choices are table, yaml, json, workload'],
  ])('explains %s, exit code 2', async (_, args, hint) => {
    const { code, stdout, stderr } = await runCli(['manifest', ...args]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(hint);
  });
});

describe('hopwise place with a command of the HyperPod CLI', () => {
  const required = [...P5, '--replica-count', '2', '--required-topology', LAYER_3];

  it('places the job that the command would create', async () => {
    const { code, stdout } = await runCli(['place', '--cluster', CLUSTER, '--json', ...HYP, ...required]);
    expect(code).toBe(0);
    const path = ['nn-11111example', 'nn-22222example', 'nn-44444example'];
    expect(JSON.parse(stdout)).toMatchObject({
      state: 'placed',
      podSets: [
        {
          name: 'pod',
          count: 2,
          nodes: [
            { count: 1, path },
            { count: 1, path },
          ],
        },
      ],
    });
  });

  it('places it as it does its manifest', async () => {
    const { stdout: manifest } = await runCli(['manifest', ...HYP, ...required]);
    const fromFile = await runCli(['place', '-f', '-', '--cluster', CLUSTER], manifest);
    expect(await runCli(['place', '--cluster', CLUSTER, ...HYP, ...required])).toEqual(fromFile);
  });

  it('places it after the jobs of -f', async () => {
    const args = ['place', '-f', 'examples/required.yaml', '--cluster', CLUSTER, '--json', ...HYP, ...required];
    const { jobs } = JSON.parse((await runCli(args)).stdout);
    expect(jobs.map(({ name, state }: { name: string; state: string }) => [name, state])).toEqual([
      ['pretrain', 'placed'],
      ['a', 'placed'],
    ]);
    expect(jobs[1].podSets[0].nodes[0].path).toContain('nn-33333example');
  });

  it('asks the nodes for partitions of accelerators', async () => {
    const words = ['--accelerator-partition-type', 'mig-1g.10gb', '--accelerator-partition-count', '2'];
    const args = ['place', '--cluster', '-', '--json', ...HYP, ...P5, ...words];
    const nodes = JSON.parse(readFileSync(`${CLUSTER}/nodes.json`, 'utf8'));
    const { stderr } = await runCli(args, JSON.stringify(nodes));
    expect(stderr).toContain("accelerator partition type 'mig-1g.10gb' does not exist in this cluster");
    const [node] = nodes.items;
    node.status.allocatable['nvidia.com/mig-1g.10gb'] = '7';
    node.metadata.labels['nvidia.com/mig.config.state'] = 'success';
    const { stdout } = await runCli(args, JSON.stringify(nodes));
    expect(JSON.parse(stdout).podSets[0].nodes).toMatchObject([{ node: node.metadata.name, count: 1 }]);
  });

  it.each<[title: string, words: string[], hint: string]>([
    ['a refused command', [...HYP, '--required-topology', 'rack'], 'hyp: ❌ Configuration validation errors:\n  – '],
    [
      'a job that Kueue would refuse',
      [...HYP, '--required-topology', LAYER_3, '--preferred-topology', LAYER_3],
      'must not contain more than one topology annotation',
    ],
    ['a word that is no command', ['extra'], 'expected "hyp create hyp-pytorch-job" behind --, found "extra"'],
    ['neither a file nor a command', [], "required option '-f, --filename <file...>' not specified"],
  ])('explains %s, exit code 2', async (_, words, hint) => {
    const { code, stdout, stderr } = await runCli(['place', '--cluster', CLUSTER, '--json', ...words]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(hint);
  });
});
