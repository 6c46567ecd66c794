import type * as z from 'zod';
import type { Configuration, FeatureGate, FeatureGates, Governance } from '../../model/index.ts';
import type { Path } from '../path.ts';
import type { JsonChange } from './framework/json-changes.ts';
import type { WorkloadObject } from './framework/workload-object.ts';
import type { BuildError, BuiltPodSet, JobObject, MissingObject, PodSetDraft, WebhookError } from './job-object.ts';

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
  /** Name of its integration in Kueue's `Configuration`; absent where it cannot be switched off. */
  readonly framework?: string;
  /** Integrations that come with it, for what it makes. */
  readonly enables?: readonly string[];
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
   * How the API server lets its pods be restarted. Absent where the kind's controller says it to the pods, whatever their
   * template says.
   */
  readonly restartPolicies?: RestartPolicies;

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
  /** What the webhooks' errors call a field, where the manifest calls it otherwise. */
  readonly errorFields?: Readonly<Record<string, string>>;
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
  readonly children?: {
    make(job: T, context: JobContext): readonly JobSource[];
    /** Path of what their metadata and spec are made from. */
    readonly template: Path;
  };
  /**
   * Makes the workloads of all jobs of the kind.
   * Default: each job by the rules of the job framework, {@link reconcileJob}.
   * @param jobs managed or not, none of them refused
   */
  reconcile?(jobs: readonly AdmittedJob<T>[], context: JobContext): readonly Reconciliation[];
}

/** Values of `restartPolicy` for the pods of a kind. */
export interface RestartPolicies {
  readonly allowed: readonly string[];
  /** What counts where a template says none; it may be one that is not allowed. */
  readonly default: string;
}

/** A job and its kind. */
export interface JobSource {
  readonly kind: JobKind;
  readonly object: JobObject;
}

/** What a job's derivation may look at beside the job. */
export interface JobContext {
  readonly gates: FeatureGates;
  readonly config: Configuration;
  /** Is what jobs name and nobody gave taken to be in the cluster? */
  readonly assumesMissing: boolean;
  readonly governance: JobGovernance;
  /** Every object that can be named by another: jobs as they were written, prebuilt Workloads, training runtimes, … */
  find(apiGroup: string, kind: string, namespace: string | undefined, name: string): unknown;
  /** Is any object of this kind given? */
  hasAny(apiGroup: string, kind: string): boolean;
  /** The kind of a job with this apiVersion, if Kueue knows it. */
  kindOf(apiVersion: string, kind: string): JobKind | undefined;
  /** Why Kueue manages no jobs of a kind; undefined where it does. */
  whyOff(kind: JobKind): KindOffReason | undefined;
}

/** The part of the governance that says what becomes of a job. */
export type JobGovernance = Pick<
  Governance,
  'localQueues' | 'clusterQueues' | 'admissionChecks' | 'namespaces' | 'workloadPriorityClasses' | 'priorityClasses'
>;

/** What the mutating webhook made of a job; or why it lets nobody create it. */
export type Defaulted<T extends JobObject = JobObject> =
  | { readonly state: 'defaulted'; readonly job: T; readonly isManaged: boolean }
  | { readonly state: 'refused'; readonly text: string };

/** A job as Kueue's webhooks let it into the cluster, or why they don't. */
export interface AdmittedJob<T extends JobObject = JobObject> {
  /** As it was given. */
  readonly source: JobSource;
  readonly kind: JobKind<T>;
  /** As the mutating webhook left it. */
  readonly object: T;
  /** What that webhook changed. */
  readonly changes: readonly JsonChange[];
  /** Is it held back until its workload is admitted? */
  readonly isManaged: boolean;
  /** After the webhook; absent where the kind has no field for it. */
  readonly isSuspended?: boolean;
  /** What the validating webhook refuses; a job with errors is not created. */
  readonly errors: readonly WebhookError[];
  readonly warnings: readonly string[];
}

/** What came of one job, or of the jobs that make up one workload, when Kueue's controller looked at it. */
export interface Reconciliation {
  /** In the order they were given. */
  readonly members: readonly AdmittedJob[];
  /** Name of the group that the members are; absent for a job by itself. */
  readonly groupName?: string;
  /** Empty when there is none. */
  readonly workloads: readonly WorkloadObject[];
  /** What the workload would have had, where all but the workload could be made. */
  readonly podSets?: readonly BuiltPodSet[];
  /** Why there is no workload; absent when there is one. */
  readonly reason?: NoWorkloadReason;
  /** What it depends on and nobody gave. */
  readonly notGiven?: MissingObject;
  /** What the controller failed with; it tries again. */
  readonly error?: string;
  /** What the controller only logs: trying again would not help. */
  readonly unretryableError?: string;
  readonly events?: readonly WarningEvent[];
}

/** Why Kueue manages no job of a kind: its feature gate is off, or its integration is not among those of the configuration. */
export type KindOffReason = 'gate-off' | 'integration-off';

/** Why Kueue makes no workload of a job. */
export type NoWorkloadReason =
  | KindOffReason
  /** It names no queue, and jobs without a queue are not managed. */
  | 'no-queue'
  /** Its namespace is not one of those that Kueue manages. */
  | 'namespace-not-managed'
  /** It belongs to a job that has the workload. */
  | 'owned-by-managed-job'
  /** Kueue leaves such jobs alone, or asks for no pods now. */
  | 'left-alone'
  /** What its pod sets are made from is not given, so that nobody can tell; in a cluster that has it there is a workload. */
  | 'not-given'
  /** Its pod sets, priority or prebuilt workload could not be had; the error says more. */
  | 'failed';

/** A warning that `kubectl describe` shows. */
export interface WarningEvent {
  readonly reason: string;
  readonly message: string;
}

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
