import type { ExitCode } from './exit-codes.ts';

/** Ends the command with this exit code, after an optional last line on stderr. */
export class Stop extends Error {
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode, message = '') {
    super(message);
    this.exitCode = exitCode;
  }
}
