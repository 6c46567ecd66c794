import {
  POD_SET_LABEL,
  type PodSet,
  type PodSetAssignment,
  TOPOLOGY_SCHEDULING_GATE,
  UNCONSTRAINED_TOPOLOGY_ANNOTATION,
  WORKLOAD_ANNOTATION,
} from '../../../model/index.ts';

/** What is added to the pods of a pod set when its job starts. */
export interface PodSetStart {
  readonly schedulingGates: readonly { readonly name: string }[];
  readonly annotations: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * What ties the pods of a starting pod set to their places: a gate until they are told, and the names by which they are
 * found. Pods that asked for no place, but got one, are marked as unconstrained, so that they count as topology pods.
 * Undefined for a pod set without a topology assignment.
 *
 * @see kueue-tas §16.3
 */
export function startOf(workloadName: string, podSet: PodSet, assignment: PodSetAssignment): PodSetStart | undefined {
  if (assignment.topologyAssignment === undefined) return undefined;
  const { required, preferred, unconstrained } = podSet.topologyRequest ?? {};
  const hasAsked = required !== undefined || preferred !== undefined || unconstrained !== undefined;
  return {
    schedulingGates: [{ name: TOPOLOGY_SCHEDULING_GATE }],
    annotations: {
      [WORKLOAD_ANNOTATION]: workloadName,
      ...(hasAsked ? {} : { [UNCONSTRAINED_TOPOLOGY_ANNOTATION]: 'true' }),
    },
    labels: { [POD_SET_LABEL]: podSet.name },
  };
}
