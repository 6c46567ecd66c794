// Lock files name packages and their hashes, not the host that somebody happened to download them from.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';

const named = ['package-lock.json', 'scripts/node-versions/package-lock.json'].filter((file) =>
  /"resolved"|https?:\/\/[^"]*registry/.test(readFileSync(join(root, file), 'utf8')),
);
for (const file of named) console.error(`${file} names a registry: remove the "resolved" fields`);
process.exitCode = named.length === 0 ? 0 : 1;
