import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from './run-cli.ts';

const SEVEN = 'fixtures/topology/seven-instances.json';
let folder = '';
let moved = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hopwise-drift-'));
  moved = join(folder, 'moved.json');
  // The second instance changes its leaf, the last one is gone.
  const { Instances } = JSON.parse(readFileSync(SEVEN, 'utf8'));
  Instances[1].NetworkNodes = Instances[0].NetworkNodes;
  Instances.pop();
  writeFileSync(moved, JSON.stringify({ Instances }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('hopwise drift', () => {
  it('finds none between a reading and itself, in two formats too', async () => {
    expect(await runCli(['drift', SEVEN, SEVEN, '--fail-on-drift'])).toMatchObject({
      code: 0,
      stdout: 'no drift: all instances are where they were (7)\n',
    });
    const nodes = SEVEN.replace('.json', '.nodes.json');
    expect((await runCli(['drift', SEVEN, nodes, '--fail-on-drift'])).code).toBe(0);
  });

  it('tells what moved and what is gone', async () => {
    const { code, stdout } = await runCli(['drift', SEVEN, moved]);
    expect(code).toBe(0);
    expect(stdout.split('\n')[0]).toBe('7 instances before, 6 after: 1 removed, 1 moved');
  });

  it('answers with one object, the numbers by layer in it', async () => {
    const { Instances } = JSON.parse(readFileSync(SEVEN, 'utf8'));
    const drift = JSON.parse((await runCli(['drift', SEVEN, moved, '--json'])).stdout);
    expect(drift.hasDrift).toBe(true);
    expect(drift.instanceCount).toEqual({ before: 7, after: 6 });
    expect(drift.moved.map(({ id }: { id: string }) => id)).toEqual([Instances[1].InstanceId]);
    expect(drift.removed.map(({ id }: { id: string }) => id)).toEqual([Instances[6].InstanceId]);
    expect(drift.layers.map(({ lost, gained }: { lost: number; gained: number }) => gained - lost)).toEqual([
      -1, -1, -1,
    ]);
  });

  it('ends with exit code 3 when told to fail, after the answer', async () => {
    const { code, stdout, stderr } = await runCli(['drift', SEVEN, moved, '--fail-on-drift']);
    expect([code, stderr]).toEqual([3, '']);
    expect(stdout).toContain('moved instances:');
  });

  it('reads one of the two from standard input, not both', async () => {
    const text = readFileSync(moved, 'utf8');
    expect((await runCli(['drift', SEVEN, '-', '--fail-on-drift'], text)).code).toBe(3);
    expect((await runCli(['drift', '-', '-'], text)).code).toBe(2);
  });

  const MODELS = '../shared/data/topology/models/';
  const isAbsent = !existsSync(MODELS);

  it.skipIf(isAbsent)(
    `knows a tree under other names${isAbsent ? ' (skipped: the shared models are absent)' : ''}`,
    async () => {
      const files = ['topograph-large.yaml', 'topograph-large.expected-tree.conf'].map((file) => MODELS + file);
      const { stdout } = await runCli(['drift', ...files]);
      expect(stdout.split('\n')[0]).toBe('96 instances before, 96 after: 19 network nodes renamed');
    },
  );
});
