import type { ReadDocuments } from './input-document.ts';
import { readJsonDocuments } from './json-document.ts';
import type { Source } from './source.ts';
import { textPositions } from './text-positions.ts';
import { readYamlDocuments } from './yaml-document.ts';

export type { InputDocument, ReadDocuments, Spot } from './input-document.ts';

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
