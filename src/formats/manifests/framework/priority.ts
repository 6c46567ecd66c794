import type { WorkloadPriorityClass } from '../../../model/index.ts';
import type { JobContext, JobKind, WarningEvent } from '../job-kind.ts';
import type { BuiltPodSet, JobObject } from '../job-object.ts';
import { workloadPriorityClassOf } from './labels.ts';
import type { PriorityClassRef } from './workload-object.ts';

/** Priority of a workload and where it is from; or why there is none. */
export type ResolvedPriority =
  | { readonly state: 'resolved'; readonly value: number; readonly classRef?: PriorityClassRef }
  | { readonly state: 'missing'; readonly error: string; readonly events: readonly WarningEvent[] };

/**
 * Which priority does a job's workload get? The label's WorkloadPriorityClass, else the pods' PriorityClass by the kind's
 * own rule or of the first pod set with one, else the global default (the lowest of several), else 0.
 * @see manifests fact 6
 */
export function resolvePriority(
  kind: JobKind,
  job: JobObject,
  podSets: readonly BuiltPodSet[],
  context: JobContext,
): ResolvedPriority {
  const label = workloadPriorityClassOf(job);
  if (label !== '') return ofWorkloadClass(label, context);
  const name = kind.priorityClassName === undefined ? ofPodSets(podSets) : kind.priorityClassName(job, context);
  return name === undefined || name === '' ? globalDefault(context) : ofPodClass(name, context);
}

function ofWorkloadClass(name: string, context: JobContext): ResolvedPriority {
  const value = priorityOf(name, context.governance.workloadPriorityClasses, context);
  if (value !== undefined) return resolved(value, 'kueue.x-k8s.io', 'WorkloadPriorityClass', name);
  const message = `WorkloadPriorityClass "${name}" not found`;
  const events = [{ reason: 'WorkloadPriorityClassNotFound', message }];
  return { state: 'missing', error: `workloadpriorityclasses.kueue.x-k8s.io "${name}" not found`, events };
}

function ofPodClass(name: string, context: JobContext): ResolvedPriority {
  const value = priorityOf(name, context.governance.priorityClasses, context);
  if (value !== undefined) return resolved(value, 'scheduling.k8s.io', 'PriorityClass', name);
  return { state: 'missing', error: `priorityclasses.scheduling.k8s.io "${name}" not found`, events: [] };
}

function priorityOf(
  name: string,
  classes: readonly Pick<WorkloadPriorityClass, 'name' | 'value'>[],
  { assumesMissing }: JobContext,
): number | undefined {
  if (classes.length === 0 && assumesMissing) return 0;
  return classes.find((candidate) => candidate.name === name)?.value;
}

/** Of several with the same value the one that comes first by name. */
function globalDefault({ governance }: JobContext): ResolvedPriority {
  const [lowest] = governance.priorityClasses
    .filter(({ isGlobalDefault }) => isGlobalDefault)
    .toSorted((a, b) => a.value - b.value || (a.name < b.name ? -1 : 1));
  if (lowest === undefined) return { state: 'resolved', value: 0 };
  return resolved(lowest.value, 'scheduling.k8s.io', 'PriorityClass', lowest.name);
}

function ofPodSets(podSets: readonly BuiltPodSet[]): string | undefined {
  return podSets.map(({ template }) => template.spec?.priorityClassName).find((name) => name) ?? undefined;
}

function resolved(value: number, group: string, kind: PriorityClassRef['kind'], name: string): ResolvedPriority {
  return { state: 'resolved', value, classRef: { group, kind, name } };
}
