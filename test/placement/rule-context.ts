import { type Cluster, resolveFeatureGates } from '../../src/model/index.ts';
import type { PlacementRule, PodSetRequest } from '../../src/placement/index.ts';
import type { PlacementContext } from '../../src/placement/kueue/group-search.ts';
import { AssumedUsage } from '../../src/placement/snapshot/assumed-usage.ts';
import { ask, show, snapshotOf } from './make-cluster.ts';

/** A question about a workload that was given nothing yet. */
export function emptyContext(parts: Partial<PlacementContext> = {}): PlacementContext {
  return {
    gates: resolveFeatureGates(),
    isSimulatedEmpty: false,
    workload: undefined,
    assumed: new AssumedUsage(),
    ...parts,
  };
}

/** What a rule answers, as text: `a:3 b:1`, or the message. */
export function placeBy(
  rule: PlacementRule,
  cluster: Cluster | string,
  requests: string | readonly PodSetRequest[],
  usage = '',
): string {
  const asked = typeof requests === 'string' ? [ask(requests)] : requests;
  return show(rule.place(snapshotOf(cluster, usage), asked, emptyContext()));
}
