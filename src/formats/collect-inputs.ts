import type { Problem } from '../base/index.ts';
import { type Configuration, DEFAULT_FEATURE_GATES, type FeatureGates } from '../model/index.ts';
import { type InputDocument, readDocuments } from './documents/document.ts';
import { emptyProblem } from './documents/input-document.ts';
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

/** The same where what is in the cluster is looked at too. */
export interface CheckInputsOptions extends ReadInputsOptions {
  /** Files of what is in the cluster. Objects of the others replace those of the same kind and name, as if applied. */
  readonly clusterSources?: readonly Source[];
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
export function collectInputs(sources: readonly Source[], options: CheckInputsOptions): CollectedInputs {
  const { gates = DEFAULT_FEATURE_GATES, config, cluster, clusterSources = [] } = options;
  const reader = new InputReader(gates, [], config);
  const all = [...sources, ...clusterSources];
  const problems: Problem[] = [];
  const texts = all.map((source) => documentsOf(source, reader, problems));
  const isEmpty = problems.length === 0 && texts.every((documents) => documents?.length === 0);
  if (isEmpty) for (const { file } of all) problems.push(emptyProblem(file));
  const isWhole = !problems.some(isError);
  for (const [index, documents = []] of texts.entries()) {
    if (index === sources.length) reader.startCluster();
    for (const document of documents) append(problems, reader.read(document));
  }
  const isReadable = !problems.some(isError);
  const { jobs, problems: told } = reader.finish({ cluster, isWhole });
  append(problems, told);
  const { inputs, objects } = reader;
  return { inputs, objects, jobs, problems: sortProblems(problems, all), isWhole, isReadable };
}

/** A text that holds instances is read at once, and has no documents; every other one is taken apart into them. */
function documentsOf(
  source: Source,
  { inputs }: InputReader,
  problems: Problem[],
): readonly InputDocument[] | undefined {
  const textReader = TEXT_READERS.find(({ matches }) => matches(source.text));
  if (textReader === undefined) {
    const read = readDocuments(source);
    append(problems, read.problems);
    return read.documents;
  }
  const read = textReader.read(source);
  append(problems, read.state === 'read' ? read.warnings : read.problems);
  if (read.state === 'read') append(inputs.instances, read.value);
  return undefined;
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
