import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/base/index.ts';
import { printProblems } from '../../src/cli/print-problems.ts';

const PROBLEM: Problem = {
  file: 'job.yaml',
  line: 3,
  column: 7,
  code: 'out-of-range',
  severity: 'error',
  field: 'spec.parallelism',
  message: 'found -1, expected 0 or more',
};

async function printed(problems: readonly Problem[], isColorful = false): Promise<string> {
  let text = '';
  const err = (line: string): void => {
    text += line;
  };
  await printProblems(problems, { out: () => {}, err, readInput: () => Promise.resolve(new Uint8Array()), isColorful });
  return text;
}

describe('printProblems', () => {
  it.each<[string, Partial<Problem>, string]>([
    ['place, field and message', {}, 'job.yaml:3:7: error: spec.parallelism: found -1, expected 0 or more\n'],
    ['no position for a whole file', { line: 0, column: 0, field: '', message: 'empty' }, 'job.yaml: error: empty\n'],
    [
      'no place where several files together say it',
      { file: '', line: 0, column: 0 },
      'error: spec.parallelism: found -1, expected 0 or more\n',
    ],
    ['warnings as such', { severity: 'warning', field: '' }, 'job.yaml:3:7: warning: found -1, expected 0 or more\n'],
    ['the field once', { message: 'spec.parallelism is -1' }, 'job.yaml:3:7: error: spec.parallelism is -1\n'],
  ])('prints %s', async (_, change, expected) => {
    expect(await printed([{ ...PROBLEM, ...change }])).toBe(expected);
  });

  it('prints errors before warnings', async () => {
    const lines = (await printed([{ ...PROBLEM, severity: 'warning' }, PROBLEM])).split('\n');
    expect(lines[0]).toContain(': error: ');
    expect(lines[1]).toContain(': warning: ');
  });

  it('prints a hundred and counts the rest', async () => {
    const lines = (await printed(Array.from({ length: 103 }, () => PROBLEM))).trimEnd().split('\n');
    expect(lines).toHaveLength(101);
    expect(lines[100]).toBe('... and 3 more');
  });

  it('prints nothing when there is nothing to say', async () => {
    expect(await printed([])).toBe('');
  });

  it('colours the severity only where colour is welcome', async () => {
    expect(await printed([PROBLEM], true)).toContain('\u001b[31merror\u001b[39m');
    expect(await printed([PROBLEM], false)).not.toContain('\u001b');
  });

  it('lets no control character of the input reach the terminal', async () => {
    const text = await printed([{ ...PROBLEM, file: 'a\u001b[2J', field: 'b\u0007', message: 'c\u001b]0;x\u0007\r' }]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(text.trimEnd()).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
  });
});
