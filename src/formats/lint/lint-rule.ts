import type { Problem } from '../../base/index.ts';
import type { DocumentPath } from '../located-object.ts';
import type { LintContext } from './lint-context.ts';

/** One thing that Kueue and the API server accept and users regret. */
export interface LintMeaning {
  /** In kebab case; stable, for people to filter by. */
  readonly code: string;
  readonly severity: Problem['severity'];
  /** What it finds, as the beginning of a sentence: "a required level whose …". */
  readonly about: string;
  /** What comes of it if nobody mends it: one sentence. */
  readonly consequence: string;
}

/** A lint. Adding one is one of these in a file of `rules/` and one line in `lint-rules.ts`. */
export interface LintRule extends LintMeaning {
  /** Every place where it applies. The same inputs give the same places; their order does not matter. */
  check(context: LintContext): Iterable<LintPlace>;
}

/** One place where a rule applies. */
export interface LintPlace {
  readonly at: DocumentPath;
  /** Is the key meant, and not the value under it? */
  readonly isKey?: boolean;
  /** What is there, and what comes of it. */
  readonly reason: string;
  /** What to do about it. */
  readonly mend: string;
}

/** What a lint found, with its line. */
export interface LintFinding extends Omit<Problem, 'code' | 'message'> {
  /** Code of the rule. */
  readonly code: string;
  readonly reason: string;
  readonly mend: string;
}
