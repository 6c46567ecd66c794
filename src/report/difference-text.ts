import { escapeTerminal } from './escape.ts';

/** More differences than these are only counted. */
const MAX_LINES = 20;

/**
 * Where do two pieces of JSON data differ? One line per place: its path, what was expected, what was found; control
 * characters escaped. Empty when they are equal; at most 20 places are shown, the others counted.
 *
 * Lists are compared element by element; what only one side has is `nothing` on the other.
 */
export function differenceText(expected: unknown, actual: unknown): string {
  const lines: string[] = [];
  collect('', expected, actual, lines);
  const shown = lines.slice(0, MAX_LINES).map(escapeTerminal);
  if (lines.length > MAX_LINES) shown.push(`... and ${lines.length - MAX_LINES} more differences`);
  return shown.join('\n');
}

function collect(path: string, expected: unknown, actual: unknown, lines: string[]): void {
  if (Object.is(expected, actual)) return;
  if (!isBranch(expected) || !isBranch(actual) || Array.isArray(expected) !== Array.isArray(actual)) {
    lines.push(`${path === '' ? 'answer' : path}: expected ${show(expected)}, found ${show(actual)}`);
    return;
  }
  for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
    const child = Array.isArray(expected) ? `${path}[${key}]` : `${path}${path === '' ? '' : '.'}${key}`;
    collect(child, own(expected, key), own(actual, key), lines);
  }
}

function own(branch: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(branch, key) ? branch[key] : undefined;
}

function isBranch(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
