import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { useBuiltCli } from './built-cli.ts';
import { runCli } from './run-cli.ts';

const cli = useBuiltCli();

/** What bash offers after these words, the last of which is being typed. */
function offered(...words: string[]): string[] {
  const list = words.map((word) => `'${word}'`).join(' ');
  const { stdout, stderr } = cli.bash(
    `source <(hopwise completion bash); COMP_WORDS=(hopwise ${list}); COMP_CWORD=${words.length}; _hopwise; printf '%s\\n' "\${COMPREPLY[@]}"`,
  );
  expect(stderr).toBe('');
  return stdout.split('\n').filter((line) => line !== '');
}

function hasShell(shell: string): boolean {
  return spawnSync(shell, ['--version']).status === 0;
}

describe('completion in bash', () => {
  it('offers the commands', () => {
    expect(offered('').sort()).toEqual([
      'completion',
      'demo',
      'drift',
      'generate',
      'governance',
      'hops',
      'manifest',
      'place',
      'quota',
      'topology',
      'validate',
      'verify',
    ]);
    expect(offered('pl')).toEqual(['place']);
  });

  it('offers the flags of the command that was typed', () => {
    expect(offered('hops', '--j')).toEqual(['--json']);
    expect(offered('place', '--required')).toEqual(['--required-topology']);
    expect(offered('hops', '--required')).toEqual([]);
  });

  it('offers the choices of a flag, with a space or an equals sign between', () => {
    expect(offered('topology', '--format', 'mer').sort()).toEqual(['mermaid', 'mermaid-any']);
    expect(offered('topology', '--format', '=', 'tr')).toEqual(['tree']);
    expect(offered('topology', '--format', '=')).toContain('labels');
  });

  it('offers the choices of an argument', () => {
    expect(offered('completion', '').sort()).toEqual(['bash', 'fish', 'zsh']);
  });

  it('leaves files to bash', () => {
    expect(offered('topology', 'READ')).toEqual([]);
    expect(offered('place', '-f', '')).toEqual([]);
    const { stdout } = cli.bash('source <(hopwise completion bash); complete -p hopwise');
    expect(stdout).toContain('-o default');
  });
});

describe('completion in other shells', () => {
  it.skipIf(!hasShell('zsh'))('is a script that zsh can load (skipped where there is no zsh)', async () => {
    const { stdout } = await runCli(['completion', 'zsh']);
    const { status, stderr } = spawnSync('zsh', ['-n'], { input: stdout, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  it.skipIf(!hasShell('fish'))('offers commands and choices in fish (skipped where there is no fish)', async () => {
    const { stdout } = await runCli(['completion', 'fish']);
    const ask = `${stdout}\ncomplete -C 'hopwise topology --format mer'\ncomplete -C 'hopwise pla'`;
    const offers = spawnSync('fish', ['-c', ask], { encoding: 'utf8' }).stdout.split('\n');
    expect(offers.map((line) => line.split('\t')[0])).toEqual(
      expect.arrayContaining(['mermaid', 'mermaid-any', 'place']),
    );
  });

  it.each(['bash', 'zsh', 'fish'])('names every command and flag in the %s script', async (shell) => {
    const { stdout } = await runCli(['completion', shell]);
    for (const word of ['topology', 'hops', 'place', 'verify', 'demo', 'required-topology', 'mermaid-any']) {
      expect(stdout).toContain(word);
    }
  });

  it('exists for three shells only, and a typo gets a hint', async () => {
    const { code, stderr } = await runCli(['completion', 'bahs']);
    expect(code).toBe(2);
    expect(stderr).toContain('bash, zsh, fish');
  });
});
