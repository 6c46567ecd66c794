import { describe, expect, it } from 'vitest';
import { runCli } from './run-cli.ts';

/** Generates, and reads the answer back as `hopwise topology --format layers`. */
async function layersOf(...args: string[]): Promise<string[]> {
  const made = await runCli(['generate', 'topology', ...args]);
  expect([made.code, made.stderr]).toEqual([0, '']);
  const shown = await runCli(['topology', '-', '--format', 'layers'], made.stdout);
  expect(shown.code).toBe(0);
  return shown.stdout
    .trimEnd()
    .split('\n')
    .filter((line) => !line.startsWith(' '));
}

describe('hopwise generate topology', () => {
  it.each(['ec2', 'nodes', 'topograph', 'slurm-tree', 'slurm-yaml'])('writes %s that is read back', async (format) => {
    // 8 leaves of 4: 8 × 6 pairs; 16 more pairs for the two leaves of a layer-2 node, 4 of them; the rest meets above.
    expect(await layersOf('--kind', 'fat-tree', '--layers', '1,4,2,4', '--format', format)).toEqual([
      'layer 1: 1 network node',
      'layer 2: 4 network nodes',
      'layer 3: 8 network nodes',
      'pairs by hops: 2: 48, 4: 64, 6: 384',
    ]);
  });

  it('writes UltraServers as blocks for Slurm', async () => {
    const { stdout } = await runCli('generate topology --kind nvl72 --instances 36 --format slurm-block'.split(' '));
    const lines = stdout.trimEnd().split('\n');
    expect(lines.filter((line) => line.startsWith('BlockName=us-'))).toHaveLength(2);
    expect(lines.at(-1)).toBe('BlockSizes=18,36');
  });

  it('spreads --instances over all layers of a fat tree', async () => {
    const layers = await layersOf('--kind', 'fat-tree', '--layers', '2,4', '--instances', '16');
    expect(layers).toEqual([
      'layer 1: 2 network nodes',
      'layer 2: 8 network nodes',
      'pairs by hops: 2: 8, 4: 48, unreachable: 64',
    ]);
  });

  it('writes the same bytes for the same seed, and others for another', async () => {
    const make = async (seed: string): Promise<string> =>
      (await runCli(['generate', 'topology', '--kind', 'ec2', '--instances', '50', '--seed', seed])).stdout;
    expect(await make('7')).toBe(await make('7'));
    expect(await make('8')).not.toBe(await make('7'));
  });

  it('gives every instance the type asked for', async () => {
    const args = 'generate topology --kind ec2 --instances 5 --instance-type trn2.48xlarge'.split(' ');
    const { Instances } = JSON.parse((await runCli(args)).stdout);
    expect(Instances.map(({ InstanceType }: { InstanceType: string }) => InstanceType)).toEqual(
      new Array(5).fill('trn2.48xlarge'),
    );
  });

  it.each([
    ['no kind', '', '--kind'],
    ['no layers', '--kind fat-tree', '--layers'],
    ['one count alone', '--kind fat-tree --layers 4', 'two counts'],
    ['no instances', '--kind ec2', '--instances'],
    ['layers of another kind', '--kind nvl72 --instances 3 --layers 2', '--layers'],
    ['a count of nothing', '--kind ec2 --instances 0', 'whole number'],
    ['a seed that is none', '--kind ec2 --instances 1 --seed x', 'whole number'],
    ['more leaves than instances', '--kind fat-tree --layers 4,4 --instances 3', '16 network nodes'],
    ['five layers for EC2', '--kind fat-tree --layers 1,1,1,1,1,2', 'EC2 knows 4'],
    ['an unknown type for nodes', '--kind ec2 --instances 1 --instance-type x1 --format nodes', 'x1'],
    ['no domains for blocks', '--kind ec2 --instances 1 --format slurm-block', 'UltraServer'],
  ])('refuses %s', async (_, options, message) => {
    const args = options === '' ? [] : options.split(' ');
    const { code, stdout, stderr } = await runCli(['generate', 'topology', ...args]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});
