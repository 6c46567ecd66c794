import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { VERSION } from '../../src/cli/version.ts';
import { useBuiltCli } from './built-cli.ts';

const EC2 = 'fixtures/topology/seven-instances.json';
const cli = useBuiltCli();

describe('the process', () => {
  it('is a script that runs by itself', () => {
    expect(readFileSync(cli.file(), 'utf8').startsWith('#!/usr/bin/env node\n')).toBe(true);
    expect(cli.run(['--version']).stdout).toBe(`${VERSION}\n`);
  });

  it.each([
    [0, ['topology', EC2]],
    [2, ['topology', 'missing.json']],
    [2, ['nonsense']],
    [3, ['verify', '-']],
  ])('exits %i after %j', (code, args) => {
    const recording = JSON.parse(
      readFileSync('fixtures/recordings/placement-vectors.jsonl', 'utf8').split('\n')[0] ?? '',
    );
    const wrong = { ...recording, expect: { failure: { podSet: 'nobody', message: 'never said' } } };
    const { status, stderr } = cli.run(args, JSON.stringify(wrong));
    expect(status).toBe(code);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('reads standard input', () => {
    expect(cli.run(['topology', '-'], readFileSync(EC2, 'utf8')).stdout).toBe(cli.run(['topology', EC2]).stdout);
  });

  it('keeps answers on stdout and everything else on stderr', () => {
    const { stdout, stderr } = cli.run([
      'topology',
      'fixtures/topology/documentation-examples/edge-cases.json',
      '--json',
    ]);
    expect(JSON.parse(stdout).nodes.length).toBeGreaterThan(0);
    expect(stderr).toContain('warning: ');
  });

  it('writes no colour into a pipe', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there
    expect(cli.run(['topology', 'missing.json']).stderr).not.toMatch(/\u001b/);
  });

  it('ends quietly when its reader has seen enough', () => {
    const { stdout, stderr } = cli.bash(`
      instances() { printf '{"Instances":['; for i in $(seq 700); do printf '{"InstanceId":"i-%04x","NetworkNodes":["nn-1"]},' $i; done; printf '{"InstanceId":"i-f","NetworkNodes":["nn-1"]}]}'; }
      instances | hopwise hops - | head -1
      echo "codes \${PIPESTATUS[1]}"`);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^A +B +HOPS +SHARED LAYER +SHARED NODE\ncodes 0\n$/);
  });

  it('ends with 130 on Ctrl-C while it waits for input', async () => {
    const child = spawn(process.execPath, [cli.file(), 'topology', '-'], { stdio: 'pipe' });
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    // Before it waits for input, the signal would end it in the default way.
    setTimeout(() => child.kill('SIGINT'), 1500);
    expect(await ended).toBe(130);
  });

  it('writes files from a folder of its own choice', () => {
    const folder = mkdtempSync(join(tmpdir(), 'hopwise-out-'));
    try {
      const file = join(folder, 'tree.txt');
      expect(cli.run(['topology', EC2, '-o', file]).status).toBe(0);
      expect(readFileSync(file, 'utf8')).toBe(cli.run(['topology', EC2]).stdout);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('ships the licences of what is bundled in it', () => {
    const text = readFileSync(join(cli.file(), '..', 'cli', 'LICENSES.txt'), 'utf8');
    for (const name of ['commander', 'graphology', 'jsonc-parser', 'yaml', 'zod'])
      expect(text).toMatch(new RegExp(`^${name} \\d`, 'm'));
  });
});
