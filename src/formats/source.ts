import type { Problem } from '../base/index.ts';

/** One text to read. */
export interface Source {
  /** File name as the user gave it, `-` for standard input. */
  readonly file: string;
  readonly text: string;
}

/** What a reader answers: everything, with what is worth a warning; or every problem, and nothing half-read. */
export type ReadResult<T> =
  | { readonly state: 'read'; readonly value: T; readonly warnings: readonly Problem[] }
  | { readonly state: 'refused'; readonly problems: readonly Problem[] };
