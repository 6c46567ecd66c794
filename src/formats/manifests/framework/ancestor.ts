import { groupOf } from '../../api-group.ts';
import type { OwnerReferenceObject } from '../../kubernetes/metadata.ts';
import type { JobContext, Reconciliation } from '../job-kind.ts';
import type { JobObject, MissingObject } from '../job-object.ts';
import { defaultQueueName } from './default-labels.ts';
import { controllerOf, namespaceOf, queueNameOf } from './labels.ts';

/** Owners are looked for this far up. */
const MAX_OWNERS = 10;

/** Is there a job above another one that Kueue manages? */
export type Ancestor =
  /** `notGiven`: it stands in no file, and is taken to be one. */
  | { readonly state: 'found'; readonly notGiven?: MissingObject }
  | { readonly state: 'none' }
  /** What Kueue says to a chain of owners that it cannot follow. */
  | { readonly state: 'error'; readonly text: string };

/**
 * Which managed job does this one belong to? Owners are followed upwards while they are jobs (or a ReplicaSet) and their
 * uid is the one named; one with a queue counts, or any where jobs without queues are managed.
 * @see manifests fact 3
 */
export function findAncestor(job: JobObject, context: JobContext): Ancestor {
  const seen = new Set<string>();
  let ancestor: Ancestor = { state: 'none' };
  for (let current = job; ; ) {
    const uid = current.metadata.uid ?? '';
    if (seen.has(uid)) return { state: 'error', text: 'cyclic ownership' };
    seen.add(uid);
    const owner = controllerOf(current.metadata);
    if (owner === undefined) return ancestor;
    const kind = context.kindOf(owner.apiVersion, owner.kind);
    if (kind === undefined && !isReplicaSet(owner)) return ancestor;
    const isManaged = kind !== undefined && context.whyOff(kind) === undefined;
    const group = groupOf(owner.apiVersion);
    const parent = context.find(group, owner.kind, namespaceOf(job), owner.name) as JobObject | undefined;
    if (parent === undefined) {
      if (!context.assumesMissing) return { state: 'error', text: missingOwner(group, owner) };
      return isManaged ? { state: 'found', notGiven: { kind: owner.kind, name: owner.name } } : ancestor;
    }
    if ((parent.metadata.uid ?? '') !== (owner.uid ?? '')) return ancestor;
    const hasQueue = queueNameOf(parent) !== '' || defaultQueueName(parent, context) !== undefined;
    if (isManaged && (context.config.manageJobsWithoutQueueName === true || hasQueue)) {
      ancestor = { state: 'found' };
    }
    current = parent;
    if (seen.size > MAX_OWNERS) return { state: 'error', text: 'managed owner chain limit reached' };
  }
}

function isReplicaSet({ apiVersion, kind }: OwnerReferenceObject): boolean {
  return apiVersion === 'apps/v1' && kind === 'ReplicaSet';
}

function missingOwner(group: string, { kind, name }: OwnerReferenceObject): string {
  const resource = `${kind.toLowerCase()}s${group === '' ? '' : `.${group}`}`;
  return `workload owner not found\n${resource} "${name}" not found`;
}

/** What is said of a job that is another one's business; undefined if it is its own. */
export function ownedOutcome(ancestor: Ancestor): Pick<Reconciliation, 'reason' | 'notGiven'> | undefined {
  if (ancestor.state !== 'found') return undefined;
  const { notGiven } = ancestor;
  return { reason: 'owned-by-managed-job', ...(notGiven && { notGiven }) };
}
