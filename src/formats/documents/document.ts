import type { Source } from '../source.ts';
import { emptyProblem, type ReadDocuments } from './input-document.ts';
import { readJsonDocuments } from './json-document.ts';
import { textPositions } from './text-positions.ts';
import { BYTE_ORDER_MARK } from './yaml-cursor.ts';
import { readYamlDocuments } from './yaml-document.ts';

export type { InputDocument, ReadDocuments, Spot } from './input-document.ts';

/** At the start of a text, or of a document behind a `---`: files that were joined may each bring one. */
const LEADING_MARKS = new RegExp(
  `(?<=^|(?:^${BYTE_ORDER_MARK}?|\\n)---[ \\t]*(?:#[^\\n]*)?\\r?\\n)${BYTE_ORDER_MARK}`,
  'g',
);

/**
 * Which documents does a text hold? JSON (one value or several, one after another) when it starts with a bracket, else
 * YAML with any number of documents; in a file named `.yaml` or `.yml` a bracket may start YAML too, and two braces always
 * do. None if there is nothing in it but comments and marks.
 *
 * All syntax errors are listed, duplicate keys among them; documents without any are read all the same. Linear in the length
 * of the text.
 */
export function readDocuments(source: Source): ReadDocuments {
  const text = source.text.includes(BYTE_ORDER_MARK) ? source.text.replace(LEADING_MARKS, '') : source.text;
  const positions = textPositions(source.file, text);
  const isBracketed = /^\s*(?:\[|\{(?!\{))/.test(text);
  if (!isBracketed) return readYamlDocuments(source.file, text, positions);
  const read = readJsonDocuments(source.file, text, positions);
  const mayBeYaml = read.problems.some((problem) => problem.code === 'syntax') && /\.ya?ml$/i.test(source.file);
  return mayBeYaml ? readYamlDocuments(source.file, text, positions) : read;
}

/** As {@link readDocuments}, of a text that stands alone: it must hold something. */
export function readFilledDocuments(source: Source): ReadDocuments {
  const read = readDocuments(source);
  const isBlank = read.documents.length === 0 && read.problems.length === 0;
  return isBlank ? { documents: [], problems: [emptyProblem(source.file)] } : read;
}
