import { expect } from 'vitest';
import { readInputs } from '../../src/formats/index.ts';

/** Fails the test unless a text is read, or refused with at least one error; and unless every problem is fit to be shown. */
export function expectResultOrProblems(file: string, text: string): void {
  const result = readInputs([{ file, text }]);
  const problems = result.state === 'refused' ? result.problems : result.warnings;
  if (result.state === 'refused') expect(problems.some(({ severity }) => severity === 'error')).toBe(true);
  for (const problem of problems) {
    const isComplete = problem.file === file && problem.line >= 1 && problem.column >= 1 && problem.message.length > 0;
    // One line without control characters, whatever stood in the input.
    const isPrintable = !/[\p{Cc}\u2028\u2029\u202e]/u.test(problem.message + problem.field);
    if (!isComplete || !isPrintable) throw new Error(JSON.stringify(problem));
  }
}
