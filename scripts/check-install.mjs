// Does the package work for those who install it? Packs it, installs it in an empty folder, runs and imports it there.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, run } from './run.mjs';

const { name, version, exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'hopwise-install-'));

try {
  must('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], root);
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  must(
    'npm',
    ['install', '--silent', '--prefer-offline', '--no-audit', '--no-fund', `./${name}-${version}.tgz`],
    folder,
  );
  const bin = join(folder, 'node_modules', '.bin', name);
  const printed = must(bin, ['--version'], folder).trim();
  if (printed !== version) throw new Error(`${name} --version printed ${printed}, the package is ${version}`);
  must(bin, ['demo'], folder);
  const entries = Object.keys(exports).filter((entry) => !entry.endsWith('.json'));
  for (const entry of entries) importsAndRequires(`${name}${entry.slice(1)}`);
  console.log(
    `${name} ${version} installs, runs its demo, and loads ${entries.length} entry points by import and require`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function importsAndRequires(entry) {
  const check = `const m = await import('${entry}'); const { createRequire } = await import('node:module');
    const r = createRequire(process.cwd() + '/')('${entry}');
    if (Object.keys(m).join() !== Object.keys(r).join() || Object.keys(m).length === 0) throw new Error('${entry}');`;
  must(process.execPath, ['--input-type=module', '--no-warnings', '-e', check], folder);
}

function must(command, args, cwd) {
  const { status, stdout, stderr, error } = run(command, args, { cwd });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${error ?? ''}${stdout}${stderr}`);
  return stdout;
}
