import type { Place, Problem } from '../base/index.ts';
import { readJsonDocuments } from './json-document.ts';
import type { Path } from './path.ts';
import type { Source } from './source.ts';
import { textPositions } from './text-positions.ts';
import { readYamlDocuments } from './yaml-document.ts';

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

/** The documents of one source, and what is wrong with its syntax. With problems there are no documents. */
export interface ReadDocuments {
  readonly documents: readonly InputDocument[];
  readonly problems: readonly Problem[];
}

/** Deepest nesting that is read: far beyond every Kubernetes object, far below what recursion can take. */
export const MAX_DEPTH = 200;

/**
 * Which documents does a text hold? JSON (one value or several, one after another) when it starts with a bracket, else
 * YAML with any number of documents; in a file named `.yaml` or `.yml` a bracket may start YAML too.
 *
 * All syntax errors are listed, duplicate keys among them. Linear in the length of the text.
 */
export function readDocuments(source: Source): ReadDocuments {
  const text = source.text.startsWith('\uFEFF') ? source.text.slice(1) : source.text;
  const positions = textPositions(source.file, text);
  const isBracketed = /^\s*[{[]/.test(text);
  if (!isBracketed) return readYamlDocuments(source.file, text, positions);
  const read = readJsonDocuments(source.file, text, positions);
  const mayBeYaml = read.problems.some((problem) => problem.code === 'syntax') && /\.ya?ml$/i.test(source.file);
  return mayBeYaml ? readYamlDocuments(source.file, text, positions) : read;
}

/** A problem with the text itself. */
export function syntaxProblem(place: Place, message: string, code: Problem['code'] = 'syntax', field = ''): Problem {
  return { ...place, code, severity: 'error', field, message };
}

/** What is said of a value that nests deeper than {@link MAX_DEPTH}. */
export const TOO_DEEP_MESSAGE: string = `nested deeper than ${MAX_DEPTH} levels; write it flatter`;
