import { styleText } from 'node:util';
import type { Problem } from '../base/index.ts';
import type { Terminal } from './terminal.ts';

/** More than these are only counted. */
const MAX_PRINTED = 100;

/** Prints problems on stderr as `file:line:column: error: field: message`, errors first. */
export async function printProblems(problems: readonly Problem[], terminal: Terminal): Promise<void> {
  if (problems.length === 0) return;
  // Most runs have nothing to say, and should not load the room for it.
  const { escapeTerminal } = await import('../report/index.ts');
  const errors = problems.filter((problem) => problem.severity === 'error');
  const warnings = problems.filter((problem) => problem.severity === 'warning');
  const lines = [...errors, ...warnings].slice(0, MAX_PRINTED).map((problem) => {
    const { before, label, after } = problemWords(problem);
    return escapeTerminal(before) + colored(label, terminal) + escapeTerminal(after);
  });
  if (problems.length > MAX_PRINTED) lines.push(`... and ${problems.length - MAX_PRINTED} more`);
  terminal.err(`${lines.join('\n')}\n`);
}

/** A problem in one line without colour: `file:line:column: error: field: message`. */
export function problemLine(problem: Omit<Problem, 'code'>): string {
  const { before, label, after } = problemWords(problem);
  return before + label + after;
}

function problemWords(problem: Omit<Problem, 'code'>): { before: string; label: Problem['severity']; after: string } {
  const { file, line, column, severity, field, message } = problem;
  const subject = field === '' || message.startsWith(field) ? '' : `${field}: `;
  const place = `${file}${line > 0 ? `:${line}:${column}` : ''}`;
  return {
    before: place === '' ? '' : `${place}: `,
    label: severity,
    after: `: ${subject}${message}`,
  };
}

function colored(label: Problem['severity'], { isColorful }: Terminal): string {
  return isColorful ? styleText(label === 'error' ? 'red' : 'yellow', label, { validateStream: false }) : label;
}
