// npm run bench -- [NAME…] [--json]: bundles bench/main.ts, and the command line for what times whole processes, and runs it.
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundleCli } from './bundle-cli.mjs';
import { cache, root, run } from './run.mjs';

const outfile = join(cache, 'bench.mjs');
await build({
  absWorkingDir: root,
  entryPoints: ['bench/main.ts'],
  outfile,
  bundle: true,
  packages: 'external',
  format: 'esm',
  platform: 'node',
  target: 'node20',
  sourcemap: 'inline',
  logLevel: 'error',
});
const { status } = run(process.execPath, ['--expose-gc', outfile, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { HOPWISE_CLI: await bundleCli(join(cache, 'bench')) },
});
process.exit(status ?? 1);
