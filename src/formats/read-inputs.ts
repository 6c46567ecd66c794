import type { Problem } from '../base/index.ts';
import { DEFAULT_FEATURE_GATES, type FeatureGates } from '../model/index.ts';
import { type InputDocument, readDocuments } from './document.ts';
import { InputReader } from './input-reader.ts';
import type { Inputs } from './inputs.ts';
import type { ReadResult, Source } from './source.ts';
import { TEXT_READERS } from './text-readers.ts';

/** What the reading depends on besides the text. */
export interface ReadInputsOptions {
  /** Feature gates by which topology annotations are read; the defaults of Kueue if not given. */
  readonly gates?: FeatureGates;
}

/**
 * What do these files hold? Each document is known by its shape: an EC2 answer (whole, a page, or a bare list), Kubernetes
 * objects (single, listed, mixed), a topograph model, Slurm's topology.conf or topology.yaml, or the file of Kueue's
 * performance generator.
 *
 * All problems of all files at once, by file in the given order, then line and column. Refused when one of them is an
 * error: nothing is half-read.
 *
 * @example
 * const result = readInputs([{ file: 'topology.json', text }]);
 * if (result.state === 'read') console.log(result.value.instances.length);
 */
export function readInputs(sources: readonly Source[], options: ReadInputsOptions = {}): ReadResult<Inputs> {
  const problems: Problem[] = [];
  const documents: InputDocument[] = [];
  const reader = new InputReader(options.gates ?? DEFAULT_FEATURE_GATES);
  for (const source of sources) {
    const textReader = TEXT_READERS.find(({ matches }) => matches(source.text));
    if (textReader !== undefined) {
      const read = textReader.read(source);
      append(problems, read.state === 'read' ? read.warnings : read.problems);
      if (read.state === 'read') append(reader.inputs.instances, read.value);
      continue;
    }
    const read = readDocuments(source);
    append(problems, read.problems);
    append(documents, read.documents);
  }
  for (const document of documents) append(problems, reader.read(document));
  append(problems, reader.finish());
  const sorted = sortProblems(problems, sources);
  const isRefused = sorted.some((problem) => problem.severity === 'error');
  return isRefused ? { state: 'refused', problems: sorted } : { state: 'read', value: reader.inputs, warnings: sorted };
}

/** Spreading a long list into `push` would overflow the stack. */
function append<T>(target: T[], more: readonly T[]): void {
  for (const item of more) target.push(item);
}

/** Stable: problems of one place stay in the order in which they were found. */
function sortProblems(problems: readonly Problem[], sources: readonly Source[]): Problem[] {
  const rank = new Map(sources.map(({ file }, index) => [file, index]));
  return problems.toSorted(
    (a, b) => (rank.get(a.file) ?? 0) - (rank.get(b.file) ?? 0) || a.line - b.line || a.column - b.column,
  );
}
