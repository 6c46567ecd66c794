import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkInputs } from '../../../src/formats/index.ts';
import { mutate, mutations } from '../mutate.ts';
import { LINT_CASES } from './lint-cases.ts';

/** Mutants of each case; HOPWISE_MUTANTS=100000 for a long run. */
const MUTANTS = Number(process.env.HOPWISE_MUTANTS ?? 40);

const cases = Object.entries(LINT_CASES).flatMap(([code, list]) => list.map((one) => ({ code, ...one })));

describe('a mutant of what lints speak of', () => {
  it.each(cases)('is linted or told of, the same each time ($code, $title)', ({ regretted }) => {
    fc.assert(
      fc.property(mutations, (drawn) => {
        const text = mutate({ apiVersion: 'v1', kind: 'List', items: regretted }, drawn);
        const sources = [{ file: 'a.json', text }];
        const { problems, findings } = checkInputs(sources);
        const lineCount = text.split('\n').length;
        for (const { line, reason, mend } of findings) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lineCount);
          expect(`${reason}${mend}`).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]|undefined/u);
        }
        expect(checkInputs(sources)).toMatchObject({ problems, findings });
      }),
      { seed: 20260101, numRuns: MUTANTS },
    );
  });
});
