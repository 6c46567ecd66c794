import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { readInputs } from '../../src/formats/index.ts';
import { runCli } from './run-cli.ts';

const JOB = 'examples/required.yaml';
const REFUSED = readFileSync('examples/invalid/refused.yaml', 'utf8').split('\n---\n')[0] as string;
const HYP = ['--', 'hyp', 'create', 'hyp-pytorch-job', '--job-name', 'a', '--image', 'i', '--queue-name', 'q'];

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hopwise-manifest-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface ExpectedManifest {
  readonly file: string;
  readonly kind: string;
  readonly podSets?: readonly {
    readonly name: string;
    readonly count: number;
    readonly requestsPerPod: Record<string, string>;
    readonly topologyRequest?: object;
  }[];
}

const { manifests }: { manifests: readonly ExpectedManifest[] } = JSON.parse(
  readFileSync('fixtures/manifests/podsets.json', 'utf8'),
);

async function jobsOf(...args: string[]) {
  const { stdout } = await runCli(['manifest', ...args, '-o', 'json']);
  return JSON.parse(stdout).jobs;
}

describe('hopwise manifest -f', () => {
  it('shows a row for each pod set', async () => {
    const { code, stdout, stderr } = await runCli([
      'manifest',
      '-f',
      JOB,
      'fixtures/manifests/jobset-workers-preferred.yaml',
    ]);
    expect(code).toBe(0);
    expect(stderr).toContain('WorkloadPriorityClass "training-priority" is not given; taken to exist, with priority 0');
    const rows = stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/ {3,}/));
    const jobSetWorkload = expect.stringMatching(/^jobset-js-pretrain-[0-9a-f]{5}$/);
    expect(rows.map(([job, workload, queue, , podSet, count]) => [job, workload, queue, podSet, count])).toEqual([
      ['JOB', 'WORKLOAD', 'QUEUE', 'POD SET', 'COUNT'],
      ['Job/pretrain', 'job-pretrain-3a0ed', 'team-a', 'main', '2'],
      ['JobSet/js-pretrain', jobSetWorkload, 'hyperpod-ns-team-a-localqueue', 'driver', '1'],
      ['JobSet/js-pretrain', jobSetWorkload, 'hyperpod-ns-team-a-localqueue', 'workers', '8'],
    ]);
    expect(rows[1]?.slice(-2)).toEqual(['required topology.k8s.aws/network-node-layer-3', 'waits for admission']);
  });

  it('makes no workload of a job whose priority class is not among those that are given', async () => {
    const job = readFileSync('fixtures/manifests/jobset-workers-preferred.yaml', 'utf8');
    const misspelt = job.replace('training-priority', 'trianing-priority');
    const args = ['manifest', '-f', '-', 'examples/cluster/kueue.yaml', '-o', 'workload'];
    const { code, stdout, stderr } = await runCli(args, misspelt);
    expect(code).toBe(0);
    expect(stderr).toContain('workloadpriorityclasses.kueue.x-k8s.io "trianing-priority" not found');
    expect(stdout).toBe('');
  });

  it.each(manifests.filter(({ podSets }) => podSets !== undefined))(
    'knows the pod sets of $kind ($file)',
    async ({ file, podSets }) => {
      const [job] = await jobsOf('-f', `fixtures/manifests/${file}`);
      expect(job.podSets).toHaveLength(podSets?.length ?? 0);
      for (const [index, { count, requestsPerPod }] of (podSets ?? []).entries()) {
        expect(job.podSets[index]).toMatchObject({ count });
        expect(Object.keys(job.podSets[index].requestsPerPod).sort()).toEqual(Object.keys(requestsPerPod).sort());
      }
    },
  );

  it('prints the same as JSON and as YAML', async () => {
    const { stdout } = await runCli(['manifest', '-f', JOB, '-o', 'yaml']);
    expect(parse(stdout).jobs).toEqual(await jobsOf('-f', JOB));
    expect(parse(stdout).jobs).toMatchObject([
      {
        kind: 'Job',
        name: 'pretrain',
        namespace: 'team-a',
        state: 'workload',
        workload: 'job-pretrain-3a0ed',
        priority: 0,
        file: JOB,
        line: 2,
      },
    ]);
  });

  it('prints the Workloads that Kueue would create, which hopwise reads again', async () => {
    const { code, stdout } = await runCli(['manifest', '-f', JOB, 'examples/preferred.yaml', '-o', 'workload']);
    expect([code, parseAllDocuments(stdout).length]).toEqual([0, 2]);
    const result = readInputs([{ file: 'workloads.yaml', text: stdout }]);
    if (result.state === 'refused') throw new Error(result.problems[0]?.message);
    expect(result.value.workloads.map(({ name }) => name)).toEqual(
      (await jobsOf('-f', JOB, 'examples/preferred.yaml')).map(({ workload }: { workload: string }) => workload),
    );
    const known = await runCli(['manifest', '-f', JOB, '-', '-o', 'workload'], stdout);
    expect(known.stdout).toBe('');
  });

  it('lists refused jobs in the table and prints nothing else of them, exit code 2', async () => {
    const table = await runCli(['manifest', '-f', '-'], REFUSED);
    expect(table.code).toBe(2);
    expect(table.stdout).toMatch(/^Job\/two-wishes .* refused$/m);
    expect(table.stderr).toContain(
      '-:15:9: error: spec.template.metadata.annotations: Invalid value: must not contain',
    );
    for (const output of ['json', 'yaml', 'workload']) {
      expect(await runCli(['manifest', '-f', '-', '-o', output], REFUSED)).toEqual({ ...table, stdout: '' });
    }
  });

  it('says why Kueue leaves a job alone, as the configuration has it', async () => {
    const text = readFileSync(JOB, 'utf8').replace(/ {2}labels:\n.*\n/, '');
    expect((await runCli(['manifest', '-f', '-'], text)).stdout).toContain('not managed: no queue');
    const config = 'apiVersion: config.kueue.x-k8s.io/v1beta2\nkind: Configuration\nmanageJobsWithoutQueueName: true\n';
    const { stdout } = await runCli(['manifest', '-f', '-'], `${text}---\n${config}`);
    expect(stdout).toContain('waits for admission');
  });

  it('reads feature gates from the configuration and from the flag, which goes above it', async () => {
    const text = readFileSync(JOB, 'utf8').replace(
      '  labels:',
      '  annotations: {kueue.x-k8s.io/job-min-parallelism: "1"}\n  labels:',
    );
    const minCounts = async (gate: string, flag: string[]) => {
      const config = `apiVersion: config.kueue.x-k8s.io/v1beta2\nkind: Configuration\nfeatureGates: {PartialAdmission: ${gate}}\n`;
      writeFileSync(join(folder, 'config.yaml'), config);
      const args = ['manifest', '-f', '-', '--config', join(folder, 'config.yaml'), '-o', 'json', ...flag];
      return JSON.parse((await runCli(args, text)).stdout).jobs[0].podSets[0].minCount;
    };
    expect(await minCounts('true', [])).toBe(1);
    expect(await minCounts('false', [])).toBeUndefined();
    expect(await minCounts('false', ['--feature-gates', 'PartialAdmission=true'])).toBe(1);
  });

  it('shows the job of a hyp command by itself and beside files', async () => {
    const alone = await runCli(['manifest', '-o', 'table', ...HYP]);
    expect(alone.stdout).toMatch(/^HyperPodPyTorchJob\/a +hyperpodpytorchjob-a-[0-9a-f]{5} +q /m);
    const both = await runCli(['manifest', '-f', JOB, ...HYP]);
    expect(both.stdout.trimEnd().split('\n')).toHaveLength(3);
  });

  it.each<[title: string, args: string[], hint: string]>([
    ['neither files nor a command', [], 'give jobs with -f, or a command behind --'],
    ['files without a job', ['-f', 'examples/cluster'], 'no job in examples/cluster/kueue.yaml'],
    ['a file that is not there', ['-f', 'missing.yaml'], 'missing.yaml: error: no such file or directory'],
    ['another format', ['-f', JOB, '-o', 'tabel'], 'Allowed choices are table, yaml, json, workload'],
    ['a misspelt flag', ['-f', JOB, '--confgi', 'x'], 'Did you mean --config?'],
  ])('explains %s, exit code 2', async (_, args, hint) => {
    const { code, stdout, stderr } = await runCli(['manifest', ...args]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(hint);
  });
});
