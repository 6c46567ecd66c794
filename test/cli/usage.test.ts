import { describe, expect, it } from 'vitest';
import { VERSION } from '../../src/cli/version.ts';
import { runCli } from './run-cli.ts';

const COMMANDS = [
  'topology',
  'hops',
  'drift',
  'generate',
  'place',
  'manifest',
  'validate',
  'quota',
  'governance',
  'verify',
  'demo',
  'completion',
];

describe('help', () => {
  it.each([[], ...COMMANDS.map((command) => [command])])('of %s has at least two examples', async (...command) => {
    const { code, stdout, stderr } = await runCli([...command, '--help']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`Usage: ${['hopwise', ...command].join(' ')}`);
    expect(stdout.split('\n').filter((line) => line.startsWith('  $ ')).length).toBeGreaterThanOrEqual(2);
  });

  it('goes to stderr with exit code 2 when no command is given', async () => {
    const { code, stdout, stderr } = await runCli([]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Commands:');
  });
});

describe('wrong usage', () => {
  it.each([
    ['a misspelt command', ['topolgy'], 'Did you mean topology?'],
    ['a misspelt flag', ['hops', 'x.json', '--jsno'], 'Did you mean --json?'],
    ['a misspelt choice', ['topology', 'x.json', '--format', 'tre'], 'tree'],
    ['a missing argument', ['topology'], 'missing required argument'],
    ['a missing flag', ['place', '-f', 'x.yaml'], "required option '--cluster"],
    ['too many arguments', ['demo', 'twice'], 'too many arguments'],
  ])('%s is explained, exit code 2', async (_, args, hint) => {
    const { code, stdout, stderr } = await runCli(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('error: ');
    expect(stderr).toContain(hint);
    expect(stderr).toContain('--help says more');
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

describe('the version', () => {
  it.each(['--version', '-V'])('is printed by %s', async (flag) => {
    expect(await runCli([flag])).toEqual({ code: 0, stdout: `${VERSION}\n`, stderr: '' });
  });
});

describe('the demo', () => {
  it('shows every step with its command, and the answer that this command gives', async () => {
    const { code, stdout, stderr } = await runCli(['demo']);
    expect(code).toBe(0);
    // The notes of `quota` and the count of `validate`.
    expect(stderr).toMatch(/^note: ClusterQueue vision is promised .*\n1 file: \d+ errors?, \d+ warnings?\n$/);
    const steps = stdout.split(/^\d+\. /m).slice(1);
    expect(steps).toHaveLength(11);
    for (const step of steps) {
      const [, command = '', answer] = /^\$ hopwise (.*)\n([\s\S]*)$/m.exec(step) ?? [];
      const { stdout: alone } = await runCli(command.split(' '));
      expect(answer?.trimEnd()).toBe(alone.trimEnd());
    }
  });

  it('tells the story: tree, layers, diagram, jobs placed, one that cannot be; pod sets, quotas, lints', async () => {
    const { stdout } = await runCli(['demo']);
    const tale = ['└─ nn-55555example  layer 2', 'layer 3: 4 network nodes', 'flowchart TD', 'stays pending'];
    const laterTale = ['job-finetune-', 'limit of research', '[level-too-small]'];
    for (const part of [...tale, ...laterTale]) expect(stdout).toContain(part);
    expect(stdout.match(/^NAME +READY /gm)).toHaveLength(6);
  });
});
