import type { Problem } from './problem.ts';

/** Why hopwise threw; closed, so that a `switch` over it can be exhaustive. */
export type ErrorCode = 'invalid-input' | 'unknown-name' | 'invalid-argument' | 'internal';

/** Base of every error that hopwise throws on purpose. A simulated refusal is never an error: it is a result. */
export class HopwiseError extends Error {
  override readonly name: string = 'HopwiseError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** Input that could not be read. Carries every problem found, not only the first. */
export class InputError extends HopwiseError {
  override readonly name = 'InputError';
  /** At least one has severity `error`; in the order of file, line, column. */
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const errorCount = problems.filter((problem) => problem.severity === 'error').length;
    const first = problems.find((problem) => problem.severity === 'error');
    super(
      'invalid-input',
      errorCount === 1 ? `${first?.message}` : `${errorCount} problems, the first: ${first?.message}`,
    );
    this.problems = problems;
  }
}
