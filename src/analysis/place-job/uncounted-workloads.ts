import type { Cluster, Workload } from '../../model/index.ts';

/**
 * Admitted workloads that hold room which nobody counts: placed by topology, in flavors of which none is a ResourceFlavor
 * with a Topology in the cluster. In the order given.
 */
export function uncountedWorkloads({ workloads, resourceFlavors, topologies }: Cluster): Workload[] {
  const names = new Set(topologies.map(({ name }) => name));
  const counted = new Set(
    resourceFlavors.filter(({ topologyName }) => names.has(topologyName ?? '')).map(({ name }) => name),
  );
  return workloads.filter(({ admission }) =>
    (admission?.podSetAssignments ?? []).some(
      ({ topologyAssignment, flavors = {} }) =>
        topologyAssignment !== undefined && !Object.values(flavors).some((flavor) => counted.has(flavor)),
    ),
  );
}
