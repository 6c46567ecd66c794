import type { SchedulerQueue } from '../snapshot/scheduler-queue.ts';
import type { FlavorDrafts, PodSetDraft } from './pod-set-draft.ts';

/**
 * What a pod set gets of the flavors found for its group: those of the resources that it requests. One that requests
 * nothing gets none, unless it belongs to a named group, where it needs the group's flavors with a topology to be placed.
 * @see kueue-quota §8.5
 */
export function restrictFlavors(found: FlavorDrafts, member: PodSetDraft, queue: SchedulerQueue): FlavorDrafts {
  const { requests, podSet } = member;
  if (requests.length > 0) {
    return new Map([...found].filter(([resource]) => requests.some((request) => request.resource === resource)));
  }
  if (podSet.topologyRequest?.podSetGroupName === undefined) return new Map();
  return new Map([...found].filter(([, { flavor }]) => queue.topologyFlavors.has(flavor)));
}
