import type * as z from 'zod';
import type { FeatureGate, FieldError, IndexLabels, PodSetTopologyRequest } from '../../model/index.ts';
import type { Metadata } from '../kubernetes/metadata.ts';
import type { PodTemplateObject } from '../kubernetes/pod-template.ts';
import type { AdmittedJob } from './framework/admit-job.ts';
import type { JobContext } from './framework/context.ts';
import type { Defaulted } from './framework/defaults.ts';
import type { Reconciliation } from './framework/reconciliation.ts';

/** What every job has. Kinds read more of it, through their schema. */
export interface JobObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
}

/**
 * What Kueue knows of one kind of job: a *job integration*. Adding a kind is one of these in a file of `kinds/` and one
 * line in `job-kinds.ts`.
 *
 * Everything is a pure function of the job as its author wrote it, or as the webhook left it. Jobs are plain JSON of
 * which only the parts in `T` are known; the others are kept, so a changed job is always a copy with `...`.
 */
export interface JobKind<T extends JobObject = JobObject> {
  readonly kind: string;
  /** API group; empty for Pod. */
  readonly group: string;
  /** Versions that are read, the one that Kueue itself uses first. */
  readonly versions: readonly string[];
  /** Shape of the manifest. */
  readonly schema: z.ZodType<T>;
  /** Kueue leaves the kind alone while this gate is off. */
  readonly gate?: FeatureGate;
  /** May the annotation for elastic jobs be used? (manifests fact 35) */
  readonly isElastic?: true;
  /** May a workload be made beforehand and named in the job? (manifests fact 7) */
  readonly canBePrebuilt?: true;
  /** Are its owners never asked whether they are managed when its workload is made? */
  readonly isTopLevel?: true;
  /** How a job is held back; absent where a kind has no field for it. */
  readonly suspension?: {
    isSuspended(job: T): boolean;
    /** A copy that is held back. */
    suspend(job: T): T;
  };
  /** How a job is handed to another cluster; absent where that is not a field of the job. */
  readonly delegation?: {
    /** Name of the controller that runs the job when nothing is said. */
    readonly ownController: string;
    managedBy(job: T): string | null | undefined;
    /** A copy with another controller. */
    delegate(job: T, controller: string): T;
  };

  /**
   * What the API server fills in by the schema of the kind before any webhook sees the job. Only for manifests as people
   * write them: recordings leave it out.
   */
  serverDefaults?(job: T): T;
  /** Is the job another framework's business? Then Kueue neither changes nor checks it. */
  isForeign?(job: T): boolean;
  /**
   * Everything that the mutating webhook does, in place of the common part (queue, priority class, suspension).
   * @param job as written
   */
  setDefaults?(job: T, context: JobContext): Defaulted<T>;
  /**
   * What the mutating webhook does after the common part.
   * @param isManaged Does Kueue hold this job back until it is admitted?
   */
  addDefaults?(job: T, isManaged: boolean, context: JobContext): T;
  /**
   * What the validating webhook refuses at creation, in its order; `createErrors` and `topologyErrors` are the common
   * parts. A raw error stands alone: the others are dropped (manifests fact 30).
   */
  validate(job: T, context: JobContext): readonly WebhookError[];
  /** Warnings of the validating webhook. */
  warnings?(job: T, context: JobContext): readonly string[];

  /** Is a managed job passed over, so that it stays as it is and gets no workload? */
  isSkipped?(job: T, context: JobContext): boolean;
  /** The pod sets of the job in order, or why they cannot be made. */
  podSets(job: T, context: JobContext): readonly PodSetDraft[] | BuildError;
  /** The kind's own rule for the pods' priority class; else it is that of the first pod set with one (fact 6). */
  priorityClassName?(job: T, context: JobContext): string | undefined;
  /** What tells an elastic job's workloads apart, in place of the generation (manifests fact 4). */
  elasticNamePart?(job: T, context: JobContext): string;
  /** Names in place of the job's own, one for each workload; default: one workload, named after the job. */
  workloadOwnerNames?(job: T): readonly string[];
  /** Jobs that the cluster makes of this one, where it has no workload of its own. */
  children?(job: T, context: JobContext): readonly JobSource[];
  /**
   * Makes the workloads of all jobs of the kind.
   * Default: each job by the rules of the job framework, {@link reconcileJob}.
   * @param jobs managed or not, none of them refused
   */
  reconcile?(jobs: readonly AdmittedJob<T>[], context: JobContext): readonly Reconciliation[];
}

/** A job and its kind. */
export interface JobSource {
  readonly kind: JobKind;
  readonly object: JobObject;
}

/** One pod set as a kind lists it; names are lower-cased, topology requests built by the framework. */
export interface PodSetDraft {
  readonly name: string;
  readonly count: number;
  readonly minCount?: number | undefined;
  /** What its pods look like; goes into the Workload whole. */
  readonly template: PodTemplateObject;
  /** What is asked of the topology, where that is not in the template. */
  readonly annotations?: Readonly<Record<string, string>> | undefined;
  /** Where the annotations stand in the manifest, as errors name it: `spec.template.metadata.annotations`. */
  readonly path: string;
  /** What the kind adds to the topology request (manifests fact 24). */
  readonly labels?: IndexLabels;
}

/** One pod set as it stands in the Workload. */
export interface BuiltPodSet {
  readonly name: string;
  readonly count: number;
  readonly minCount?: number;
  readonly template: PodTemplateObject;
  readonly topologyRequest?: PodSetTopologyRequest;
}

/** Why pod sets cannot be made: Go's text. */
export interface BuildError {
  readonly error: string;
}

/** What a webhook refuses: a field, or only a text. */
export type WebhookError = FieldError | { readonly text: string };

/** A {@link JobKind}, its job type taken from the schema. */
export function defineJobKind<T extends JobObject>(
  kind: { readonly schema: z.ZodType<T> } & NoInfer<JobKind<T>>,
): JobKind {
  return kind as unknown as JobKind;
}

/** `batch/v1`: the apiVersion that Kueue uses, or another one of the kind. */
export function apiVersionOf({ group, versions }: JobKind, version: string | undefined = versions[0]): string {
  return group === '' ? `${version}` : `${group}/${version}`;
}

/** A kind as Go prints it: `batch/v1, Kind=Job`. */
export function goKindText({ kind, group, versions }: JobKind): string {
  return `${group}/${versions[0]}, Kind=${kind}`;
}
