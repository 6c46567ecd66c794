import { describe, expect, it } from 'vitest';
import { InputError, type Problem } from '../../src/base/index.ts';
import { allOf } from '../../src/cli/all-of.ts';

function problem(file: string): Problem {
  return { file, line: 0, column: 0, code: 'not-found', severity: 'error', field: '', message: 'gone' };
}

function refused(file: string): Promise<never> {
  return Promise.reject(new InputError([problem(file)]));
}

describe('allOf', () => {
  it('answers what all answer, in order', async () => {
    expect(await allOf([Promise.resolve(1), Promise.resolve('b')])).toEqual([1, 'b']);
  });

  it('throws the problems of all in one error', async () => {
    const failing = allOf([refused('a'), Promise.resolve(1), refused('b')]);
    await expect(failing).rejects.toMatchObject({ problems: [problem('a'), problem('b')] });
  });

  it('throws any other error as it is', async () => {
    const bug = new TypeError('bug');
    await expect(allOf([refused('a'), Promise.reject(bug)])).rejects.toBe(bug);
  });
});
