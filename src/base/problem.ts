/** What kind of mistake a {@link Problem} is; closed, stable across versions. */
export type ProblemCode =
  | 'syntax'
  | 'duplicate-key'
  | 'unknown-key'
  | 'wrong-type'
  | 'missing'
  | 'out-of-range'
  | 'invalid-name'
  | 'invalid-quantity'
  | 'invalid-value'
  | 'unsupported-kind'
  | 'conflict'
  | 'duplicate'
  | 'not-found'
  | 'incomplete';

/** Where in which file something stands. */
export interface Place {
  /** File name as the user gave it, `-` for standard input. */
  readonly file: string;
  /** 1-based; 0 when the whole file is meant. */
  readonly line: number;
  /** 1-based, in UTF-16 code units; 0 when the whole file is meant. */
  readonly column: number;
}

/** One thing wrong with the input, or worth a warning: where it is, what was found, what was expected. */
export interface Problem extends Place {
  readonly code: ProblemCode;
  /** `error`: the input is refused. `warning`: it is read, and this is what the reader should know. */
  readonly severity: 'error' | 'warning';
  /** Path of the field, as in `items[3].spec.podSets[0].count`; empty for the whole document. */
  readonly field: string;
  /** One line without position: what is wrong, what was found, what is expected, how to mend it. */
  readonly message: string;
}
