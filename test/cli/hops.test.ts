import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runCli } from './run-cli.ts';

const EC2 = 'fixtures/topology/seven-instances.json';
const expected = JSON.parse(readFileSync('fixtures/topology/seven-instances.expected.json', 'utf8'));
const id = (n: number): string => expected.instances[n];

interface Pair {
  readonly a: string;
  readonly b: string;
  readonly hops: number | null;
  readonly sharedLayer: number | null;
  readonly sharedNode: string | null;
}

async function pairs(...args: string[]): Promise<Pair[]> {
  const { code, stdout } = await runCli(['hops', ...args, '--json']);
  expect(code).toBe(0);
  const answer = JSON.parse(stdout);
  expect(Object.keys(answer)).toEqual(['pairs']);
  return answer.pairs;
}

describe('hopwise hops', () => {
  it('answers all pairs with hops, layer and node', async () => {
    const all = await pairs(EC2);
    expect(all).toHaveLength(21);
    for (const pair of all) expect(Object.keys(pair)).toEqual(['a', 'b', 'hops', 'sharedLayer', 'sharedNode']);
    const found = new Map(
      all.flatMap(({ a, b, hops }) => [[`${a} ${b}`, hops] as const, [`${b} ${a}`, hops] as const]),
    );
    const rules = [
      ['lowestSharedLayer3_hops2', 2],
      ['lowestSharedLayer2_hops4', 4],
      ['lowestSharedLayer1_hops6', 6],
    ] as const;
    for (const [rule, hops] of rules) {
      for (const [a, b] of expected.pairs[rule]) expect(found.get(`${id(a)} ${id(b)}`), `${a} ${b}`).toBe(hops);
    }
  });

  it('answers one pair, by instance id or node name', async () => {
    expect(await pairs(EC2, id(1), id(2))).toEqual([
      { a: id(1), b: id(2), hops: 4, sharedLayer: 2, sharedNode: 'nn-22222example' },
    ]);
    const [byName] = await pairs('fixtures/topology/seven-instances.nodes.json', `hyperpod-${id(4)}`, id(7));
    expect(byName).toMatchObject({ hops: 4, sharedNode: 'nn-55555example' });
  });

  it('answers null where nothing is shared, and 0 to itself', async () => {
    const file = 'fixtures/topology/documentation-examples/edge-cases.json';
    const [pair] = await pairs(file, 'i-edge0000000000001', 'i-edge0000000000003');
    expect(pair).toMatchObject({ hops: null, sharedLayer: null, sharedNode: null });
    expect((await pairs(EC2, id(1), id(1)))[0]?.hops).toBe(0);
  });

  it('prints a table for people', async () => {
    const { stdout } = await runCli(['hops', EC2, id(1), id(4)]);
    const [header, row] = stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/\s{2,}/));
    expect(header).toEqual(['A', 'B', 'HOPS', 'SHARED LAYER', 'SHARED NODE']);
    expect(row).toEqual([id(1), id(4), '6', '1', 'nn-11111example']);
  });

  it('adds up what a set of ranks costs', async () => {
    // 1-3 share layer 3, 2 is one layer off both: pairs 2 + 4 + 4, ring 1→3→2→1 = 2 + 4 + 4.
    const ranks = [id(1), id(3), id(2)].join(',');
    const { stdout } = await runCli(['hops', EC2, '--ranks', ranks, '--json']);
    expect(JSON.parse(stdout).hops).toMatchObject({ max: 4, total: 10, ring: 10, mean: 10 / 3 });
    const table = await runCli(['hops', EC2, '--ranks', ranks]);
    expect(table.stdout.split('\n')[1]?.split(/\s+/)).toEqual(['4', '3.33', '10', '10', '0']);
  });

  it('names what was probably meant', async () => {
    const { code, stderr } = await runCli(['hops', EC2, id(1), `${id(5).slice(0, -1)}x`]);
    expect(code).toBe(2);
    expect(stderr).toContain('did you mean "i-0c0ffee00000000f6"');
  });

  it('refuses ranks with an empty name', async () => {
    expect((await runCli(['hops', EC2, '--ranks', 'a,,b'])).code).toBe(2);
  });

  it('answers all pairs up to a thousand instances only', async () => {
    const answer = (count: number): string =>
      JSON.stringify({
        Instances: Array.from({ length: count }, (_, i) => ({
          InstanceId: `i-${i.toString(16)}`,
          NetworkNodes: ['nn-1'],
        })),
      });
    expect(JSON.parse((await runCli(['hops', '-', '--json'], answer(1000))).stdout).pairs).toHaveLength(499_500);
    const { code, stderr } = await runCli(['hops', '-'], answer(1001));
    expect(code).toBe(2);
    expect(stderr).toContain('1001 instances are too many');
    expect((await runCli(['hops', '-', 'i-0', 'i-1'], answer(1001))).code).toBe(0);
  });

  it('answers an answer that names nothing with no pairs', async () => {
    const table = await runCli(['hops', '-'], '{"Instances":[]}');
    expect([table.code, table.stdout]).toEqual([0, 'A   B   HOPS   SHARED LAYER   SHARED NODE\n']);
    expect(table.stderr).toContain("EC2's answer is empty");
    const json = await runCli(['hops', '-', '--json'], '{"Instances":[]}');
    expect([json.code, JSON.parse(json.stdout)]).toEqual([0, { pairs: [] }]);
  });

  it('says that instances stand in twos when only one is named', async () => {
    const { code, stdout, stderr } = await runCli(['hops', EC2, id(1)]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toBe(`error: no file ${id(1)}; two instances stand after the files, as in hopwise hops FILE A B\n`);
  });

  it('takes a missing file for a file when it stands alone', async () => {
    const { code, stderr } = await runCli(['hops', 'missing.json']);
    expect([code, stderr]).toEqual([2, 'missing.json: error: no such file or directory\n']);
  });
});

const STUDY = '../shared/data/topology/recordings';
const MATRICES = ['eks-p3dn-16', 'eks-hpc6a-size32-32', 'eks-hpc6a-size64-64', 'eks-hpc6a-size256-256'];

describe("the performance study's own hop matrices", () => {
  it.skipIf(!existsSync(STUDY)).each(MATRICES)(
    'agree cell by cell with the answer for %s (skipped without the shared recordings)',
    async (name) => {
      const [[, ...columns] = [], ...rows] = readFileSync(`${STUDY}/${name}.hops.csv`, 'utf8')
        .trimEnd()
        .split(/\r?\n/)
        .map((line) => line.split(','));
      const found = new Map<string, number | null>();
      for (const { a, b, hops } of await pairs(`${STUDY}/${name}.json`))
        found.set(`${a} ${b}`, hops).set(`${b} ${a}`, hops);
      const different = rows.flatMap(([row = '', ...cells]) =>
        cells.flatMap((cell, i) => {
          const column = columns[i] ?? '';
          const hops = row === column ? 0 : found.get(`${row} ${column}`);
          return Number(cell) === hops ? [] : [`${row} ${column}: study ${cell}, found ${hops}`];
        }),
      );
      expect(different).toEqual([]);
      expect(rows.length).toBe(columns.length);
      expect(found.size).toBe(rows.length * (rows.length - 1));
    },
  );
});
