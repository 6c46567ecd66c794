import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from './run-cli.ts';

const VECTORS = 'fixtures/recordings/placement-vectors.jsonl';
const lines = readFileSync(VECTORS, 'utf8').trimEnd().split('\n');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hopwise-verify-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

/** Recordings whose answer was changed: `count` of those that have an assignment expect one pod more. */
function tampered(count: number): string[] {
  let left = count;
  return lines.map((line) => {
    if (left === 0 || !line.includes('"assignments"')) return line;
    const recording = JSON.parse(line);
    const [assignment] = Object.values<{ domains?: { count: number }[] }>(recording.expect.assignments);
    const domain = assignment?.domains?.[0];
    if (domain === undefined) return line;
    domain.count++;
    left--;
    return JSON.stringify(recording);
  });
}

describe('hopwise verify', () => {
  it('counts what passed, per kind', async () => {
    const { code, stdout, stderr } = await runCli(['verify', VECTORS]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toBe(`placement   ${lines.length} passed, 0 failed\n`);
  });

  it('reads packed recordings and directories of recordings', async () => {
    write('packed.jsonl.gz', gzipSync(lines.slice(0, 3).join('\n')));
    write('plain.jsonl', lines.slice(3, 5).join('\n'));
    write('notes.json', '{}');
    expect((await runCli(['verify', folder])).stdout).toContain('5 passed, 0 failed');
  });

  it('exits 3 and shows where an answer differs', async () => {
    const { code, stdout } = await runCli(['verify', '-'], tampered(1).join('\n'));
    expect(code).toBe(3);
    expect(stdout).toContain(`${lines.length - 1} passed, 1 failed`);
    const [id, difference] = stdout.split('\n').slice(2);
    expect(id).toMatch(/^placement\//);
    expect(difference).toMatch(/^ {2}assignments\..*count: expected \d+, found \d+$/);
  });

  it('shows every difference of an answer on a line of its own', async () => {
    const recording = JSON.parse(lines[0] ?? '');
    const expected = { failure: { podSet: 'nobody', message: 'never\u001b said' } };
    const { stdout } = await runCli(['verify', '-'], JSON.stringify({ ...recording, expect: expected }));
    const shown = stdout.trimEnd().split('\n').slice(3);
    expect(shown.length).toBeGreaterThan(1);
    for (const line of shown) expect(line).toMatch(/^ {2}\S+: expected .+, found /);
    expect(stdout).not.toContain('\\x0a');
    expect(stdout).not.toContain('\u001b');
  });

  it('shows the first failures and counts the rest', async () => {
    const { stdout } = await runCli(['verify', '-'], tampered(7).join('\n'));
    expect(stdout).toContain('... and 2 more; --json lists them all');
    const { stdout: all, code } = await runCli(['verify', '-', '--json'], tampered(7).join('\n'));
    expect(code).toBe(3);
    expect(JSON.parse(all).failures).toHaveLength(7);
  });

  it('answers with counts and failures as JSON', async () => {
    const { stdout } = await runCli(['verify', '-', '--json'], tampered(1).join('\n'));
    const { kinds, failures, ...rest } = JSON.parse(stdout);
    expect(rest).toEqual({});
    expect(kinds).toEqual({ placement: { passed: lines.length - 1, failed: 1, notRun: 0 } });
    expect(Object.keys(failures[0])).toEqual(['id', 'expected', 'actual']);
  });

  it('does not count a kind that it does not know as passed', async () => {
    const { code, stdout } = await runCli(['verify', '-', '--json'], `${lines[0]}\n{"id":"zoo/1","kind":"zoo"}\n`);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).kinds).toEqual({
      placement: { passed: 1, failed: 0, notRun: 0 },
      zoo: { passed: 0, failed: 0, notRun: 1 },
    });
    const text = await runCli(['verify', '-'], '{"id":"zoo/1","kind":"zoo"}\n');
    expect(text.stdout).toContain('0 passed, 0 failed, 1 not run');
  });

  it('refuses what is no recording, with its place', async () => {
    const file = write('bad.jsonl', `${lines[0]}\n{"id":\n`);
    const { code, stdout, stderr } = await runCli(['verify', file]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`${file}:`);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});
