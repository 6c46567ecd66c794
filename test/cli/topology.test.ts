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

  it('draws nothing of an answer that names nothing, and says so', async () => {
    const { code, stdout, stderr } = await runCli(['topology', '-'], '{"Instances":[]}');
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toBe("-:1:1: warning: EC2's answer is empty: it names no instance\n");
  });

  it('says nothing of an empty page beside a full one', async () => {
    const pages = '{"Instances":[{"InstanceId":"i-0a","NetworkNodes":["nn-1"]}]}\n{"Instances":[]}';
    const { code, stdout, stderr } = await runCli(['topology', '-'], pages);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toBe('nn-1  layer 1, 1 instance\n└─ i-0a\n');
  });

  it.each([
    ['only a job', readFileSync('examples/required.yaml', 'utf8')],
    ['an empty list of nodes', '{"apiVersion":"v1","kind":"List","items":[]}'],
  ])('refuses %s: there is neither an answer nor a node', async (_, text) => {
    const { code, stdout, stderr } = await runCli(['topology', '-'], text);
    expect([code, stdout, stderr]).toEqual([2, '', 'error: no instance and no node in -\n']);
  });

  it('labels nodes with the labels that it was told to read', async () => {
    const levels = 'topology.kubernetes.io/region,topology.kubernetes.io/zone';
    const { stdout } = await runCli(['topology', NODES, '--levels', levels, '--format', 'labels']);
    expect(stdout.split('\n')[0]).toBe(
      'kubectl label node hyperpod-i-0c0ffee00000000b2 topology.kubernetes.io/region=us-west-2 topology.kubernetes.io/zone=us-west-2a --overwrite',
    );
  });

  it('writes a Topology object of the levels that it was told to read', async () => {
    const levels = 'topology.kubernetes.io/region,topology.kubernetes.io/zone';
    const { stdout } = await runCli(['topology', NODES, '--levels', levels, '--format', 'topology']);
    expect(JSON.parse(stdout).spec.levels).toEqual([
      { nodeLabel: 'topology.kubernetes.io/region' },
      { nodeLabel: 'topology.kubernetes.io/zone' },
      { nodeLabel: 'kubernetes.io/hostname' },
    ]);
  });

  it('writes a Topology object of those levels that every labelled node has', async () => {
    // topograph counts from the node: b lacks the upper tier, c is not in the network at all.
    const nodes = [
      { name: 'a', labels: { 'fabric.topograph.run/tier-0': 's1', 'fabric.topograph.run/tier-1': 's2' } },
      { name: 'b', labels: { 'fabric.topograph.run/tier-0': 's3' } },
      { name: 'c', labels: {} },
    ].map((metadata) => ({ apiVersion: 'v1', kind: 'Node', metadata }));
    const { stdout } = await runCli(['topology', '-', '--format', 'topology'], JSON.stringify(nodes));
    expect(JSON.parse(stdout).spec.levels).toEqual([
      { nodeLabel: 'fabric.topograph.run/tier-0' },
      { nodeLabel: 'kubernetes.io/hostname' },
    ]);
  });

  it("draws AWS's picture of nodes that have no labels from EC2's answer beside them", async () => {
    const { items } = JSON.parse(readFileSync(NODES, 'utf8'));
    for (const { metadata } of items) {
      for (const layer of [1, 2, 3]) delete metadata.labels[`topology.k8s.aws/network-node-layer-${layer}`];
    }
    const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
    const { stdout } = await runCli(['topology', '-', EC2, '--format', 'mermaid'], list);
    expect(stdout).toBe(readFileSync('fixtures/topology/seven-instances.mermaid.txt', 'utf8'));
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

describe('hopwise topology with capacity reservations', () => {
  const EXAMPLES = 'fixtures/topology/documentation-examples';
  const RESERVATIONS = `${EXAMPLES}/ec2-capacity-reservations.json`;
  const FOUR = `${EXAMPLES}/ec2-four-instances.json`;
  const { reservationPrefix } = JSON.parse(readFileSync(`${EXAMPLES}/expected-ec2-four-instances.json`, 'utf8'));

  it('draws them where their known path ends, counted apart', async () => {
    const { code, stdout } = await runCli(['topology', FOUR, RESERVATIONS]);
    expect(code).toBe(0);
    expect(stdout.split('\n').slice(0, 3)).toEqual([
      'nn-1111111111example  layer 1, 4 instances, 2 reservations',
      '├─ nn-2222222222example  layer 2, 3 instances, 1 reservation',
      '│  ├─ cr-1111111111example  p4d.24xlarge reservation (active)',
    ]);
  });

  it.each(['tree', 'layers'])('names the instances below each in the %s', async (format) => {
    const { stdout } = await runCli(['topology', FOUR, RESERVATIONS, '--format', format]);
    const [, below = ''] = stdout.split('instances below capacity reservations:\n');
    const named = below
      .trimEnd()
      .split('\n')
      .map((line) => [line.trim().split(' ')[0], line.match(/\bi-\w+/g)]);
    expect(Object.fromEntries(named)).toEqual(reservationPrefix);
  });

  it('draws them alone', async () => {
    const { code, stdout, stderr } = await runCli(['topology', RESERVATIONS]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('└─ nn-3333333333example  layer 2, 0 instances, 1 reservation\n');
  });

  it('draws them in the Mermaid of any depth', async () => {
    const { stdout } = await runCli(['topology', FOUR, RESERVATIONS, '--format', 'mermaid-any']);
    const [, parent] = /(n\d+) --> n\d+\["cr-2222222222example, trn1.2xlarge reservation/.exec(stdout) ?? [];
    expect(stdout).toContain(` --> ${parent}["Layer 2: nn-3333333333example"]`);
  });

  it('leaves hops, and formats without a place for them, to instances', async () => {
    const [four, both] = await Promise.all([
      runCli(['hops', FOUR, '--json']),
      runCli(['hops', FOUR, RESERVATIONS, '--json']),
    ]);
    expect(both.stdout).toBe(four.stdout);
    const { stdout, stderr } = await runCli(['topology', FOUR, RESERVATIONS, '--json']);
    expect(stdout).not.toContain('cr-');
    expect(stderr).toContain('note: capacity reservations are left out');
    const alone = await runCli(['hops', RESERVATIONS]);
    expect([alone.code, alone.stdout]).toEqual([2, '']);
    expect(alone.stderr).toContain('capacity reservations are shown by hopwise topology, as tree');
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
