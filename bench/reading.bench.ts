import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchSuite } from './harness.ts';
import { largeFiles } from './large-files.ts';

const BYTES = 10_000_000;

/** How long does `hopwise validate` take for a large file, from the start of the process to its end? */
export const readingSuite: BenchSuite = {
  name: 'reading',
  *cases() {
    const folder = mkdtempSync(join(tmpdir(), 'hopwise-'));
    try {
      for (const { name, file, objects, text } of largeFiles(BYTES)) {
        const path = join(folder, file);
        writeFileSync(path, text);
        validate(path);
        yield { name: `${name} (${objects})`, nodes: 0, run: () => validate(path), runs: 5, fields: { objects } };
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** @throws if anything of it is refused, or passed over */
function validate(path: string): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli(), 'validate', path], { encoding: 'utf8' });
  if (status !== 0 || stdout !== '') throw new Error(`hopwise validate ended with ${status}: ${stdout}${stderr}`);
}

function cli(): string {
  const { HOPWISE_CLI } = process.env;
  if (HOPWISE_CLI === undefined) throw new Error('HOPWISE_CLI must name the command line; npm run bench sets it');
  return HOPWISE_CLI;
}
