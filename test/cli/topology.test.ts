import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from './run-cli.ts';

const EC2 = 'fixtures/topology/seven-instances.json';
const NODES = 'fixtures/topology/seven-instances.nodes.json';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hopwise-topology-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('hopwise topology', () => {
  it('draws a tree with every network node and every instance', async () => {
    const { code, stdout, stderr } = await runCli(['topology', NODES]);
    expect([code, stderr]).toEqual([0, '']);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(1 + 2 + 4 + 7);
    expect(lines[0]).toBe('nn-11111example  layer 1, 7 instances');
    expect(lines.filter((line) => line.includes('ml.p5.48xlarge'))).toHaveLength(7);
  });

  it.each([NODES, EC2])("writes AWS's Mermaid picture of %s byte for byte", async (file) => {
    const { stdout } = await runCli(['topology', file, '--format', 'mermaid']);
    expect(stdout).toBe(readFileSync('fixtures/topology/seven-instances.mermaid.txt', 'utf8'));
  });

  it("says which types AWS's picture does not know, and what draws them", async () => {
    const answer = { Instances: [{ InstanceId: 'i-0a', InstanceType: 'hpc6a.48xlarge', NetworkNodes: ['nn-1'] }] };
    const { code, stdout, stderr } = await runCli(['topology', '-', '--format', 'mermaid'], JSON.stringify(answer));
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('ml.hpc6a.48xlarge');
    expect(stderr).toContain('--format mermaid-any');
    const any = await runCli(['topology', '-', '--format', 'mermaid-any'], JSON.stringify(answer));
    expect(any.code).toBe(0);
    expect(any.stdout).toContain('i-0a');
  });

  it('says who shares which layer, and how many pairs are how far apart', async () => {
    const { stdout } = await runCli(['topology', EC2, '--format', 'layers']);
    expect(stdout).toContain('nn-44444example (2): i-0c0ffee00000000c3, i-0c0ffee0000000107\n');
    expect(stdout).toContain('pairs by hops: 2: 4, 4: 7, 6: 10\n');
  });

  it('adds up what lies below each network node', async () => {
    const { stdout } = await runCli(['topology', NODES, '--format', 'capacity']);
    const rows = stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/\s{2,}/));
    expect(rows[0]?.slice(0, 4)).toEqual(['LAYER', 'NETWORK NODE', 'INSTANCES', 'NVIDIA.COM/GPU']);
    expect(rows.find(([, node]) => node === 'nn-22222example')?.slice(0, 4)).toEqual([
      '2',
      'nn-22222example',
      '5',
      '40',
    ]);
  });

  it('writes labels that a shell can run', async () => {
    const { stdout } = await runCli(['topology', EC2, '--format', 'labels']);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(7);
    expect(lines[0]).toBe(
      'kubectl label node i-0c0ffee00000000b2 topology.k8s.aws/network-node-layer-1=nn-11111example topology.k8s.aws/network-node-layer-2=nn-22222example topology.k8s.aws/network-node-layer-3=nn-33333example --overwrite',
    );
  });

  it('writes a Topology object of the layers that the data has', async () => {
    const { stdout } = await runCli(['topology', EC2, '--format', 'topology']);
    const { kind, spec } = JSON.parse(stdout);
    expect(kind).toBe('Topology');
    expect(spec.levels.map(({ nodeLabel }: { nodeLabel: string }) => nodeLabel)).toEqual([
      'topology.k8s.aws/network-node-layer-1',
      'topology.k8s.aws/network-node-layer-2',
      'topology.k8s.aws/network-node-layer-3',
      'kubernetes.io/hostname',
    ]);
  });

  it('writes one graphology object, as --json too', async () => {
    const [byFormat, byFlag] = await Promise.all([
      runCli(['topology', EC2, '--format', 'json']),
      runCli(['topology', EC2, '--json']),
    ]);
    expect(byFlag.stdout).toBe(byFormat.stdout);
    const { nodes, edges } = JSON.parse(byFlag.stdout);
    expect([nodes.length, edges.length]).toEqual([14, 13]);
  });

  it('places nodes by other labels when told', async () => {
    const { stdout } = await runCli([
      'topology',
      NODES,
      '--levels',
      'topology.kubernetes.io/region,topology.kubernetes.io/zone',
    ]);
    expect(stdout.split('\n').slice(0, 2)).toEqual([
      'us-west-2  layer 1, 7 instances',
      '└─ us-west-2a  layer 2, 7 instances',
    ]);
  });

  it('places nodes by the levels of the only Topology that it is given', async () => {
    const topology = join(folder, 'zones.yaml');
    writeFileSync(
      topology,
      'apiVersion: kueue.x-k8s.io/v1beta2\nkind: Topology\nmetadata: {name: zones}\nspec: {levels: [{nodeLabel: topology.kubernetes.io/zone}]}\n',
    );
    const { stdout } = await runCli(['topology', NODES, topology]);
    expect(stdout.split('\n')[0]).toBe('us-west-2a  layer 1, 7 instances');
  });

  it('says what the data cannot say, and draws the rest', async () => {
    const { code, stdout, stderr } = await runCli([
      'topology',
      'fixtures/topology/documentation-examples/edge-cases.json',
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain('i-edge0000000000001');
    expect(stderr).toContain('warning: no network nodes known of i-edge0000000000003');
    expect(stderr).toContain('nn-e5 is reported below');
  });

  it('refuses an answer without instances', async () => {
    const { code, stderr } = await runCli(['topology', '-'], '{"Instances":[]}');
    expect([code, stderr]).toEqual([2, 'error: no instance and no node in -\n']);
  });

  it('never overwrites a file without --force', async () => {
    const file = join(folder, 'tree.txt');
    expect((await runCli(['topology', EC2, '-o', file])).stdout).toBe('');
    const first = readFileSync(file, 'utf8');
    expect(first.startsWith('nn-11111example')).toBe(true);
    const second = await runCli(['topology', EC2, '-o', file, '--json']);
    expect(second.code).toBe(2);
    expect(second.stderr).toContain(`${file} exists; --force replaces it`);
    expect(readFileSync(file, 'utf8')).toBe(first);
    expect((await runCli(['topology', EC2, '-o', file, '--json', '--force'])).code).toBe(0);
    expect(JSON.parse(readFileSync(file, 'utf8')).nodes).toHaveLength(14);
  });

  it('says when the file of -o cannot be written', async () => {
    const { code, stderr } = await runCli(['topology', EC2, '-o', join(folder, 'missing', 'tree.txt')]);
    expect(code).toBe(2);
    expect(stderr).toContain('no such file or directory');
  });
});

const RECORDING = '../shared/data/topology/recordings/eks-p3dn-16.json';

describe('hopwise topology on a real answer', () => {
  it.skipIf(!existsSync(RECORDING))('counts its pairs (skipped without the shared recordings)', async () => {
    const { stdout } = await runCli(['topology', RECORDING, '--format', 'layers']);
    expect(stdout).toContain('pairs by hops: 2: 27, 4: 65, 6: 28\n');
  });

  it.skipIf(!existsSync(RECORDING))('joins it with the nodes (skipped without the shared recordings)', async () => {
    const { code, stdout } = await runCli(['topology', RECORDING, RECORDING.replace('.json', '.nodes.json')]);
    expect(code).toBe(0);
    expect(stdout.split('\n').filter((line) => line.includes('.ec2.internal'))).toHaveLength(16);
  });
});
