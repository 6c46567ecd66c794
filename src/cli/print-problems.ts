import { styleText } from 'node:util';
import type { Problem } from '../base/index.ts';
import { escapeTerminal } from '../report/index.ts';
import type { Terminal } from './terminal.ts';

/** More than these are only counted. */
const MAX_PRINTED = 100;

/** Prints problems on stderr as `file:line:column: error: field: message`, errors first. */
export function printProblems(problems: readonly Problem[], terminal: Terminal): void {
  const errors = problems.filter((problem) => problem.severity === 'error');
  const warnings = problems.filter((problem) => problem.severity === 'warning');
  const ordered = [...errors, ...warnings];
  const lines = ordered.slice(0, MAX_PRINTED).map((problem) => problemLine(problem, terminal.isColorful));
  if (ordered.length > MAX_PRINTED) lines.push(`... and ${ordered.length - MAX_PRINTED} more`);
  if (lines.length > 0) terminal.err(`${lines.join('\n')}\n`);
}

function problemLine(problem: Problem, isColorful: boolean): string {
  const { file, line, column, severity, field, message } = problem;
  const place = escapeTerminal(file) + (line > 0 ? `:${line}:${column}` : '');
  const color = severity === 'error' ? 'red' : 'yellow';
  const label = isColorful ? styleText(color, severity, { validateStream: false }) : severity;
  const subject = field === '' || message.startsWith(field) ? '' : `${escapeTerminal(field)}: `;
  return `${place}: ${label}: ${subject}${escapeTerminal(message)}`;
}
