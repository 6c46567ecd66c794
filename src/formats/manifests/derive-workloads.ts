import type { FieldError } from '../../model/index.ts';
import { admitJob } from './framework/admit-job.ts';
import { type BuiltPodSets, buildPodSets } from './framework/build-pod-sets.ts';
import { type DerivationOptions, type JobInputs, jobContext } from './framework/context.ts';
import { prebuiltNameOf } from './framework/labels.ts';
import { reconcileJob } from './framework/reconcile-job.ts';
import { workloadRefuser } from './framework/refuse-workload.ts';
import { validateWorkload } from './framework/validate-workload.ts';
import type { WorkloadObject } from './framework/workload-object.ts';
import type { AdmittedJob, JobContext, JobKind, JobSource, Reconciliation } from './job-kind.ts';
import { JOB_KINDS } from './job-kinds.ts';
import type { BuildError, PodSetDraft } from './job-object.ts';

/** What Kueue makes of jobs. */
export interface Derivation {
  /** In the order given. */
  readonly jobs: readonly DerivedJob[];
}

/** What became of one job. */
export interface DerivedJob extends AdmittedJob {
  /**
   * What the controller made of it, alone or with others: the jobs of a pod group share one. Absent when the job was
   * refused.
   */
  readonly reconciliation?: Reconciliation;
  /** What its pods are, whether it is managed or not; of a pod in a group its own. None when the job was refused. */
  readonly podSets: BuiltPodSets;
  /** The same as its kind lists them, one for one. */
  readonly drafts: readonly PodSetDraft[] | BuildError;
  /** What Kueue's webhook, or the whole API server, refuses in the Workload: then it is not stored. */
  readonly workloadErrors: readonly FieldError[];
  /** Jobs that the cluster makes of this one (the pods of a Deployment); they are the ones with workloads. */
  readonly children: readonly DerivedJob[];
}

/**
 * Which workloads does Kueue make of these jobs? Each goes through the mutating and the validating webhook and, if it is
 * let in, once through the controller of its kind.
 *
 * Pure: the same objects in the same order give the same answer. Jobs must have the shape of their kinds.
 * @see manifests facts 1 to 40
 */
export function deriveWorkloads(inputs: JobInputs, options: DerivationOptions): Derivation {
  const context = jobContext(inputs, JOB_KINDS, options);
  const families = inputs.jobs.map((source) => admitFamily(source, context));
  const all = families.flatMap(({ parent, children }) => [parent, ...children]);
  const reconciliations = reconcileAll(all, context);
  const invalid = (workload: WorkloadObject) => validateWorkload(workload, context);
  const refused = options.hasApiServer === true ? workloadRefuser(context) : invalid;
  const derive = (job: AdmittedJob, children: readonly DerivedJob[]): DerivedJob => {
    const reconciliation = reconciliations.get(job);
    const workload = reconciliation?.workloads[0];
    const isCreated = prebuiltNameOf(job.object, context.gates) === undefined;
    const workloadErrors = workload === undefined ? [] : (isCreated ? refused : invalid)(workload);
    const drafts = job.errors.length > 0 ? [] : job.kind.podSets(job.object, context);
    const podSets = buildPodSets(drafts, context);
    // In this order: V8 takes microseconds to add a property to a spread object.
    return { podSets, drafts, ...(reconciliation && { reconciliation }), workloadErrors, children, ...job };
  };
  return {
    jobs: families.map(({ parent, children }) =>
      derive(
        parent,
        children.map((child) => derive(child, [])),
      ),
    ),
  };
}

interface Family {
  readonly parent: AdmittedJob;
  readonly children: readonly AdmittedJob[];
}

function admitFamily(source: JobSource, context: JobContext): Family {
  const parent = admitJob(source, context);
  const sources = parent.errors.length > 0 ? [] : (parent.kind.children?.make(parent.object, context) ?? []);
  return { parent, children: sources.map((child) => admitJob(child, context)) };
}

function reconcileAll(jobs: readonly AdmittedJob[], context: JobContext): ReadonlyMap<AdmittedJob, Reconciliation> {
  const result = new Map<AdmittedJob, Reconciliation>();
  const accepted = jobs.filter(({ errors, kind }) => errors.length === 0 && kind.children === undefined);
  for (const [kind, members] of byKind(accepted)) {
    for (const reconciliation of reconcileKind(kind, members, context)) {
      for (const member of reconciliation.members) result.set(member, reconciliation);
    }
  }
  return result;
}

function byKind(jobs: readonly AdmittedJob[]): ReadonlyMap<JobKind, readonly AdmittedJob[]> {
  const groups = new Map<JobKind, AdmittedJob[]>();
  for (const job of jobs) {
    const group = groups.get(job.kind);
    if (group === undefined) groups.set(job.kind, [job]);
    else group.push(job);
  }
  return groups;
}

function reconcileKind(kind: JobKind, jobs: readonly AdmittedJob[], context: JobContext): readonly Reconciliation[] {
  const reason = context.whyOff(kind);
  if (reason !== undefined) return jobs.map((job) => ({ members: [job], workloads: [], reason }));
  const isForeign = (job: AdmittedJob) => kind.isForeign?.(job.object) === true;
  const own = jobs.filter((job) => !isForeign(job));
  const foreign = jobs.filter(isForeign);
  return [
    ...(kind.reconcile?.(own, context) ?? own.map((job) => reconcileJob(job, context))),
    ...foreign.map((job) => ({ members: [job], workloads: [], reason: 'left-alone' }) as const),
  ];
}
