import {
  type Configuration,
  countedRequests,
  type FeatureGates,
  type PodSetAssignment,
  type TopologyAssignment,
  toAmounts,
  type Workload,
} from '../../model/index.ts';
import { multiplyRequests, type RequestVector, scaleRequests, toRequestVector } from './request-vector.ts';

/** What one pod set counts with against quota, over all its pods. */
export interface PodSetTotals {
  readonly name: string;
  /** Pods that are counted: fewer than the pod set has if some are done, or only some were admitted. */
  readonly count: number;
  /** Without `pods`, unless the pod set was admitted to a queue that counts them (kueue-quota Q1). */
  readonly requests: RequestVector;
  /** Resource → flavor, of a pod set that holds quota. */
  readonly flavors?: ReadonlyMap<string, string>;
  readonly topologyAssignment?: TopologyAssignment;
  readonly delayedTopologyRequest?: 'Pending' | 'Ready';
}

/** What decides how requests are counted. */
export interface CountingOptions {
  readonly gates: FeatureGates;
  readonly configuration: Configuration;
}

/**
 * Totals of the pod sets of a workload: of its admission, in the admission's order, if it has one; else of its templates.
 *
 * @param workload with templates as `adjustPodSpec` gives them
 * @see kueue-quota §4.3, §4.5
 */
export function podSetTotals(workload: Workload, { gates, configuration }: CountingOptions): readonly PodSetTotals[] {
  const counts = remainingCounts(workload, gates);
  const held = workload.admission?.podSetAssignments;
  if (held !== undefined) return held.map((assignment) => admittedTotals(assignment, workload, counts, gates));
  return workload.podSets.map(({ name, template }) => {
    const count = counts.get(name) as number;
    const ofOnePod = toRequestVector(countedRequests(template.spec ?? {}, configuration.resources));
    return { name, count, requests: multiplyRequests(ofOnePod, count) };
  });
}

/**
 * Totals for another number of pods. Those with a place in the topology are left as they are.
 * @see kueue-quota §4.6
 */
export function scaleTotals(totals: PodSetTotals, count: number): PodSetTotals {
  if (totals.topologyAssignment !== undefined || totals.count === 0 || totals.count === count) return totals;
  return { ...totals, count, requests: scaleRequests(totals.requests, totals.count, count) };
}

/** Pod set → pods that are not done. */
function remainingCounts(workload: Workload, gates: FeatureGates): ReadonlyMap<string, number> {
  const done = gates.ReclaimablePods ? new Map(Object.entries(workload.reclaimablePods ?? {})) : new Map();
  return new Map(workload.podSets.map(({ name, count }) => [name, count - Math.min(done.get(name) ?? 0, count)]));
}

function admittedTotals(
  assignment: PodSetAssignment,
  { podSets }: Workload,
  remaining: ReadonlyMap<string, number>,
  gates: FeatureGates,
): PodSetTotals {
  const { name, topologyAssignment, delayedTopologyRequest } = assignment;
  const admitted = assignment.count ?? podSets.find((podSet) => podSet.name === name)?.count ?? 0;
  const count = Math.min(admitted, remaining.get(name) ?? 0);
  const requests = toRequestVector(toAmounts(assignment.resourceUsage ?? {}));
  return {
    name,
    count,
    requests: count === admitted ? requests : scaleRequests(requests, admitted, count),
    flavors: new Map(Object.entries(assignment.flavors ?? {})),
    ...(gates.TopologyAwareScheduling && topologyAssignment ? { topologyAssignment } : {}),
    ...(gates.TopologyAwareScheduling && delayedTopologyRequest ? { delayedTopologyRequest } : {}),
  };
}
