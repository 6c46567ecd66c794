import { describe, expect, it } from 'vitest';
import { runCli } from './run-cli.ts';

const COHORTS = 'examples/quota/cohorts.yaml';

describe('hopwise quota', () => {
  it('shows what a queue can really use, and which limit decides', async () => {
    const { code, stdout, stderr } = await runCli(['quota', COHORTS]);
    expect([code, stderr]).toEqual([
      0,
      'note: ClusterQueue vision is promised 38 nvidia.com/gpu of p5, and can never use more than 14: the borrowing limit of research\n',
    ]);
    expect(stdout).toMatch(/^ {4}vision +215 +p5 +nvidia\.com\/gpu +8 +11 +3 +0 +3 +14 +limit of research$/m);
  });

  it('warns where quotas promise more than the nodes give', async () => {
    const { code, stderr } = await runCli([
      'quota',
      'fixtures/governance/kueue-objects.yaml',
      'fixtures/governance/nodes.json',
    ]);
    expect(code).toBe(0);
    expect(stderr).toContain('warning: quotas of ml.g5.8xlarge promise 128 cpu, and its 4 nodes give 127400m');
  });

  it('takes a Configuration from the files or from --config', async () => {
    const config =
      'apiVersion: config.kueue.x-k8s.io/v1beta2\nkind: Configuration\nresources: {excludeResourcePrefixes: [nvidia.com]}\n';
    const among = await runCli(['quota', COHORTS, '-'], config);
    expect(among.code).toBe(0);
    expect(await runCli(['quota', COHORTS, '--config', '-'], config)).toEqual(among);
  });

  it('answers programs with one JSON object', async () => {
    const { stdout } = await runCli(['quota', COHORTS, '--json']);
    const { nodes } = JSON.parse(stdout) as { nodes: { name: string; quotas: { potential: string }[] }[] };
    expect(nodes.find(({ name }) => name === 'vision')?.quotas[0]?.potential).toBe('14');
  });

  it('refuses files without a queue', async () => {
    const { code, stderr } = await runCli(['quota', 'examples/cluster/nodes.json']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('no ClusterQueue in examples/cluster/nodes.json')]);
  });
});
