import type { Place, Problem } from '../../base/index.ts';
import { type Path, shortened } from '../path.ts';

/** A place asked for: the value at a path, or the key that it stands under. */
export interface Spot {
  readonly path: Path;
  readonly isKey?: boolean;
}

/** One document of a file, as plain data that still knows where everything stood. */
export interface InputDocument {
  readonly file: string;
  readonly value: unknown;
  /** Where the document starts. */
  readonly start: Place;
  /**
   * Places of many spots in one pass over the text. A spot that is not there is answered with the place of the nearest
   * thing around it.
   */
  locate(spots: readonly Spot[]): Place[];
}

/** Places of spots; the document as a whole is found without a look at the text. */
export function placesOf(document: InputDocument, spots: readonly Spot[]): Place[] {
  if (spots.every(({ path }) => path.length === 0)) return spots.map(() => document.start);
  return document.locate(spots);
}

/** The documents of one source that are whole, and what is wrong with the syntax of the others. */
export interface ReadDocuments {
  readonly documents: readonly InputDocument[];
  readonly problems: readonly Problem[];
}

/** Deepest nesting that is read: far beyond every Kubernetes object, far below what recursion can take. */
export const MAX_DEPTH = 200;

/** A problem with the text itself. */
export function syntaxProblem(place: Place, message: string, code: Problem['code'] = 'syntax', field = ''): Problem {
  return { ...place, code, severity: 'error', field, message };
}

/** What is said of a value that nests deeper than {@link MAX_DEPTH}. */
export const TOO_DEEP_MESSAGE: string = `nested deeper than ${MAX_DEPTH} levels; write it flatter`;

/** The same key twice in one object: which value counts would be a guess. */
export function duplicateKeyProblem(place: Place, key: string, field: string): Problem {
  const message = `the key "${shortened(key)}" stands here a second time; keep one of them`;
  return syntaxProblem(place, message, 'duplicate-key', field);
}

/** What is said of a text that holds nothing, where there is no other. */
export function emptyProblem(file: string): Problem {
  const message = 'the input is empty; give EC2 JSON, Kubernetes objects or job manifests';
  return syntaxProblem({ file, line: 1, column: 1 }, message, 'missing');
}
