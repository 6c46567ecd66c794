// What the other scripts share: the project's root, and running a program of node_modules.
import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';

export const root = join(import.meta.dirname, '..');
/** Scratch space inside the project: modules there find the project's packages. */
export const cache = join(root, 'node_modules', '.cache', 'hopwise');

/** Runs a command in the project's root, its own packages first on the path. */
export function run(command, args, options = {}) {
  const path = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  const { env, ...rest } = options;
  return spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    shell: process.platform === 'win32',
    env: { ...process.env, PATH: path, ...env },
    ...rest,
  });
}
