import { readAnyYaml } from './any-yaml.ts';
import { type ReadDocuments, syntaxProblem } from './input-document.ts';
import { readPlainYaml } from './plain-yaml.ts';
import type { TextPositions } from './text-positions.ts';
import { BYTE_ORDER_MARK } from './yaml-cursor.ts';

/** The documents of a YAML text; empty ones between `---` lines are skipped. */
export function readYamlDocuments(file: string, text: string, positions: TextPositions): ReadDocuments {
  const { documents, problems } = readPart({ file, text, positions }, PART_SIZES);
  if (problems.length > 0) return { documents: [], problems };
  if (documents.length > 0) return { documents, problems };
  const message = 'the input is empty; give EC2 JSON, Kubernetes objects or job manifests';
  return { documents, problems: [syntaxProblem(positions(0), message, 'missing')] };
}

/** Some documents of a file, one after another. */
interface YamlPart {
  readonly file: string;
  readonly text: string;
  /** Of offsets into this text. */
  readonly positions: TextPositions;
}

/** A text with something unusual in it is taken apart into texts of about this length, at last into single documents. */
const PART_SIZES: readonly number[] = [50_000, 0];

/** Reads slowly only those documents that have to be. */
function readPart(part: YamlPart, sizes: readonly number[]): ReadDocuments {
  const plain = readPlainYaml(part.file, part.text, part.positions);
  if (plain !== undefined) return { documents: plain, problems: [] };
  for (const [index, size] of sizes.entries()) {
    const parts = partsOf(part, size);
    if (parts.length > 1) return joined(parts.map((one) => readPart(one, sizes.slice(index + 1))));
  }
  return readAnyYaml(part.file, part.text, part.positions);
}

function joined(read: readonly ReadDocuments[]): ReadDocuments {
  return {
    documents: read.flatMap(({ documents }) => documents),
    problems: read.flatMap(({ problems }) => problems),
  };
}

/** Takes a text apart at its `---` lines, where each document is on its own: without directives and marks of an end. */
function partsOf({ file, text, positions }: YamlPart, size: number): YamlPart[] {
  if (/^%|^\.\.\./m.test(text) || text.includes(BYTE_ORDER_MARK, 1)) return [{ file, text, positions }];
  const starts = [0];
  for (const { index } of text.matchAll(/(?<=\n)---(?=[ \t\r\n])/g)) {
    if (index >= (starts.at(-1) as number) + Math.max(1, size)) starts.push(index);
  }
  return starts.map((start, index) => ({
    file,
    text: text.slice(start, starts[index + 1]),
    positions: (offset) => positions(start + offset),
  }));
}
