import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KUEUE_KINDS } from '../../../src/formats/kueue/kinds.ts';
import type { JsonObject } from '../../../src/formats/kueue/kueue-kind.ts';
import { type ValidatedObject, validateKueueObject } from '../../../src/formats/kueue/validate-object.ts';
import { recordingLines } from '../../recording-lines.ts';
import { expectResultOrProblems } from '../expect-problems.ts';
import { mutate, mutations } from '../mutate.ts';

/** Mutants of each kind; HOPWISE_MUTANTS=100000 for a long run. */
const MUTANTS = Number(process.env.HOPWISE_MUTANTS ?? 1000);
const TIMEOUT_MS = 60_000 + 20 * MUTANTS;

interface Line {
  readonly object: JsonObject;
}

const LINES = recordingLines<Line>('fixtures/recordings/validate-random.jsonl.gz');

/** Mutations of the value only: what is no JSON any more never reaches a validator. */
const valueMutations = mutations.map((drawn) => drawn.map(({ how, ...rest }) => ({ how: how * 0.7, ...rest })));

function expectSensible({ errors, object, stored }: ValidatedObject): void {
  expect(object === undefined).toBe(errors.length > 0);
  expect(stored === undefined).toBe(errors.length > 0);
  for (const { stage, type, text, path } of errors) {
    const isComplete = text.length > 0 && type.length > 0 && ['metadata', 'schema', 'cel', 'webhook'].includes(stage);
    if (!isComplete || !Array.isArray(path)) throw new Error(text);
  }
}

describe.each(KUEUE_KINDS.map(({ kind }) => kind))('a mutant of a %s', (kind) => {
  const seeds = LINES.map(({ object }) => object).filter((object) => object.kind === kind);
  const drawn = fc.tuple(fc.nat(seeds.length - 1), valueMutations);

  it(
    'is accepted or refused, in every way of sending it, and is read or told of',
    () => {
      fc.assert(
        fc.property(drawn, ([index, mutation]) => {
          const text = mutate(seeds[index], mutation);
          const mutant = { ...JSON.parse(text), kind, apiVersion: seeds[index]?.apiVersion };
          for (const op of ['create', 'status', 'stored'] as const) expectSensible(validateKueueObject(mutant, { op }));
          expectResultOrProblems('a.json', text);
        }),
        { seed: 20260101, numRuns: MUTANTS },
      );
    },
    TIMEOUT_MS,
  );

  it(
    'that is accepted is accepted again as the server gives it back, and nothing changes any more',
    () => {
      fc.assert(
        fc.property(drawn, ([index, mutation]) => {
          const { apiVersion } = seeds[index] as JsonObject;
          // Go's types write what was not there, as in a pod template without containers, which the schema then refuses.
          fc.pre(apiVersion === 'kueue.x-k8s.io/v1beta2');
          const first = validateKueueObject({ ...JSON.parse(mutate(seeds[index], mutation)), kind, apiVersion });
          if (first.object === undefined || first.object.metadata === undefined) return;
          const again = validateKueueObject({ apiVersion, kind, ...first.object });
          expect(again.errors.map(({ text }) => text)).toEqual([]);
          expect(again.object).toEqual(first.object);
        }),
        { seed: 20260101, numRuns: Math.ceil(MUTANTS / 4) },
      );
    },
    TIMEOUT_MS,
  );
});
