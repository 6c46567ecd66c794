import { QUEUE_NAME_LABEL } from '../../../model/index.ts';
import type { Defaulted, JobContext, JobKind } from '../job-kind.ts';
import type { JobObject } from '../job-object.ts';
import { findAncestor } from './ancestor.ts';
import { isNamespaceManaged } from './context.ts';
import { withDefaultPriorityClass, withDefaultQueue } from './default-labels.ts';
import { labelOf, MULTIKUEUE_CONTROLLER, namespaceOf, queueNameOf } from './labels.ts';

/**
 * What the mutating webhook of every kind does: default queue, default priority class, suspension of a managed job, and
 * handing it over to MultiKueue.
 * @see manifests facts 1 to 3
 */
export function commonDefaults<T extends JobObject>(kind: JobKind<T>, job: T, context: JobContext): Defaulted<T> {
  const labelled = withDefaultPriorityClass(withDefaultQueue(job, context), context);
  const managed = isManagedByKueue(labelled, context);
  if (typeof managed !== 'boolean') return { state: 'refused', text: managed.error };
  const { suspension } = kind;
  const isToSuspend = managed && suspension !== undefined && !suspension.isSuspended(labelled);
  const suspended = isToSuspend ? suspension.suspend(labelled) : labelled;
  const delegated = delegate(kind, suspended, context);
  return { state: 'defaulted', job: kind.addDefaults?.(delegated, managed, context) ?? delegated, isManaged: managed };
}

/** Does Kueue hold this job back until its workload is admitted? Not below another managed job. */
function isManagedByKueue(job: JobObject, context: JobContext): boolean | { readonly error: string } {
  const ancestor = findAncestor(job, context);
  if (ancestor.state === 'error') return { error: ancestor.text };
  if (ancestor.state === 'found') return false;
  if (queueNameOf(job) !== '') return true;
  return context.config.manageJobsWithoutQueueName === true && isNamespaceManaged(namespaceOf(job), context);
}

/** A job whose ClusterQueue has a MultiKueue check is run by MultiKueue, unless its author wants another controller. */
function delegate<T extends JobObject>({ delegation }: JobKind<T>, job: T, context: JobContext): T {
  if (delegation === undefined || !context.gates.MultiKueue) return job;
  const controller = delegation.managedBy(job) ?? undefined;
  if (controller !== undefined && controller !== delegation.ownController) return job;
  return isQueuedForMultiKueue(job, context) ? delegation.delegate(job, MULTIKUEUE_CONTROLLER) : job;
}

function isQueuedForMultiKueue(job: JobObject, { governance }: JobContext): boolean {
  const queueName = labelOf(job, QUEUE_NAME_LABEL);
  const localQueue = governance.localQueues.find(
    ({ name, namespace }) => name === queueName && (namespace ?? 'default') === namespaceOf(job),
  );
  const clusterQueue = governance.clusterQueues.find(({ name }) => name === localQueue?.clusterQueue);
  const checks = new Set(clusterQueue?.admissionChecks?.map(({ name }) => name));
  return governance.admissionChecks.some(
    ({ name, controllerName }) => checks.has(name) && controllerName === MULTIKUEUE_CONTROLLER,
  );
}
