import type * as z from 'zod';
import { didYouMean, type ProblemCode } from '../base/index.ts';
import { type Finding, mistake } from './finding.ts';
import { type Path, shown } from './path.ts';
import type { OwnProblem } from './schema.ts';

/** A value that has the shape, or what is wrong with it. */
export type Checked<T> =
  | { readonly isValid: true; readonly value: T }
  | { readonly isValid: false; readonly findings: readonly Finding[] };

/** Longest list inside of one object that is looked at; no API server stores a longer one. */
const MAX_LIST = 100_000;

/**
 * Has the value the shape of the schema? All mistakes at once, with their paths below `path`.
 *
 * Runs zod's parser without its error class, which would print all issues to one string.
 */
export function checkShape<T>(schema: z.ZodType<T>, value: unknown, path: Path): Checked<T> {
  const tooLong = longList(value, path);
  if (tooLong !== undefined) return { isValid: false, findings: [tooLong] };
  let payload: z.core.ParsePayload;
  try {
    payload = schema._zod.run({ value, issues: [] }, { async: false }) as z.core.ParsePayload;
  } catch (error) {
    // zod hands issues on as call arguments, of which there can be too many for the stack.
    if (!(error instanceof RangeError)) throw error;
    const message = 'too many mistakes in this object to list them; check that it is what its kind says';
    return { isValid: false, findings: [mistake('wrong-type', path, message)] };
  }
  if (payload.issues.length === 0) return { isValid: true, value: payload.value as T };
  const findings = boundsOnce(payload.issues).map((issue) => findingOf(issue, path));
  return { isValid: false, findings };
}

/** A number beyond several bounds is told the last one only, which is the tightest. */
function boundsOnce(issues: readonly z.core.$ZodRawIssue[]): z.core.$ZodRawIssue[] {
  const isBound = ({ code }: z.core.$ZodRawIssue): boolean => code === 'too_big' || code === 'too_small';
  const keyOf = ({ code, path = [] }: z.core.$ZodRawIssue): string => JSON.stringify([code, ...path]);
  const last = new Map(issues.filter(isBound).map((issue) => [keyOf(issue), issue]));
  return issues.filter((issue) => !isBound(issue) || last.get(keyOf(issue)) === issue);
}

function longList(value: unknown, path: Path, depth = 0): Finding | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value) && value.length > MAX_LIST) {
    return mistake('out-of-range', path, `holds a list of ${value.length}; at most ${MAX_LIST} entries are read`);
  }
  // Lists deeper than all schemas reach are never looked at.
  if (depth > 12) return undefined;
  for (const key in value) {
    const member = (value as Record<string, unknown>)[key];
    const found = typeof member === 'object' ? longList(member, path, depth + 1) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function findingOf(issue: z.core.$ZodRawIssue, base: Path): Finding {
  const inner = (issue.path ?? []) as Path;
  const path = [...base, ...inner];
  const problem = issue.code === 'custom' ? (issue.params as { problem?: OwnProblem } | undefined)?.problem : undefined;
  if (problem !== undefined) {
    return { ...mistake(problem.code, path, problem.message), ...(problem.isKey === true && { isKey: true }) };
  }
  const [code, message] = describe(issue, inner);
  return mistake(code, path, message);
}

const TYPE_TEXT: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

function describe(issue: z.core.$ZodRawIssue, path: Path): [ProblemCode, string] {
  const found = shown(issue.input);
  switch (issue.code) {
    case 'invalid_type': {
      const expected = TYPE_TEXT[String(issue.expected)] ?? String(issue.expected);
      if (issue.input === undefined) return ['missing', `${lastKey(path)} is missing; add it (${expected})`];
      return ['wrong-type', `expected ${expected}, found ${found}${quotingHint(expected, issue.input)}`];
    }
    case 'too_small':
      return ['out-of-range', `${found} is too small${boundText(issue)}; at least ${issue.minimum} is expected`];
    case 'too_big':
      return ['out-of-range', `${found} is too large${boundText(issue)}; at most ${issue.maximum} is expected`];
    case 'invalid_value': {
      const values = issue.values as string[];
      const hint = typeof issue.input === 'string' && issue.input.length < 100 ? didYouMean(issue.input, values) : '';
      if (issue.input === undefined) return ['missing', `${lastKey(path)} is missing; add one of ${values.join(', ')}`];
      return ['invalid-value', `expected one of ${values.join(', ')}, found ${found}${hint}`];
    }
    default:
      return ['invalid-value', `${found} is not valid here; see the reference of this kind`];
  }
}

function boundText(issue: z.core.$ZodRawIssue): string {
  return issue.origin === 'array' ? ' (number of entries)' : issue.origin === 'string' ? ' (length)' : '';
}

function lastKey(path: Path): string {
  const last = path[path.length - 1];
  return last === undefined ? 'the value' : typeof last === 'number' ? `entry ${last}` : `"${last}"`;
}

function quotingHint(expected: string, input: unknown): string {
  if (expected === 'a text') return typeof input === 'object' ? '' : '; put it in quotes';
  const isQuoted = typeof input === 'string' && (expected.includes('number') || expected === 'true or false');
  return isQuoted ? '; write it without quotes' : '';
}
