import type { Problem } from '../../base/index.ts';
import { readAnyYaml } from './any-yaml.ts';
import type { InputDocument, ReadDocuments } from './input-document.ts';
import { PlainYamlReader } from './plain-yaml.ts';
import type { TextPositions } from './text-positions.ts';
import { BYTE_ORDER_MARK, nextDocument } from './yaml-cursor.ts';

/**
 * The documents of a YAML text; those that hold nothing are left out, and so are those with problems. Only documents that
 * have to be are read slowly.
 */
export function readYamlDocuments(file: string, text: string, positions: TextPositions): ReadDocuments {
  const reader = new PlainYamlReader(file, text, positions);
  const problems: Problem[] = [];
  const documents: InputDocument[] = [];
  for (let at = 0; ; ) {
    const plain = reader.readFrom(at);
    for (const document of plain.documents) documents.push(document);
    if (plain.end === text.length) return { documents, problems };
    if (at === 0 && !isSeparable(text)) return readAnyYaml(file, text, positions);
    at = nextDocument(text, plain.end);
    const read = readAnyYaml(file, text.slice(plain.end, at), (offset) => positions(plain.end + offset));
    for (const document of read.documents) documents.push(document);
    for (const problem of read.problems) problems.push(problem);
  }
}

/** Is each document on its own? Directives and marks of an end may say something about the one behind them. */
function isSeparable(text: string): boolean {
  return !/^%|^\.\.\./m.test(text) && !text.includes(BYTE_ORDER_MARK, 1);
}
