import { PRIORITY_CLASS_LABEL, QUEUE_NAME_LABEL } from '../../../model/index.ts';
import type { JobContext } from '../job-kind.ts';
import type { JobObject } from '../job-object.ts';
import { isNamespaceManaged } from './context.ts';
import { controllerOf, namespaceOf, queueNameOf, withLabels, workloadPriorityClassOf } from './labels.ts';

/** Name of the LocalQueue and of the WorkloadPriorityClass that jobs get which name none. */
const DEFAULT_NAME = 'default';

/** The queue that a job without one gets; undefined if none (manifests fact 2). */
export function defaultQueueName(job: JobObject, context: JobContext): string | undefined {
  const namespace = namespaceOf(job);
  if (queueNameOf(job) !== '' || !hasDefaultQueue(namespace, context)) return undefined;
  return !isOwnedByJob(job, context) && isNamespaceManaged(namespace, context) ? DEFAULT_NAME : undefined;
}

/** Is there a queue for jobs without one in this namespace? */
export function hasDefaultQueue(namespace: string, { governance }: JobContext): boolean {
  return governance.localQueues.some((queue) => queue.name === DEFAULT_NAME && namespaceOfQueue(queue) === namespace);
}

/** A copy of a job with the default queue, if it gets one. */
export function withDefaultQueue<T extends JobObject>(job: T, context: JobContext): T {
  const queue = defaultQueueName(job, context);
  return queue === undefined ? job : withLabels(job, { [QUEUE_NAME_LABEL]: queue });
}

/** A copy of a job with the default WorkloadPriorityClass, if it gets one. */
export function withDefaultPriorityClass<T extends JobObject>(job: T, context: JobContext): T {
  const { gates, governance } = context;
  const isWanted = gates.WorkloadPriorityClassDefaulting && workloadPriorityClassOf(job) === '';
  if (!isWanted || isOwnedByJob(job, context)) return job;
  const exists = governance.workloadPriorityClasses.some(({ name }) => name === DEFAULT_NAME);
  return exists ? withLabels(job, { [PRIORITY_CLASS_LABEL]: DEFAULT_NAME }) : job;
}

/** Is the owner of a kind that Kueue manages, whatever it is in itself? */
export function isOwnedByJob({ metadata }: JobObject, context: JobContext): boolean {
  const owner = controllerOf(metadata);
  const kind = owner && context.kindOf(owner.apiVersion, owner.kind);
  return kind !== undefined && context.whyOff(kind) === undefined;
}

function namespaceOfQueue({ namespace }: { readonly namespace?: string }): string {
  return namespace ?? 'default';
}
