import type { Place, Problem, ProblemCode } from '../base/index.ts';
import { type InputDocument, placesOf } from './documents/input-document.ts';
import { fieldText, type Path } from './path.ts';

/** A problem that knows its path in a document, but not yet its line. */
export interface Finding {
  readonly code: ProblemCode;
  readonly severity: 'error' | 'warning';
  readonly path: Path;
  /** Is it the key that is wrong, and not the value under it? */
  readonly isKey?: boolean;
  readonly message: string;
}

/** Findings that get a line and column of their own; the rest of a longer list points where the last of them does. */
const MAX_LOCATED = 100_000;

/** Findings with their places: one pass over the text for all of them. */
export function placeFindings(document: InputDocument, findings: readonly Finding[]): Problem[] {
  if (findings.length === 0) return [];
  const places = placesOf(document, findings.slice(0, MAX_LOCATED));
  const last = places[places.length - 1] as Place;
  return findings.map(({ code, severity, path, message }, index) => {
    const { file, line, column } = places[index] ?? last;
    return { file, line, column, code, severity, field: fieldText(path), message };
  });
}

/** A warning about a whole object: something is missing, or left as it is. */
export function incomplete(message: string): Finding {
  return { code: 'incomplete', severity: 'warning', path: [], message };
}

/** A mistake at a path. */
export function mistake(code: ProblemCode, path: Path, message: string): Finding {
  return { code, severity: 'error', path, message };
}
