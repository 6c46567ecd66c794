import { describe, expect, it } from 'vitest';
import { PLACEMENT_RULE_NAMES } from '../../src/placement/index.ts';
import { runCli } from './run-cli.ts';

const JOB = ['place', '-f', 'examples/required.yaml', '--cluster', 'examples/cluster'];

describe('hopwise place --algorithm', () => {
  it.each(PLACEMENT_RULE_NAMES)('%s names itself in the answer', async (name) => {
    const { code, stdout } = await runCli([...JOB, '--algorithm', name, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ state: 'placed', algorithm: name, podSets: [{ count: 2 }] });
  });

  it('lists all of them in its help', async () => {
    const { stdout } = await runCli(['place', '--help']);
    const words = stdout.replace(/\s+/g, ' ');
    for (const name of PLACEMENT_RULE_NAMES) expect(words).toContain(name);
  });

  it('suggests the name that was meant', async () => {
    const { code, stderr } = await runCli([...JOB, '--algorithm', 'volcanoe']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'error: no placement rule "volcanoe" (did you mean "volcano"?)\n',
    });
  });

  it('wants a whole number as seed', async () => {
    expect((await runCli([...JOB, '--algorithm', 'random', '--seed', '1.5'])).code).toBe(2);
    expect((await runCli([...JOB, '--algorithm', 'random', '--seed', '7'])).code).toBe(0);
  });
});

describe('hopwise place --compare', () => {
  it('answers all algorithms with unrounded numbers', async () => {
    const { code, stdout } = await runCli([...JOB, '--compare', '--json']);
    expect(code).toBe(0);
    const { algorithms } = JSON.parse(stdout);
    expect(algorithms.map(({ algorithm }: { algorithm: string }) => algorithm)).toEqual(PLACEMENT_RULE_NAMES);
    // Two pods on two nodes of one layer-3 node.
    const hops = { max: 2, mean: 2, total: 2, ring: 4, unreachablePairs: 0 };
    const best = { nodes: 2, layers: 1, hops, regret: { total: 0, ring: 0 } };
    expect(algorithms[1]).toMatchObject({ algorithm: 'hop-optimal', state: 'placed', groups: [best] });
  });

  it('prints a line for each, and the reasons of those that refuse', async () => {
    const { stdout } = await runCli([...JOB, '--compare']);
    const [name, header, ...lines] = stdout.trimEnd().split('\n');
    expect(name).toBe('pretrain');
    expect(header?.split(/\s{3,}/)).toEqual([
      'ALGORITHM',
      'POD SETS',
      'NODES',
      'LAYERS',
      'MAX',
      'MEAN',
      'TOTAL',
      'RING',
      'REGRET',
      'RING REGRET',
    ]);
    expect(lines.map((line) => line.split(/\s+/)[0])).toEqual(PLACEMENT_RULE_NAMES);
    expect(lines[1]?.split(/\s+/).slice(1)).toEqual(['main', '2', '1', '2', '2', '2', '4', '0', '0']);
    const refused = await runCli([
      'place',
      '-f',
      'examples/too-large.yaml',
      '--cluster',
      'examples/cluster',
      '--compare',
    ]);
    expect(refused.stdout).toMatch(
      /ALGORITHM {3,}WHY NOT\nkueue {3,}topology "network" allows to fit only 3 out of 4 pod/,
    );
  });

  it('takes each of several jobs alone', async () => {
    const files = ['examples/required.yaml', 'examples/preferred.yaml'];
    const { stdout } = await runCli(['place', '-f', ...files, '--cluster', 'examples/cluster', '--compare', '--json']);
    const { jobs } = JSON.parse(stdout);
    expect(jobs.map(({ name }: { name: string }) => name)).toEqual(['pretrain', 'finetune']);
    const alone = await runCli([
      'place',
      '-f',
      files[1] as string,
      '--cluster',
      'examples/cluster',
      '--compare',
      '--json',
    ]);
    expect(jobs[1].algorithms).toEqual(JSON.parse(alone.stdout).algorithms);
  });

  it('does not go with --algorithm', async () => {
    expect((await runCli([...JOB, '--compare', '--algorithm', 'kai'])).code).toBe(2);
  });
});
