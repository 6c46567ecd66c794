import type { Problem } from '../base/index.ts';
import type { Configuration, FeatureGates } from '../model/index.ts';
import { ClaimedNames } from './claimed-names.ts';
import type { InputDocument } from './documents/input-document.ts';
import { type ItemReader, instanceReader, reservationReader } from './ec2/item-reader.ts';
import { findReader } from './find-reader.ts';
import { type Finding, mistake, placeFindings } from './finding.ts';
import { emptyInputs, type Inputs, type InputsDraft } from './inputs.ts';
import { KIND_READERS } from './kind-readers.ts';
import type { KindContext, KindReader } from './kubernetes/kind-reader.ts';
import { keyOf, type LocatedObject } from './located-object.ts';
import { type CollectedJob, JobCollector, type ReadBeside } from './manifests/job-collector.ts';
import { type FoundObject, isRecord, objectsOf } from './objects.ts';
import { type Path, shown } from './path.ts';
import { SHAPE_READERS } from './shape-readers.ts';

/** Collects what documents hold, one document after another. */
export class InputReader {
  readonly inputs: InputsDraft = emptyInputs();
  /** Every object of a kind that is read, refused ones too. */
  readonly objects: LocatedObject[] = [];
  readonly #gates: FeatureGates;
  readonly #config: Configuration;
  readonly #jobs: JobCollector = new JobCollector();
  readonly #readerOfKind: ReadonlyMap<string, KindReader>;
  readonly #itemReaders: readonly ItemReader[];
  readonly #names = new ClaimedNames();
  /** Keys of the objects that replace what follows. */
  #replacing: ReadonlySet<string | undefined> = new Set();
  /** What was said of kinds that are not read. */
  readonly #passedOver = new Set<string>();
  /** By list key: the place of the token that says more pages follow the last page read. */
  readonly #openPages = new Map<string, Problem>();

  /** @param instead readers of some kinds that take the place of the usual ones */
  constructor(gates: FeatureGates, instead: readonly KindReader[] = [], config: Configuration = {}) {
    this.#gates = gates;
    this.#config = config;
    this.#readerOfKind = new Map([...KIND_READERS, ...instead].map((reader) => [reader.kind, reader]));
    this.#itemReaders = [instanceReader(this.inputs.instances), reservationReader(this.inputs.reservations)];
  }

  /** Reads one document; what is wrong or worth a warning in it. */
  read(document: InputDocument): Problem[] {
    const findings: Finding[] = [];
    const report = (finding: Finding): void => void findings.push(finding);
    for (const found of objectsOf(document.value, report)) {
      if (this.#readAnswer(found, document, report) || this.#readShape(found, document, report)) continue;
      this.#readObject(found, document, report);
    }
    const problems = placeFindings(document, findings);
    return problems.map((problem, index) => this.#names.withFirstPlace(problem, findings[index]));
  }

  /**
   * What is read from here on stands in the cluster: an object is passed over if one of its kind and name was read before,
   * sound or not, as that one is to replace it.
   */
  startCluster(): void {
    this.#replacing = new Set(this.objects.map(keyOf));
    this.#names.replaceWhatFollows();
  }

  /** Derives the jobs; what can only be said at the end. */
  finish(beside: ReadBeside<Inputs>): {
    readonly problems: readonly Problem[];
    readonly jobs: readonly CollectedJob[];
  } {
    const config = this.inputs.configuration ?? beside.cluster?.configuration ?? this.#config;
    const { jobs, problems } = this.#jobs.finish(this.inputs, { gates: this.#gates, config }, beside);
    for (const { manifests } of jobs) for (const manifest of manifests) this.inputs.jobs.push(manifest);
    return { jobs, problems: beside.isWhole ? [...problems, ...this.#openPages.values()] : problems };
  }

  /** Reads a whole EC2 answer, or one item of it; false if it is neither. */
  #readAnswer({ value, path }: FoundObject, document: InputDocument, report: (finding: Finding) => void): boolean {
    if (!isRecord(value) || value.kind !== undefined) return false;
    let isAnswer = false;
    for (const reader of this.#itemReaders) {
      const isItem = Object.hasOwn(value, reader.idKey);
      if (isItem) reader.read(value, path, report);
      const isList = Object.hasOwn(value, reader.listKey);
      if (isList) this.#readPage(reader, { value, path }, document, report);
      isAnswer ||= isItem || isList;
    }
    return isAnswer;
  }

  /** Reads an object that only its keys tell; false if none does. */
  #readShape({ value, path }: FoundObject, document: InputDocument, report: (finding: Finding) => void): boolean {
    if (!isRecord(value) || value.kind !== undefined || value.apiVersion !== undefined) return false;
    const reader = SHAPE_READERS.find((candidate) => candidate.matches(value));
    const claim = (kind: string, name: string, at: Path): boolean =>
      this.#names.take({ kind, name, document, path: at }, report);
    reader?.read(value, { path, inputs: this.inputs, claim, report });
    return reader !== undefined;
  }

  #readPage(reader: ItemReader, page: FoundObject, document: InputDocument, report: (finding: Finding) => void): void {
    const answer = page.value as Readonly<Record<string, unknown>>;
    const items = answer[reader.listKey];
    const path = [...page.path, reader.listKey];
    if (Array.isArray(items)) items.forEach((item, index) => void reader.read(item, [...path, index], report));
    else report(mistake('wrong-type', path, `expected a list, found ${shown(items)}`));
    if (Array.isArray(items) && items.length === 0) this.inputs.emptyAnswers.push(document.start);
    this.#openPages.delete(reader.listKey);
    const token = answer.NextToken;
    if (token === undefined || token === null || token === '') return;
    const message = 'the answer has more pages, and none follows; ask EC2 with this NextToken and give all pages';
    const finding: Finding = { code: 'incomplete', severity: 'warning', path: [...page.path, 'NextToken'], message };
    for (const problem of placeFindings(document, [finding])) this.#openPages.set(reader.listKey, problem);
  }

  #readObject(found: FoundObject, document: InputDocument, report: (finding: Finding) => void): void {
    const reader = this.#readerFor(found, report);
    if (reader === undefined) return;
    const { path, value } = found;
    const object: LocatedObject = { kind: reader.kind, value, document, path };
    const key = this.#replacing.size === 0 ? undefined : keyOf(object);
    if (key !== undefined && this.#replacing.has(key)) return;
    this.objects.push(object);
    const context: KindContext = {
      gates: this.#gates,
      path,
      inputs: this.inputs,
      report,
      claim: (name) =>
        this.#names.take({ kind: reader.kind, name, document, path: [...path, 'metadata', 'name'] }, report),
      addJob: (job) => this.#jobs.add(document, path, job),
      addJobObject: (source) => this.#jobs.add(document, path, source),
      keep: (object) => void this.inputs.namedObjects.push(object),
    };
    reader.read(value, context);
  }

  /** What is passed over is told once for each kind. */
  #readerFor({ value, path }: FoundObject, report: (finding: Finding) => void): KindReader | undefined {
    const found = findReader(value, path, this.#readerOfKind);
    if ('reader' in found) return found.reader;
    for (const finding of found.findings) {
      const isWarning = finding.severity === 'warning';
      if (!isWarning || !this.#passedOver.has(finding.message)) report(finding);
      if (isWarning) this.#passedOver.add(finding.message);
    }
    return undefined;
  }
}
