import { describe, expect, it } from 'vitest';
import { HopwiseError, InputError, type Problem } from '../../src/base/index.ts';

function problem(message: string, severity: Problem['severity']): Problem {
  return { file: 'a.yaml', line: 1, column: 1, code: 'missing', severity, field: 'spec', message };
}

describe('InputError', () => {
  it('says the one error where there is one, whatever the warnings', () => {
    const error = new InputError([problem('odd', 'warning'), problem('no name', 'error')]);
    expect(error.message).toBe('no name');
    expect(error.code).toBe('invalid-input');
    expect(error).toBeInstanceOf(HopwiseError);
  });

  it('counts several and says the first', () => {
    const problems = [problem('odd', 'warning'), problem('no name', 'error'), problem('no kind', 'error')];
    const error = new InputError(problems);
    expect(error.message).toBe('2 problems, the first: no name');
    expect(error.problems).toEqual(problems);
  });
});
