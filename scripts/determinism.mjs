// npm run determinism [-- --update]: every file of test/goldens names a command in its first line and holds its answer.
// The answers must be the same, byte for byte, on this Node and on the versions of scripts/node-versions.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleCli } from './bundle-cli.mjs';
import { cache, root, run } from './run.mjs';

const goldens = join(root, 'test', 'goldens');
const versions = join(import.meta.dirname, 'node-versions');
const cli = await bundleCli(join(cache, 'goldens'));
const names = readdirSync(goldens)
  .filter((file) => file.endsWith('.txt'))
  .sort();

if (process.argv.includes('--update')) {
  for (const name of names) writeFileSync(join(goldens, name), answer(process.execPath, read(name)));
  console.log(`${names.length} golden outputs written`);
} else {
  const differing = [process.execPath, ...otherNodes()].flatMap(compareOn);
  for (const difference of differing) console.error(difference);
  process.exitCode = differing.length === 0 && names.length > 0 ? 0 : 1;
}

function read(name) {
  return readFileSync(join(goldens, name), 'utf8');
}

function answer(node, golden) {
  const command = golden.slice(0, golden.indexOf('\n'));
  const { stdout, stderr, status } = run(node, [cli, ...command.trim().split(/\s+/).slice(2)], {
    env: { NO_COLOR: '1' },
  });
  return `${command}\n${stdout}${stderr}exit ${status}\n`;
}

function compareOn(node) {
  const version = run(node, ['--version']).stdout.trim();
  const differing = names.filter((name) => answer(node, read(name)) !== read(name));
  console.log(`Node ${version}: ${names.length - differing.length} of ${names.length} golden outputs equal`);
  return differing.map((name) => `Node ${version} differs: test/goldens/${name}`);
}

/** Binaries of the other versions; they exist for Linux on x64 only. */
function otherNodes() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    console.log(
      `skipped: Node 22 and 24 come as packages for linux-x64 only, this is ${process.platform}-${process.arch}`,
    );
    return [];
  }
  const nodes = ['node22', 'node24'].map((name) => join(versions, 'node_modules', name, 'bin', 'node'));
  if (!nodes.every(existsSync)) {
    const installed = run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: versions });
    if (installed.status !== 0) throw new Error(`npm ci in scripts/node-versions failed: ${installed.stderr}`);
  }
  return nodes;
}
