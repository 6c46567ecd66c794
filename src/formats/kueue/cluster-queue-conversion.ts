import { isRecord } from '../objects.ts';
import { type Path, valueAt } from '../path.ts';
import type { JsonObject } from './kueue-kind.ts';

/** Words of v1beta1 that mean the first of the two that stayed. */
const FORMER_WORDS: ReadonlySet<unknown> = new Set(['Borrow', 'Preempt']);

/**
 * A ClusterQueue of v1beta1 as it is stored: `cohort` is named `cohortName`, `admissionChecks` become a strategy (and win
 * over one), and the former words of fungibility read `MayStopSearch`.
 */
export function clusterQueueFromV1beta1(object: JsonObject): JsonObject {
  if (!isRecord(object.spec)) return object;
  const { cohort, admissionChecks, flavorFungibility, ...spec } = object.spec;
  const converted: Record<string, unknown> = { ...spec };
  if (cohort !== undefined) converted.cohortName = cohort;
  if (isRecord(flavorFungibility)) converted.flavorFungibility = withoutFormerWords(flavorFungibility);
  if (Array.isArray(admissionChecks) && admissionChecks.length > 0) {
    converted.admissionChecksStrategy = { admissionChecks: admissionChecks.map((name: unknown) => ({ name })) };
  }
  return { ...object, spec: converted };
}

function withoutFormerWords(fungibility: JsonObject): JsonObject {
  const entries = Object.entries(fungibility);
  return Object.fromEntries(entries.map(([key, value]) => [key, FORMER_WORDS.has(value) ? 'MayStopSearch' : value]));
}

/** Where the name of a stored queue's admission check stands in the queue as it was written, in either version. */
export function writtenCheckPath(written: unknown, index: number): Path {
  const names = valueAt(written, ['spec', 'admissionChecks']);
  if (Array.isArray(names) && names.length > 0) return ['spec', 'admissionChecks', index];
  return ['spec', 'admissionChecksStrategy', 'admissionChecks', index];
}

/** What is read back of it in v1beta1: `admissionChecks` come back as the strategy that they became. */
export function clusterQueueToV1beta1(object: JsonObject): JsonObject {
  if (!isRecord(object.spec)) return object;
  const { cohortName, ...spec } = object.spec;
  return { ...object, spec: cohortName === undefined ? spec : { ...spec, cohort: cohortName } };
}
