import type { Problem } from '../../src/base/index.ts';
import { type Inputs, readInputs } from '../../src/formats/index.ts';

/** Reads texts as files `0.json`, `1.json`, …; values are written as JSON first. */
export function read(...documents: unknown[]): ReturnType<typeof readInputs> {
  return readInputs(
    documents.map((document, index) => ({
      file: `${index}.json`,
      text: typeof document === 'string' ? document : JSON.stringify(document),
    })),
  );
}

/** What was read; fails the test when it was refused. */
export function accepted(...documents: unknown[]): Inputs {
  const result = read(...documents);
  if (result.state === 'refused') throw new Error(result.problems.map(line).join('\n'));
  return result.value;
}

/** All problems and warnings as `FILE:LINE:COLUMN severity code field`. */
export function problemLines(...documents: unknown[]): string[] {
  return problemsOf(...documents).map(line);
}

/** All problems and warnings. */
export function problemsOf(...documents: unknown[]): readonly Problem[] {
  const result = read(...documents);
  return result.state === 'refused' ? result.problems : result.warnings;
}

function line({ file, line, column, severity, code, field }: Problem): string {
  return `${file}:${line}:${column} ${severity} ${code} ${field}`.trimEnd();
}
