import type { Place, Problem } from '../../base/index.ts';
import type { Workload } from '../../model/index.ts';
import { type InputDocument, placesOf } from '../documents/input-document.ts';
import { type Finding, incomplete, placeFindings } from '../finding.ts';
import type { DocumentPath } from '../located-object.ts';
import type { Path } from '../path.ts';
import { type DerivedJob, deriveWorkloads } from './derive-workloads.ts';
import { type DerivedManifests, derivedManifests, type GivenObjects, workloadKey } from './derived-manifests.ts';
import type { DerivationOptions } from './framework/context.ts';
import type { JobGovernance, JobSource } from './job-kind.ts';
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

/** Objects that jobs may name. */
type NamedByJobs = JobGovernance & { readonly namedObjects: readonly unknown[] };
type ReadWithJobs = NamedByJobs & { readonly workloads: readonly Workload[] };

/** What there may be besides the jobs. */
export interface ReadBeside<Cluster extends NamedByJobs = NamedByJobs> {
  /** What was read of the cluster, if apart. */
  readonly cluster: Cluster | undefined;
  /** Were all texts readable? If not, what seems to be missing may stand in one that was not. */
  readonly isWhole: boolean;
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

  /** Adds the job at a path of a document. */
  add(document: InputDocument, path: Path, job: UnplacedJob | JobSource): void {
    this.#entries.push({ document, path, job });
  }

  /** Derives all jobs. */
  finish(inputs: ReadWithJobs, options: DerivationOptions, { cluster, isWhole }: ReadBeside): CollectedJobs {
    const sources = this.#entries.flatMap(({ job }) => (isSource(job) ? [job] : []));
    const named = cluster === undefined ? inputs : together(inputs, cluster);
    const derivation = deriveWorkloads(
      { jobs: sources, governance: named, others: named.namedObjects },
      { ...options, assumesMissing: true, hasApiServer: true },
    );
    const derived = new Map<JobSource, DerivedJob>(derivation.jobs.map((job) => [job.source, job]));
    const given = givenObjects(named, inputs.workloads);
    const finished = new Set(derivation.jobs.flatMap(finishedWorkloads));
    const results = this.#entries
      .map(({ job }) =>
        isSource(job) ? derivedManifests(derived.get(job) as DerivedJob, given) : asGiven(job, finished),
      )
      .map((result) => (isWhole ? result : sureOf(result)));
    const places = this.#places();
    const jobs = this.#entries.map(({ document, path, job }, index): CollectedJob => {
      const place = places[index] as Place;
      const manifests = (results[index]?.jobs ?? []).map((made) => ({ place, ...made }));
      return { document, path, place, manifests, ...(isSource(job) && { derived: derived.get(job) as DerivedJob }) };
    });
    return { jobs, problems: this.#problems(results) };
  }

  #places(): Place[] {
    const places: Place[] = [];
    for (const [document, indices] of this.#byDocument()) {
      const spots = indices.map((index) => ({ path: (this.#entries[index] as Entry).path }));
      const found = placesOf(document, spots);
      for (const [at, index] of indices.entries()) places[index] = found[at] as Place;
    }
    return places;
  }

  #problems(results: readonly DerivedManifests[]): Problem[] {
    return [...this.#byDocument()].flatMap(([document, indices]) => {
      const assumed = new Set<string>();
      const findings = indices.flatMap((index): Finding[] => {
        const { path } = this.#entries[index] as Entry;
        const { findings, assumptions } = results[index] as DerivedManifests;
        // What is assumed for many jobs of a file is told once.
        const fresh = new Set(assumptions.filter((assumption) => !assumed.has(assumption)));
        for (const assumption of fresh) assumed.add(assumption);
        return [...findings, ...[...fresh].map(incomplete)].map((finding) => ({
          ...finding,
          path: [...path, ...finding.path],
        }));
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

/** Of both; an object of the first comes before one of the same name. */
function together(first: NamedByJobs, second: NamedByJobs): NamedByJobs {
  return {
    localQueues: [...first.localQueues, ...second.localQueues],
    clusterQueues: [...first.clusterQueues, ...second.clusterQueues],
    admissionChecks: [...first.admissionChecks, ...second.admissionChecks],
    namespaces: [...first.namespaces, ...second.namespaces],
    workloadPriorityClasses: [...first.workloadPriorityClasses, ...second.workloadPriorityClasses],
    priorityClasses: [...first.priorityClasses, ...second.priorityClasses],
    namedObjects: [...first.namedObjects, ...second.namedObjects],
  };
}

function givenObjects(
  { workloadPriorityClasses, priorityClasses }: JobGovernance,
  workloads: readonly Workload[],
): GivenObjects {
  const namesOf = (objects: readonly { readonly name: string }[]) => new Set(objects.map(({ name }) => name));
  return {
    workloads: new Set(workloads.map(workloadKey)),
    priorityClasses: {
      WorkloadPriorityClass: namesOf(workloadPriorityClasses),
      PriorityClass: namesOf(priorityClasses),
    },
  };
}

/** Workloads made beforehand that Kueue gives up, since they do not fit their job. */
function finishedWorkloads({ reconciliation }: DerivedJob): string[] {
  return reconciliation?.reason === undefined
    ? []
    : reconciliation.workloads.map(({ metadata }) => workloadKey(metadata));
}

function asGiven(workload: UnplacedJob, finished: ReadonlySet<string>): DerivedManifests {
  return { jobs: finished.has(workloadKey(workload)) ? [] : [workload], findings: [], assumptions: [] };
}

/** Without what may only seem so, because what a job names stands in a text that was not read. */
function sureOf({ jobs, findings }: DerivedManifests): DerivedManifests {
  return { jobs, findings: findings.filter(({ code }) => code !== 'incomplete'), assumptions: [] };
}

function isSource(job: UnplacedJob | JobSource): job is JobSource {
  return 'object' in job;
}
