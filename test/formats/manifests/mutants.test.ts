import fc from 'fast-check';
import { describe, it } from 'vitest';
import { JOB_KINDS } from '../../../src/formats/manifests/job-kinds.ts';
import { expectResultOrProblems } from '../expect-problems.ts';
import { mutate, mutations } from '../mutate.ts';
import { derive } from './derive.ts';
import { examplesOf, type ManifestObject } from './examples.ts';

/** Mutants of each kind; HOPWISE_MUTANTS=100000 for a long run. */
const MUTANTS = Number(process.env.HOPWISE_MUTANTS ?? 300);
/** A mutant takes a few milliseconds. */
const TIMEOUT_MS = 60_000 + 20 * MUTANTS;

/** A file that is well enough formed to be asked what Kueue makes of it, in the way recordings are. */
function objectsOf(text: string): readonly ManifestObject[] | undefined {
  try {
    const { items } = JSON.parse(text);
    return Array.isArray(items) && items.every(isManifest) ? items : undefined;
  } catch {
    return undefined;
  }
}

function isManifest(item: unknown): item is ManifestObject {
  return typeof item === 'object' && item !== null && !Array.isArray(item);
}

describe('a mutant of a job gives a workload, a reason or listed problems', () => {
  it.each(JOB_KINDS.map(({ kind }) => kind))(
    '%s',
    (kind) => {
      const examples = examplesOf(kind).map(({ objects }) => ({ apiVersion: 'v1', kind: 'List', items: objects }));
      fc.assert(
        fc.property(fc.constantFrom(...examples), mutations, fc.boolean(), (example, drawn, isYaml) => {
          const text = mutate(example, drawn);
          expectResultOrProblems(isYaml ? 'a.yaml' : 'a.json', text);
          const objects = objectsOf(text);
          if (objects !== undefined) derive(objects);
        }),
        { seed: 20260101, numRuns: MUTANTS },
      );
    },
    TIMEOUT_MS,
  );
});
