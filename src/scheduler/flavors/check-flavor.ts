import type { PodSet } from '../../model/index.ts';
import type { QueueFlavor, QueueResourceGroup } from '../snapshot/scheduler-queue.ts';
import { matchAffinity } from './affinity-match.ts';
import type { AssignmentQuestion } from './assignment-question.ts';
import { taintMismatch } from './taint-mismatch.ts';
import { topologyMismatch } from './topology-mismatch.ts';

/** Is a flavor for such pods at all? An error ends the whole assignment. */
export type FlavorCheck =
  | { readonly state: 'ok' }
  | { readonly state: 'mismatch'; readonly reason: string }
  | { readonly state: 'error'; readonly error: string };

/**
 * Looks whether a flavor is for pod sets whatever the quota: its topology, its taints, its labels. The first pod set that
 * it is not for decides.
 * @see kueue-quota §8.7
 */
export function checkFlavor(
  { name, spec: flavor }: QueueFlavor,
  group: QueueResourceGroup,
  podSets: readonly PodSet[],
  { snapshot, queue }: AssignmentQuestion,
): FlavorCheck {
  if (flavor === undefined) return { state: 'mismatch', reason: `flavor ${name} not found` };
  const { topology, gates } = snapshot;
  for (const podSet of podSets) {
    const spec = podSet.template.spec ?? {};
    const ofTopology = gates.TopologyAwareScheduling && topologyMismatch(podSet, flavor, { queue, group, topology });
    const reason = ofTopology || taintMismatch(spec, flavor);
    if (reason) return { state: 'mismatch', reason };
    const affinity = matchAffinity(spec, flavor);
    if (affinity.state === 'malformed') return { state: 'error', error: affinity.message };
    if (affinity.state === 'mismatch') {
      return { state: 'mismatch', reason: `flavor ${name} doesn't match node affinity` };
    }
  }
  return { state: 'ok' };
}
