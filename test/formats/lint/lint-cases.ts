import { JOB_CASES } from './job-cases.ts';
import type { LintCase } from './lint-case.ts';
import { QUEUE_CASES } from './queue-cases.ts';

/** At least one case for every lint. */
export const LINT_CASES: Readonly<Record<string, readonly LintCase[]>> = { ...JOB_CASES, ...QUEUE_CASES };
