import { compareStrings, type Problem } from '../base/index.ts';
import { DEFAULT_FEATURE_GATES } from '../model/index.ts';
import { type CheckInputsOptions, collectInputs } from './collect-inputs.ts';
import type { Inputs } from './inputs.ts';
import { lintContext } from './lint/lint-context.ts';
import type { LintFinding } from './lint/lint-rule.ts';
import { LINT_RULES } from './lint/lint-rules.ts';
import { runLints } from './lint/run-lints.ts';
import type { Source } from './source.ts';

/** Everything that is wrong with files, and everything that is right and will be regretted. */
export interface CheckedInputs {
  /** What could be read. */
  readonly inputs: Inputs;
  /** What the API server, Kueue or hopwise refuses, and what {@link readInputs} warns of. */
  readonly problems: readonly Problem[];
  /** What lints found, among what could be read. */
  readonly findings: readonly LintFinding[];
}

/**
 * What is wrong with these files? As {@link readInputs}, but nothing is refused as a whole: what could be read is linted,
 * beside the mistakes of the rest. Files of `clusterSources` are checked too, and come last.
 *
 * Both lists go by file in the given order, line, column, and then by code.
 */
export function checkInputs(sources: readonly Source[], options: CheckInputsOptions = {}): CheckedInputs {
  const collected = collectInputs(sources, options);
  const context = lintContext(collected, { ...options, gates: options.gates ?? DEFAULT_FEATURE_GATES });
  const all = [...sources, ...(options.clusterSources ?? [])];
  const rank = new Map(all.map(({ file }, index) => [file, index]));
  const rankOf = ({ file }: LintFinding): number => rank.get(file) ?? 0;
  const findings = runLints(LINT_RULES, context).sort(
    (a, b) => rankOf(a) - rankOf(b) || a.line - b.line || a.column - b.column || compareStrings(a.code, b.code),
  );
  return { inputs: collected.inputs, problems: collected.problems, findings };
}
