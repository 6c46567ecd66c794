// npm run demo: builds where dist is missing or older than the sources, then plays the demo.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './run.mjs';

const cli = join(root, 'dist', 'cli.js');
const newest = Math.max(
  ...readdirSync(join(root, 'src'), { recursive: true }).map((file) => changedAt(join('src', file))),
);

if (!existsSync(cli) || statSync(cli).mtimeMs < Math.max(newest, changedAt('package.json'))) {
  const built = run('npm', ['run', '--silent', 'build']);
  if (built.status !== 0) {
    process.stderr.write(`${built.stdout}${built.stderr}`);
    process.exit(1);
  }
}
const { status } = run(process.execPath, [cli, 'demo', ...process.argv.slice(2)], { stdio: 'inherit' });
process.exit(status ?? 1);

function changedAt(file) {
  return statSync(join(root, file)).mtimeMs;
}
