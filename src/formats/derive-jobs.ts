import type { Place, Problem } from '../base/index.ts';
import type { FeatureGate, PodSet } from '../model/index.ts';
import { collectInputs, type ReadInputsOptions } from './collect-inputs.ts';
import type { DerivedJob } from './manifests/derive-workloads.ts';
import { toModelPodSet, workloadKey } from './manifests/derived-manifests.ts';
import { jobNameOf, namespaceOf, queueNameOf } from './manifests/framework/labels.ts';
import { sentWorkload } from './manifests/framework/sent-workload.ts';
import type { WorkloadObject } from './manifests/framework/workload-object.ts';
import type { CollectedJob } from './manifests/job-collector.ts';
import type { NoWorkloadReason } from './manifests/job-kind.ts';
import { present } from './schema.ts';
import type { Source } from './source.ts';

/** What Kueue makes of one job: a workload, or why it makes none. */
export interface JobOutcome {
  /** `Job`, `JobSet`, …; `Workload` for one that stands in the files and waits. */
  readonly kind: string;
  /** Name of the job, or of the group that its pods are. */
  readonly name: string;
  readonly namespace: string;
  readonly queueName?: string;
  /**
   * `workload`: there is one, and the job waits for its admission. `refused`: the job, or the Workload that would be made
   * of it, is refused. `without-workload`: the job is let in, and Kueue makes no workload of it.
   */
  readonly state: 'workload' | 'refused' | 'without-workload';
  /** Why there is no workload. */
  readonly reason?: NoWorkloadReason;
  /** The feature gate with which Kueue would manage the kind, where that is the reason. */
  readonly gate?: FeatureGate;
  /** The integration with which Kueue would manage the kind, where that is the reason. */
  readonly framework?: string;
  readonly workloadName?: string;
  readonly priority?: number;
  readonly priorityClass?: string;
  /** What its pods are; empty for a job that was refused, or of which nothing is known. */
  readonly podSets: readonly PodSet[];
  /** The Workload that Kueue would create; absent for one that is in the files already. */
  readonly workload?: WorkloadObject;
  /** Where the job stands. */
  readonly place: Place;
}

/** What became of all jobs of some files. */
export interface DerivedJobs {
  /** In the order of files and of places in them; jobs with several workloads have one outcome for each. */
  readonly outcomes: readonly JobOutcome[];
  readonly problems: readonly Problem[];
  /** Could everything be read, so that all errors are Kueue's refusals of jobs? */
  readonly isReadable: boolean;
}

/** Which workloads would Kueue make of the jobs in these files? */
export function deriveJobs(sources: readonly Source[], options: ReadInputsOptions = {}): DerivedJobs {
  const { inputs, jobs, problems, isReadable } = collectInputs(sources, options);
  const known = new Set(inputs.workloads.map(workloadKey));
  const outcomes = jobs.flatMap((job) => {
    if (job.derived === undefined) return waiting(job);
    return outcomesOf(job.derived, job.place).map((outcome) => withoutKnown(outcome, known));
  });
  return { outcomes, problems, isReadable };
}

function outcomesOf(derived: DerivedJob, place: Place): JobOutcome[] {
  const { reconciliation, children, kind, errors } = derived;
  if (errors.length === 0 && kind.children !== undefined) return children.flatMap((child) => outcomesOf(child, place));
  // A group is told once, by its first pod.
  if (reconciliation !== undefined && reconciliation.members[0]?.source !== derived.source) return [];
  const workloads = reconciliation?.reason === undefined ? (reconciliation?.workloads ?? []) : [];
  if (workloads.length > 0) return workloads.map((workload) => ofWorkload(derived, workload, place));
  const own = 'podSets' in derived.podSets ? derived.podSets.podSets : [];
  const podSets = reconciliation?.podSets ?? (reconciliation?.groupName === undefined ? own : []);
  return [
    present({
      ...namesOf(derived),
      podSets: podSets.map(toModelPodSet),
      place,
      state: errors.length > 0 ? ('refused' as const) : ('without-workload' as const),
      queueName: queueNameOf(derived.object) || undefined,
      reason: reconciliation?.reason,
      gate: reconciliation?.reason === 'gate-off' ? kind.gate : undefined,
      framework: reconciliation?.reason === 'integration-off' ? kind.framework : undefined,
    }),
  ];
}

function ofWorkload(derived: DerivedJob, workload: WorkloadObject, place: Place): JobOutcome {
  const { metadata, spec } = workload;
  return present({
    ...namesOf(derived),
    podSets: spec.podSets.map(toModelPodSet),
    place,
    state: derived.workloadErrors.length > 0 ? ('refused' as const) : ('workload' as const),
    queueName: spec.queueName,
    workloadName: metadata.name,
    priority: spec.priority,
    priorityClass: spec.priorityClassRef?.name,
    workload: sentWorkload(workload) ?? workload,
  });
}

function namesOf({ kind, object, reconciliation }: DerivedJob): Pick<JobOutcome, 'kind' | 'name' | 'namespace'> {
  return { kind: kind.kind, name: reconciliation?.groupName ?? jobNameOf(object), namespace: namespaceOf(object) };
}

function withoutKnown(outcome: JobOutcome, known: ReadonlySet<string>): JobOutcome {
  const { namespace, workloadName } = outcome;
  if (workloadName === undefined || !known.has(workloadKey({ name: workloadName, namespace }))) return outcome;
  const { workload: _, ...rest } = outcome;
  return rest;
}

/** Workloads that wait; one that is admitted and wants another node is no new one. */
function waiting({ manifests, place }: CollectedJob): JobOutcome[] {
  return manifests
    .filter(({ workload }) => workload === undefined)
    .map(({ kind, name, namespace = 'default', queueName, podSets }) =>
      present({ kind, name, namespace, queueName, state: 'workload' as const, workloadName: name, podSets, place }),
    );
}
