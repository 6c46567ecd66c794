#!/usr/bin/env node
import module from 'node:module';
import { VERSION } from './version.ts';

process.stdout.on('error', endQuietly);
process.stderr.on('error', endQuietly);

const args = process.argv.slice(2);
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  // Answered before anything is loaded.
  process.stdout.write(`${VERSION}\n`);
} else {
  // What Node has compiled once it finds again at the next start; Node 20 cannot.
  (module as { enableCompileCache?(): unknown }).enableCompileCache?.();
  const [{ runHopwise }, { processTerminal }] = await Promise.all([import('./run.ts'), import('./terminal.ts')]);
  process.exitCode = await runHopwise(args, processTerminal());
}

/** The reader of our output has seen enough, as in `hopwise … | head -1`. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
  throw error;
}
