import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readInputs } from '../../src/formats/index.ts';
import { runCli } from './run-cli.ts';

const TEAMS = ['a', 'b'].map((team) => `fixtures/governance/create-compute-quota-team-${team}.json`);
const POLICY = 'fixtures/governance/create-cluster-scheduler-config.json';
const NODES = 'fixtures/governance/nodes.json';
const NO_POLICY =
  'note: no cluster policy is given; fair share is on, there are no priority classes, and idle resources are not shared\n';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hopwise-governance-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A file with a request that is changed. */
function changed(
  name: string,
  change: (request: Record<string, Record<string, unknown>>) => void,
  of = TEAMS[0],
): string {
  const request = JSON.parse(readFileSync(of as string, 'utf8'));
  change(request);
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(request));
  return file;
}

describe('hopwise governance', () => {
  it('shows every team, the policy and the nodes', async () => {
    const { code, stdout, stderr } = await runCli(['governance', ...TEAMS, POLICY, NODES]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('team-b: lends, borrows up to 50 %, weight 0');
    expect(stdout).toContain('ml.g5.8xlarge   nvidia.com/gpu          2         1         2');
    expect(stdout).toMatch(/^ml\.g5\.8xlarge +4 +nvidia\.com\/gpu +4 +4 +4 +0$/m);
  });

  it.each(['yaml', 'json'])('prints Kueue objects as %s, which hopwise reads again', async (format) => {
    const { code, stdout, stderr } = await runCli(['governance', ...TEAMS, POLICY, '-o', format]);
    expect([code, stderr]).toEqual([0, '']);
    const result = readInputs([{ file: `objects.${format}`, text: stdout }]);
    if (result.state === 'refused') throw new Error(result.problems[0]?.message);
    expect(result.warnings).toEqual([]);
    expect(result.value.clusterQueues.map(({ name }) => name)).toEqual([
      'hyperpod-ns-team-a-clusterqueue',
      'hyperpod-ns-team-b-clusterqueue',
    ]);
    expect(result.value.resourceFlavors).toEqual([
      {
        name: 'ml.g5.8xlarge',
        nodeLabels: { 'node.kubernetes.io/instance-type': 'ml.g5.8xlarge' },
        topologyName: 'hyperpod-default',
      },
    ]);
    expect(result.value.topologies).toEqual([{ name: 'hyperpod-default', levels: ['kubernetes.io/hostname'] }]);
  });

  it('writes them to a file by the end of its name, and never over another', async () => {
    const file = join(folder, 'kueue.yaml');
    const args = ['governance', ...TEAMS, POLICY, '-o'];
    expect(await runCli([...args, file])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(file, 'utf8')).toBe((await runCli([...args, 'yaml'])).stdout);
    expect((await runCli([...args, file])).code).toBe(2);
    expect((await runCli([...args, file, '--force'])).code).toBe(0);
    await runCli([...args, join(folder, 'kueue.json')]);
    expect(JSON.parse(readFileSync(join(folder, 'kueue.json'), 'utf8')).kind).toBe('List');
    await runCli([...args, join(folder, 'kueue.txt')]);
    expect(readFileSync(join(folder, 'kueue.txt'), 'utf8')).toMatch(/^team-a: lends/);
  });

  it("prints Kueue's configuration, which is no object", async () => {
    const { code, stdout } = await runCli(['governance', ...TEAMS, POLICY, '-o', 'config']);
    const result = readInputs([{ file: 'config.yaml', text: stdout }]);
    if (result.state === 'refused') throw new Error(result.problems[0]?.message);
    expect([code, result.warnings]).toEqual([0, []]);
    expect(result.value.configuration).toMatchObject({
      fairSharing: { preemptionStrategies: ['LessThanOrEqualToFinalShare', 'LessThanInitialShare'] },
      featureGates: { DisableWaitForPodsReady: true },
    });
    const disabled = await runCli(['governance', ...TEAMS, '--scheduler-config', 'FairShare=Disabled', '-o', 'config']);
    expect(disabled.stdout).not.toContain('fairSharing');
  });

  it('answers with one object', async () => {
    const { stdout } = await runCli(['governance', ...TEAMS, POLICY, NODES, '--json']);
    const answer = JSON.parse(stdout);
    expect(answer.teams.map(({ team }: { team: string }) => team)).toEqual(['team-a', 'team-b']);
    expect(answer.teams[0].flavors[0].resources[2]).toEqual({
      name: 'nvidia.com/gpu',
      nominalQuota: '2',
      borrowingLimit: '1',
    });
    expect(answer.priorityClasses[0]).toEqual({ name: 'inference-priority', value: 90 });
    expect(answer.configuration.fairSharing.preemptionStrategies).toHaveLength(2);
    expect(answer.capacity[0]).toMatchObject({ flavor: 'ml.g5.8xlarge', nodeCount: 4 });
    expect((await runCli(['governance', ...TEAMS, '--json', '-o', 'yaml'])).code).toBe(2);
  });

  it('takes settings of the policy from the command line, in place of those of the files', async () => {
    const settings = [
      '--scheduler-config',
      'PriorityClasses=[{Name=x,Weight=5}],FairShare=Disabled,IdleResourceSharing=Enabled',
    ];
    const { stdout } = await runCli(['governance', TEAMS[0] as string, POLICY, NODES, ...settings, '--json']);
    const answer = JSON.parse(stdout);
    expect(answer.priorityClasses).toEqual([{ name: 'x-priority', value: 5 }]);
    expect([answer.fairShare, answer.configuration.fairSharing]).toEqual(['Disabled', undefined]);
    expect(answer.idlePool).toEqual(['hyperpod-ns-idle-resource-sharing-cq-1']);
    const wrong = await runCli(['governance', ...TEAMS, '--scheduler-config', 'FairShare=On']);
    expect([wrong.code, wrong.stderr]).toEqual([
      2,
      '--scheduler-config:1:11: error: FairShare: expected one of Enabled, Disabled, found "On"\n',
    ]);
  });

  it('takes levels for the topology of all flavors', async () => {
    const { stdout } = await runCli([
      'governance',
      ...TEAMS,
      POLICY,
      '--levels',
      'rack,kubernetes.io/hostname',
      '-o',
      'yaml',
    ]);
    expect(stdout).toContain('    - nodeLabel: rack\n    - nodeLabel: kubernetes.io/hostname\n');
    const wrong = await runCli(['governance', ...TEAMS, POLICY, '--levels', 'a b']);
    expect([wrong.code, wrong.stdout]).toEqual([2, '']);
    expect(wrong.stderr).toMatch(/^error: levels of a topology: number 1 is no label key/);
  });
});

describe('what hopwise governance tells besides the answer', () => {
  it('that the quotas exceed what the nodes have', async () => {
    const large = changed('large.json', ({ ComputeQuotaConfig: config = {} }) => {
      config.ComputeQuotaResources = [{ InstanceType: 'ml.g5.8xlarge', Count: 3 }];
    });
    const { code, stderr } = await runCli(['governance', large, TEAMS[1] as string, POLICY, NODES]);
    expect([code, stderr]).toEqual([
      0,
      'warning: quotas of ml.g5.8xlarge are more than its 4 nodes have: cpu 160 of 128, memory 640Gi of 512Gi, ' +
        'nvidia.com/gpu 5 of 4, vpc.amazonaws.com/efa 5 of 4\n',
    ]);
  });

  it('that a team gets nothing, that nodes do not count, and that there is no policy', async () => {
    const off = changed('off.json', (request) => Object.assign(request, { ActivationState: 'Disabled' }));
    const cordoned = changed(
      'nodes.json',
      ({ items }) => {
        for (const node of items as unknown as Record<string, unknown>[]) node.spec = { unschedulable: true };
      },
      NODES,
    );
    const { code, stderr } = await runCli(['governance', off, cordoned]);
    expect(code).toBe(0);
    expect(stderr).toBe(
      `${NO_POLICY}note: team team-a gets no quota: its allocation is Disabled\n` +
        'note: 4 of 4 nodes do not count: hyperpod-i-0d0d0d0d0d0d0d001 (unschedulable), ' +
        'hyperpod-i-0d0d0d0d0d0d0d002 (unschedulable), hyperpod-i-0d0d0d0d0d0d0d003 (unschedulable), …\n',
    );
  });

  it('that nodes lack labels of the topology that is assumed', async () => {
    const { stderr } = await runCli(['governance', ...TEAMS, POLICY, NODES, '--levels', 'rack']);
    expect(stderr).toBe(
      'note: 4 of 4 nodes of ml.g5.8xlarge lack a label of topology hyperpod-default, and Kueue passes over them; ' +
        '--levels gives other levels\n',
    );
  });

  it('that without nodes nothing is known of what is not allocated', async () => {
    const { stderr } = await runCli(['governance', ...TEAMS, '--scheduler-config', 'IdleResourceSharing=Enabled']);
    expect(stderr).toBe('note: no nodes are given, so what idle resources there are to share is not known\n');
  });

  it('that a deleted policy counts for nothing', async () => {
    const gone = changed(
      'gone.json',
      (request) => {
        Object.assign(request, { ClusterSchedulerConfigId: 'example12345', Status: 'Deleted' });
      },
      POLICY,
    );
    const { stderr, stdout } = await runCli(['governance', ...TEAMS, gone]);
    expect(stderr).toBe(NO_POLICY.replace('no cluster policy is given', 'the cluster policy is Deleted'));
    expect(stdout).toContain('priority classes: none');
  });
});

describe('hopwise governance refuses, with exit code 2,', () => {
  const elsewhere = (request: object): object =>
    Object.assign(request, { ClusterArn: 'arn:aws:sagemaker:us-west-2:111122223333:cluster/example67890' });

  it('files without an allocation or a policy', async () => {
    const { code, stderr } = await runCli(['governance', NODES]);
    expect([code, stderr]).toEqual([2, `error: no ComputeQuota and no ClusterSchedulerConfig in ${NODES}\n`]);
  });

  it('allocations, or policies, of several clusters', async () => {
    const quota = changed('else.json', elsewhere);
    const policy = changed('else-policy.json', elsewhere, POLICY);
    for (const files of [
      [TEAMS[1] as string, quota],
      [...TEAMS, policy],
      [POLICY, policy],
    ]) {
      const { code, stdout, stderr } = await runCli(['governance', ...files]);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain('cluster');
    }
  });

  it('what is wrong in a file, at its place', async () => {
    const wrong = changed('wrong.json', ({ ComputeQuotaTarget: target = {} }) => {
      target.FairShareWeight = 101;
    });
    const { code, stderr } = await runCli(['governance', wrong, POLICY]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^.*wrong\.json:1:\d+: error: ComputeQuotaTarget\.FairShareWeight: 101 is too large/);
  });
});
