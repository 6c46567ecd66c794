import { compareStrings } from '../../base/index.ts';
import {
  type Cluster,
  type FeatureGates,
  type Node,
  podRequests,
  type ResourceAmounts,
  type ResourceFlavor,
  type Topology,
  toAmounts,
} from '../../model/index.ts';
import { countsAsNonTopologyUsage } from '../kueue/lifecycle/index.ts';
import { belongsToFlavor, buildDomainTree } from './domain-tree.ts';
import { FlavorSnapshot } from './flavor-snapshot.ts';
import { type TopologyUsage, topologyUsage } from './topology-usage.ts';

/** The topology flavors of a cluster, by name. */
export type FlavorSnapshots = ReadonlyMap<string, FlavorSnapshot>;

/**
 * Compiles a cluster for placement: one snapshot for each flavor whose topology is known (kueue-tas §4.5).
 *
 * @param usage what holds capacity beside the cluster's workloads
 */
export function buildSnapshots(
  cluster: Pick<Cluster, 'nodes' | 'pods' | 'topologies' | 'resourceFlavors' | 'workloads'>,
  gates: FeatureGates,
  usage: readonly TopologyUsage[] = [],
): FlavorSnapshots {
  const topologies = new Map(cluster.topologies.map((topology) => [topology.name, topology]));
  const otherPods = nonTopologyUsage(cluster.pods);
  const snapshots = new Map<string, FlavorSnapshot>();
  for (const flavor of [...cluster.resourceFlavors].sort((a, b) => compareStrings(a.name, b.name))) {
    const topology = topologies.get(flavor.topologyName ?? '');
    if (topology !== undefined) snapshots.set(flavor.name, buildSnapshot(flavor, topology, cluster.nodes, otherPods));
  }
  for (const entry of [...cluster.workloads.flatMap(topologyUsage), ...usage]) chargeUsage(snapshots, entry, gates);
  return snapshots;
}

function buildSnapshot(
  flavor: ResourceFlavor,
  topology: Topology,
  nodes: Cluster['nodes'],
  otherPods: ReadonlyMap<string, readonly ResourceAmounts[]>,
): FlavorSnapshot {
  const members = nodes.filter((node) => belongsToFlavor(node, flavor, topology));
  const { domains, nodesAtLeaves } = buildDomainTree(topology, members);
  const snapshot = new FlavorSnapshot(flavor, domains);
  for (const { node, leaf } of nodesAtLeaves) {
    snapshot.addNode(node.name, leaf, remainingCapacity(node, otherPods.get(node.name) ?? []));
  }
  return snapshot;
}

/** Requests of the pods that no topology assignment stands for, by node name (kueue-tas §4.3). */
function nonTopologyUsage(pods: Cluster['pods']): Map<string, ResourceAmounts[]> {
  const byNode = new Map<string, ResourceAmounts[]>();
  for (const pod of pods) {
    const nodeName = pod.spec?.nodeName;
    if (nodeName === undefined || !countsAsNonTopologyUsage(pod)) continue;
    const requests = new Map(podRequests(pod.spec ?? {}));
    requests.set('pods', (requests.get('pods') ?? 0n) + 1n);
    const list = byNode.get(nodeName);
    if (list === undefined) byNode.set(nodeName, [requests]);
    else list.push(requests);
  }
  return byNode;
}

/**
 * Charges usage to the snapshots that it concerns. Host-exact flavors see usage on their hosts whichever host-exact flavor it was admitted to, unless
 * `TASHandleOverlappingFlavors` is off (kueue-tas §4.5).
 */
export function chargeUsage(snapshots: FlavorSnapshots, usage: TopologyUsage, gates: FeatureGates): void {
  const holder = snapshots.get(usage.flavor);
  if (holder === undefined) return;
  const isShared = gates.TASHandleOverlappingFlavors && holder.domains.isHostExact;
  for (const snapshot of snapshots.values()) {
    if (snapshot === holder || (isShared && snapshot.domains.isHostExact)) {
      snapshot.addUsage(usage.values, usage.requests, usage.count);
    }
  }
}

/** What a node can give to topology pods: allocatable less the pods that no assignment stands for; may be negative. */
function remainingCapacity(node: Node, otherPods: readonly ResourceAmounts[]): ResourceAmounts {
  const capacity = toAmounts(node.allocatable);
  for (const requests of otherPods) {
    for (const [resource, amount] of requests) capacity.set(resource, (capacity.get(resource) ?? 0n) - amount);
  }
  return capacity;
}
