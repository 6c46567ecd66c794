// Lock files name packages and their hashes, not the host that somebody happened to download them from; and they name
// the packages for every platform, even if they were written behind a mirror that lacks some: `npm ci` refuses them
// otherwise. `--fix` adds what is missing.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';

const FILES = ['package-lock.json', 'scripts/node-versions/package-lock.json'];
const PLATFORM =
  /-(android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)-(arm64|arm|ia32|loong64|mips64el|ppc64|riscv64|s390x|x64)(?:-(\w+))?$/;

for (const file of FILES) {
  const text = readFileSync(join(root, file), 'utf8');
  const lock = JSON.parse(text);
  const missing = missingPackages(lock.packages);
  if (process.argv.includes('--fix') && missing.length > 0) {
    for (const [name, entry] of missing) lock.packages[`node_modules/${name}`] = entry;
    const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1));
    writeFileSync(join(root, file), `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
    console.log(`${file}: ${missing.length} packages for other platforms added`);
  } else {
    for (const [name] of missing) complain(`${file} lacks ${name}: run node scripts/check-lockfiles.mjs --fix`);
  }
  if (/"resolved"|https?:\/\/[^"]*registry/.test(text))
    complain(`${file} names a registry: remove the "resolved" fields`);
}

function complain(message) {
  console.error(message);
  process.exitCode = 1;
}

function missingPackages(packages) {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {}, dev }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !isFound(packages, path, name) && PLATFORM.test(name))
      .map(([name, version]) => [name, { version, ...(dev && { dev }), optional: true, ...platform(name) }]),
  );
}

/** As Node looks for it: beside the package, then in every folder above. */
function isFound(packages, path, name) {
  const folders = path.split('/node_modules/').map((_, i, parts) => parts.slice(0, i + 1).join('/node_modules/'));
  return [...folders.map((folder) => `${folder}/node_modules/${name}`), `node_modules/${name}`].some(
    (at) => at in packages,
  );
}

function platform(name) {
  const [, os, cpu, abi = ''] = PLATFORM.exec(name);
  const libc = abi.startsWith('musl') ? 'musl' : abi.startsWith('gnu') && os === 'linux' ? 'glibc' : undefined;
  return { os: [os], cpu: [cpu], ...(libc && { libc: [libc] }) };
}
