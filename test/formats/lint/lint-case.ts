/** Objects that a rule speaks of, and the same mended. */
export interface LintCase {
  readonly title: string;
  readonly regretted: readonly object[];
  /** Fields of the findings, in order. */
  readonly fields: readonly string[];
  /** Part of the first finding's reason. */
  readonly reason: string;
  readonly mended: readonly object[];
}
