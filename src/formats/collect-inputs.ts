import type { Problem } from '../base/index.ts';
import { type Configuration, DEFAULT_FEATURE_GATES, type FeatureGates } from '../model/index.ts';
import { type InputDocument, readDocuments } from './document.ts';
import { emptyProblem } from './input-document.ts';
import { InputReader } from './input-reader.ts';
import type { Inputs } from './inputs.ts';
import type { LocatedObject } from './located-object.ts';
import type { CollectedJob } from './manifests/job-collector.ts';
import type { Source } from './source.ts';
import { TEXT_READERS } from './text-readers.ts';

/** What the reading depends on besides the text. */
export interface ReadInputsOptions {
  /** Feature gates by which topology annotations are read; the defaults of Kueue if not given. */
  readonly gates?: FeatureGates;
  /** Kueue's configuration, which says what jobs are managed; its defaults if not given. */
  readonly config?: Configuration;
  /** What was read of the cluster, if apart: its queues, classes and training runtimes may be named by these jobs. */
  readonly cluster?: Inputs;
}

/** Everything that could be read, and all that is wrong. */
export interface CollectedInputs {
  readonly inputs: Inputs;
  /** Every object of a kind that is read, refused ones too. */
  readonly objects: readonly LocatedObject[];
  /** Jobs whose manifest has the shape of its kind, refused ones too. */
  readonly jobs: readonly CollectedJob[];
  /** Sorted by file in the given order, then line and column. */
  readonly problems: readonly Problem[];
  /** Were all texts readable? If not, what seems to be missing may stand in one that was not. */
  readonly isWhole: boolean;
  /** Is every error one of Kueue's about a job, all objects having been read? */
  readonly isReadable: boolean;
}

/** Reads all that can be read of these files; nothing is refused as a whole. */
export function collectInputs(sources: readonly Source[], options: ReadInputsOptions): CollectedInputs {
  const reader = new InputReader(options.gates ?? DEFAULT_FEATURE_GATES, [], options.config);
  const problems: Problem[] = [];
  const documents = readAll(sources, reader, problems);
  const isWhole = !problems.some(isError);
  for (const document of documents) append(problems, reader.read(document));
  const isReadable = !problems.some(isError);
  const { jobs, problems: told } = reader.finish({ cluster: options.cluster, isWhole });
  append(problems, told);
  const { inputs, objects } = reader;
  return { inputs, objects, jobs, problems: sortProblems(problems, sources), isWhole, isReadable };
}

/** Texts that hold instances are read at once; the others are taken apart into documents. */
function readAll(sources: readonly Source[], reader: InputReader, problems: Problem[]): InputDocument[] {
  const documents: InputDocument[] = [];
  const blank: Source[] = [];
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
    if (read.documents.length === 0 && read.problems.length === 0) blank.push(source);
  }
  // A file of comments is nothing beside others, as templates render many.
  if (blank.length === sources.length)
    append(
      problems,
      blank.map(({ file }) => emptyProblem(file)),
    );
  return documents;
}

/** Does this problem keep the input from being taken? */
export function isError({ severity }: Problem): boolean {
  return severity === 'error';
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
