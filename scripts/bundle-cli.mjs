// Bundles the command line with its dependencies: loading them one file at a time would double its start-up time.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
/** CommonJS packages in the bundle call require for Node's own modules. */
const REQUIRE =
  "import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);";

/** Writes `cli.js`, its chunks in `cli/`, and the licences of all that is bundled, to `outdir`. */
export async function bundleCli(outdir) {
  rmSync(join(outdir, 'cli'), { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { cli: 'src/cli/main.ts' },
    outdir,
    bundle: true,
    splitting: true,
    chunkNames: 'cli/[name]-[hash]',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    minify: true,
    legalComments: 'none',
    banner: { js: REQUIRE },
    metafile: true,
    logLevel: 'error',
  });
  writeFileSync(join(outdir, 'cli', 'LICENSES.txt'), licenses(bundledPackages(metafile)));
  return join(outdir, 'cli.js');
}

function bundledPackages(metafile) {
  const folders = Object.keys(metafile.inputs)
    .map((file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1])
    .filter((folder) => folder !== undefined);
  return [...new Set(folders)].sort();
}

function licenses(folders) {
  const texts = folders.map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file === undefined ? '' : `\n${readFileSync(join(root, folder, file), 'utf8').trim()}\n`;
    return `${name} ${version} (${license})\n${text}`;
  });
  return `hopwise's command line contains these packages.\n\n${texts.join('\n---\n\n')}`;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const outdir = join(root, 'dist');
  if (!existsSync(join(root, 'src/cli/main.ts'))) throw new Error('src/cli/main.ts is missing');
  await bundleCli(outdir);
}
