import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseXml } from '../report/xml.ts';
import { runCli } from './run-cli.ts';

const EC2 = 'fixtures/topology/seven-instances.json';

async function format(name: string, file = EC2, input = ''): Promise<string> {
  const { code, stdout } = await runCli(['topology', file, '--format', name], input);
  expect(code).toBe(0);
  return stdout;
}

describe('hopwise topology --format', () => {
  it.each(['ec2', 'nodes', 'topograph', 'slurm-tree', 'slurm-yaml'])(
    '%s is read back to the same tree',
    async (name) => {
      const text = await format(name);
      expect(await format('layers', '-', text)).toBe(await format('layers'));
    },
  );

  it.each(['svg', 'graphml'])('%s is well formed', async (name) => {
    expect(parseXml(await format(name)).name).toBe(name);
  });

  it('dot is a graph', async () => {
    expect(await format('dot')).toMatch(/^graph "Cluster Topology" \{\n[\s\S]*\n\}\n$/);
  });

  it('svg is filled by the pods of the cluster', async () => {
    const nodes = EC2.replace('.json', '.nodes.json');
    const [node] = JSON.parse(readFileSync(nodes, 'utf8')).items;
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'p', namespace: 'default' },
      spec: {
        nodeName: node.metadata.name,
        containers: [{ name: 'c', resources: { limits: { 'nvidia.com/gpu': '4' } } }],
      },
      status: { phase: 'Running' },
    };
    const { stdout } = await runCli(['topology', nodes, '-', '--format', 'svg'], JSON.stringify(pod));
    expect(stdout).toContain('50 % taken');
    expect(await format('svg', nodes)).not.toContain('taken');
  });

  it('labels writes another family when told', async () => {
    const { stdout } = await runCli(['topology', EC2, '--format', 'labels', '--label-family', 'topograph']);
    expect(stdout.split('\n')[0]).toBe(
      'kubectl label node i-0c0ffee00000000b2 fabric.topograph.run/tier-0=nn-33333example fabric.topograph.run/tier-1=nn-22222example fabric.topograph.run/tier-2=nn-11111example --overwrite',
    );
  });

  it('reads nodes that carry another family of labels, without being told', async () => {
    const node = (name: string, labels: Record<string, string>): object => ({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name, labels },
    });
    const items = [
      node('a', { 'network.topology.nvidia.com/leaf': 'l1', 'network.topology.nvidia.com/spine': 's' }),
      node('b', { 'network.topology.nvidia.com/leaf': 'l2', 'network.topology.nvidia.com/spine': 's' }),
    ];
    const { stdout, stderr } = await runCli(
      ['topology', '-'],
      JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
    );
    expect(stderr).toBe('');
    expect(stdout.split('\n')).toEqual([
      's  layer 1, 2 instances',
      '├─ l1  layer 2, 1 instance',
      '│  └─ a',
      '└─ l2  layer 2, 1 instance',
      '   └─ b',
      '',
    ]);
  });
});

const SHARED = '../shared/data/topology/';
const isAbsent = !existsSync(SHARED);
const files = isAbsent
  ? ['']
  : ['recordings/', 'models/', 'documentation-examples/', ''].flatMap((folder) =>
      readdirSync(SHARED + folder)
        .filter(
          (file) =>
            /\.(json|yaml|conf)$/.test(file) &&
            !/facts|expected[.-](?:json|ec2)|reservations|quicksilver|knavigator/.test(file),
        )
        .map((file) => folder + file),
    );

describe.skipIf(isAbsent)(`every shared topology${isAbsent ? ' (skipped: the shared data is absent)' : ''}`, () => {
  it.each(files)('%s is drawn in every format that it can carry', async (file) => {
    const text = await runCli(['topology', SHARED + file, '--format', 'layers']);
    expect(text.code).toBe(0);
    expect(parseXml(await format('svg', SHARED + file)).name).toBe('svg');
    expect(parseXml(await format('graphml', SHARED + file)).name).toBe('graphml');
    expect(await format('dot', SHARED + file)).toMatch(/^graph /);
    expect(await format('topograph', SHARED + file)).toContain('blocks:');
  });
});
