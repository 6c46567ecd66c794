import type { Cluster, ResourceFlavor, Topology } from '../../model/index.ts';
import { deriveTopology, instancesFromNodes } from '../../topology/index.ts';

/** Name of the topology and the flavor that stand in where a cluster has none. */
const DEFAULT_NAME = 'default';

/** A cluster that can take topology requests, and what had to be assumed for that. */
export interface PlaceableCluster {
  readonly cluster: Cluster;
  readonly notices: readonly string[];
}

/**
 * Adds what placement needs and the cluster does not say: a flavor for each topology when no flavor names one, and the
 * topology of EC2's network layers when there is none at all (ec2-hyperpod §3.2).
 */
export function withDefaultFlavor(cluster: Cluster): PlaceableCluster {
  const known = new Set(cluster.topologies.map(({ name }) => name));
  if (cluster.resourceFlavors.some(({ topologyName }) => known.has(topologyName ?? '')))
    return { cluster, notices: [] };
  const { topologies, notice } = topologiesOf(cluster);
  const flavors: ResourceFlavor[] = topologies.map(({ name }) => ({ name, topologyName: name }));
  const notices = [
    notice,
    `no ResourceFlavor names a Topology: assumed ${listOf('ResourceFlavor', flavors)} over all nodes`,
  ];
  return {
    cluster: { ...cluster, topologies, resourceFlavors: [...cluster.resourceFlavors, ...flavors] },
    notices: notices.filter((text) => text !== ''),
  };
}

function topologiesOf(cluster: Cluster): { readonly topologies: readonly Topology[]; readonly notice: string } {
  if (cluster.topologies.length > 0) return { topologies: cluster.topologies, notice: '' };
  const topology = deriveTopology(instancesFromNodes(cluster.nodes), DEFAULT_NAME);
  return { topologies: [topology], notice: `no Topology given: assumed the levels ${topology.levels.join(', ')}` };
}

function listOf(kind: string, named: readonly { readonly name: string }[]): string {
  return `${kind} ${named.map(({ name }) => `"${name}"`).join(', ')}`;
}
