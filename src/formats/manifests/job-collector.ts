import type { Place, Problem } from '../../base/index.ts';
import type { Governance, Workload } from '../../model/index.ts';
import { type Finding, placeFindings } from '../finding.ts';
import type { InputDocument } from '../input-document.ts';
import type { DocumentPath } from '../located-object.ts';
import type { Path } from '../path.ts';
import { type DerivationOptions, type DerivedJob, deriveWorkloads } from './derive-workloads.ts';
import { type DerivedManifests, derivedManifests } from './derived-manifests.ts';
import type { JobSource } from './job-kind.ts';
import type { JobManifest } from './job-manifest.ts';

type UnplacedJob = Omit<JobManifest, 'place'>;

/** A job that was read, and where: either finished, or to be derived. */
interface Entry {
  readonly document: InputDocument;
  readonly path: Path;
  readonly job: UnplacedJob | JobSource;
}

/** A job that was read, and what came of it. */
export interface CollectedJob extends DocumentPath {
  /** The same as a line. */
  readonly place: Place;
  /** Absent for a Workload, which is what jobs are made into. */
  readonly derived?: DerivedJob;
  /** What asks for a place; none for a job that was refused, or that has no pods of its own to place. */
  readonly manifests: readonly JobManifest[];
}

/** Jobs with their places, and what is wrong with them. */
export interface CollectedJobs {
  /** In the order of files and of places in them. */
  readonly jobs: readonly CollectedJob[];
  readonly problems: readonly Problem[];
}

/**
 * Collects jobs while files are read, and derives their pod sets when all is known: queues, priority classes, owners and
 * the other pods of a group may stand in any file.
 */
export class JobCollector {
  readonly #entries: Entry[] = [];
  readonly #others: unknown[] = [];

  /** Adds the job at a path of a document. */
  add(document: InputDocument, path: Path, job: UnplacedJob | JobSource): void {
    this.#entries.push({ document, path, job });
  }

  /** Keeps an object that jobs may name. */
  keep(object: unknown): void {
    this.#others.push(object);
  }

  /** Derives all jobs. */
  finish(inputs: Governance & { readonly workloads: readonly Workload[] }, options: DerivationOptions): CollectedJobs {
    const sources = this.#entries.flatMap(({ job }) => (isSource(job) ? [job] : []));
    const derivation = deriveWorkloads({ jobs: sources, governance: inputs, others: this.#others }, options);
    const derived = new Map<JobSource, DerivedJob>(derivation.jobs.map((job) => [job.source, job]));
    const results = this.#entries.map((entry) => resultOf(entry.job, derived, inputs.workloads));
    const places = this.#places();
    const jobs = this.#entries.map(({ document, path, job }, index): CollectedJob => {
      const place = places[index] as Place;
      const manifests = (results[index]?.jobs ?? []).map((made) => ({ ...made, place }));
      return { document, path, place, manifests, ...(isSource(job) && { derived: derived.get(job) as DerivedJob }) };
    });
    return { jobs, problems: this.#problems(results) };
  }

  #places(): Place[] {
    const places: Place[] = [];
    for (const [document, indices] of this.#byDocument()) {
      const found = document.locate(indices.map((index) => ({ path: (this.#entries[index] as Entry).path })));
      for (const [at, index] of indices.entries()) places[index] = found[at] as Place;
    }
    return places;
  }

  #problems(results: readonly DerivedManifests[]): Problem[] {
    return [...this.#byDocument()].flatMap(([document, indices]) => {
      const findings = indices.flatMap((index): Finding[] => {
        const { path } = this.#entries[index] as Entry;
        return (results[index]?.findings ?? []).map((finding) => ({ ...finding, path: [...path, ...finding.path] }));
      });
      return placeFindings(document, findings);
    });
  }

  #byDocument(): ReadonlyMap<InputDocument, readonly number[]> {
    const indices = new Map<InputDocument, number[]>();
    for (const [index, { document }] of this.#entries.entries()) {
      const known = indices.get(document);
      if (known === undefined) indices.set(document, [index]);
      else known.push(index);
    }
    return indices;
  }
}

function resultOf(
  job: UnplacedJob | JobSource,
  derived: ReadonlyMap<JobSource, DerivedJob>,
  workloads: readonly Workload[],
): DerivedManifests {
  if (!isSource(job)) return { jobs: [job], findings: [] };
  return derivedManifests(derived.get(job) as DerivedJob, workloads);
}

function isSource(job: UnplacedJob | JobSource): job is JobSource {
  return 'object' in job;
}
