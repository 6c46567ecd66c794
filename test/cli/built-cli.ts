import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
// biome-ignore lint/correctness/useImportExtensions: a script that Node runs as it is, declared beside it
import { bundleCli } from '../../scripts/bundle-cli.mjs';

/** The bundled command line, as the package has it. */
export interface BuiltCli {
  /** Path of `cli.js`, known once the tests of the file run. */
  readonly file: () => string;
  /** Runs it and waits. */
  readonly run: (args: readonly string[], input?: string) => SpawnSyncReturns<string>;
  /** Runs a bash script in which `hopwise` is the built command line. */
  readonly bash: (script: string) => SpawnSyncReturns<string>;
}

/** Bundles the command line before the tests of this file and removes it after them. */
export function useBuiltCli(): BuiltCli {
  let folder = '';
  beforeAll(async () => {
    // Inside the project, so that the demo finds the examples above it.
    folder = mkdtempSync(join('node_modules', '.cli-'));
    await bundleCli(join(process.cwd(), folder));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const file = (): string => join(process.cwd(), folder, 'cli.js');
  return {
    file,
    run: (args, input = '') => spawnSync(process.execPath, [file(), ...args], { encoding: 'utf8', input }),
    bash: (script) =>
      spawnSync('bash', ['-c', `hopwise() { '${process.execPath}' '${file()}' "$@"; }\n${script}`], {
        encoding: 'utf8',
      }),
  };
}
