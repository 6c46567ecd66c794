import { CommanderError } from 'commander';
import { HopwiseError, InputError } from '../base/index.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { printProblems } from './print-problems.ts';
import { buildProgram } from './program.ts';
import { Stop } from './stop.ts';
import type { Terminal } from './terminal.ts';

/** Runs one command line (without `node` and the script's name) and answers its exit code; never throws. */
export async function runHopwise(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    await buildProgram(terminal).parseAsync([...args], { from: 'user' });
    return EXIT.done;
  } catch (error) {
    return explain(error, terminal);
  }
}

async function explain(error: unknown, terminal: Terminal): Promise<ExitCode> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.badInput;
  if (error instanceof Stop) {
    if (error.message !== '') terminal.err(`error: ${error.message}\n`);
    return error.exitCode;
  }
  if (error instanceof InputError) {
    await printProblems(error.problems, terminal);
    return EXIT.badInput;
  }
  if (error instanceof HopwiseError && error.code !== 'internal') {
    terminal.err(`error: ${error.message}\n`);
    return EXIT.badInput;
  }
  terminal.err(`internal failure, please report it: ${describe(error)}\n`);
  return EXIT.internalFailure;
}

/** The stack only where it was asked for. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return (process.env.HOPWISE_DEBUG ?? '') === '' ? error.message : (error.stack ?? error.message);
}
