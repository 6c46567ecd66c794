import type { Amount } from '../../quota/index.ts';
import { requestOf, subtractRequest } from '../snapshot/request-vector.ts';
import type { SchedulerQueue } from '../snapshot/scheduler-queue.ts';
import type { SchedulerSnapshot } from '../snapshot/scheduler-snapshot.ts';
import type { WorkloadInfo } from '../snapshot/workload-info.ts';
import type { AssignmentQuestion } from './assignment-question.ts';
import type { PodSetDraft } from './pod-set-draft.ts';

const REPLACEMENT_ANNOTATION = 'kueue.x-k8s.io/workload-slice-replacement-for';

/**
 * The slice that a workload replaces: the one that it names, if that holds quota of the same queue in the same namespace.
 * @see kueue-quota §9.3, §13.1
 */
export function replacedSliceOf(
  { workload }: WorkloadInfo,
  queue: SchedulerQueue,
  snapshot: SchedulerSnapshot,
): WorkloadInfo | undefined {
  const { annotations = {}, namespace = '' } = workload;
  const key = Object.hasOwn(annotations, REPLACEMENT_ANNOTATION) ? annotations[REPLACEMENT_ANNOTATION] : undefined;
  if (!snapshot.gates.ElasticJobsViaWorkloadSlices || key === undefined) return undefined;
  const replaced = snapshot.findWorkload(queue, key);
  return (replaced?.workload.namespace ?? '') === namespace ? replaced : undefined;
}

/** What a slice asks beyond the one it replaces, or why it can't have the flavor. */
export type SliceRequest =
  | { readonly state: 'same-flavor'; readonly requested: Amount }
  | { readonly state: 'other-flavor'; readonly requested: Amount; readonly reason: string };

/**
 * What pod sets request of a resource beyond the slice that they replace, which has it already. They must keep its flavor;
 * the first pod set that would not ends the sum.
 *
 * Deviation: for a pod set that the other slice did not have, Kueue crashes; here it had no flavor.
 * @see kueue-quota §8.6, §13.1
 */
export function requestBeyondSlice(
  members: readonly PodSetDraft[],
  resource: string,
  flavor: string,
  requested: Amount,
  { snapshot, replacedSlice }: AssignmentQuestion,
): SliceRequest {
  let rest = requested;
  if (replacedSlice === undefined || !snapshot.gates.ElasticJobsViaWorkloadSlices) {
    return { state: 'same-flavor', requested: rest };
  }
  for (const { index } of members) {
    const replaced = replacedSlice[index];
    const original = replaced?.flavors?.get(resource) ?? '';
    if (original !== flavor) {
      const reason = `could not assign ${flavor} flavor since the original workload is assigned: ${original}`;
      return { state: 'other-flavor', requested: rest, reason };
    }
    rest = subtractRequest(rest, requestOf(replaced?.requests ?? [], resource));
  }
  return { state: 'same-flavor', requested: rest };
}

/** What one pod set takes of a resource beyond the pod set of the same name that it replaces; may be negative. */
export function usageBeyondSlice(
  { name, requests }: PodSetDraft,
  resource: string,
  { snapshot, replacedSlice }: AssignmentQuestion,
): Amount {
  const requested = requestOf(requests, resource);
  if (replacedSlice === undefined || !snapshot.gates.ElasticJobsViaWorkloadSlices) return requested;
  const replaced = replacedSlice.find((podSet) => podSet.name === name);
  return subtractRequest(requested, requestOf(replaced?.requests ?? [], resource));
}
