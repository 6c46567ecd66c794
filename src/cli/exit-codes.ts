/** What the exit code of `hopwise` says. */
export const EXIT = {
  /** The answer is on stdout. */
  done: 0,
  /** A bug of hopwise. */
  internalFailure: 1,
  /** Wrong usage, or input that cannot be read. */
  badInput: 2,
  /** A check that was asked for failed. */
  checkFailed: 3,
  /** Ctrl-C. */
  interrupted: 130,
} as const;

/** One of {@link EXIT}. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
