import { HOSTNAME_LABEL, type Instance, NETWORK_LAYER_LABELS, type Node, type Topology } from '../../model/index.ts';
import { compileNetwork, instancesFromNodes, type Network } from '../../topology/index.ts';

/**
 * The network in which the places of a topology's assignments lie: host names, or whole domains where the topology ends
 * above the hosts (then named by their values, joined with commas).
 *
 * Hosts are placed by EC2's layer labels where any node has them, else by the levels of the topology.
 */
export function placementNetwork(topology: Topology, nodes: readonly Node[]): Network {
  return topology.levels.at(-1) === HOSTNAME_LABEL
    ? compileNetwork(hostInstances(topology, nodes))
    : compileNetwork(domainInstances(topology, nodes));
}

function hostInstances({ levels }: Topology, nodes: readonly Node[]): Instance[] {
  const hasLayers = nodes.some(({ labels }) => labels[NETWORK_LAYER_LABELS[0] as string] !== undefined);
  const instances = instancesFromNodes(nodes, hasLayers ? NETWORK_LAYER_LABELS : levels);
  return instances.map((instance, i) => {
    const host = nodes[i]?.labels[HOSTNAME_LABEL] ?? nodes[i]?.name ?? instance.id;
    return { ...instance, id: host, nodeName: host };
  });
}

function domainInstances({ levels }: Topology, nodes: readonly Node[]): Instance[] {
  return nodes
    .filter(({ labels }) => levels.every((level) => labels[level] !== undefined))
    .map(({ labels }) => {
      const values = levels.map((level) => labels[level] as string);
      return { id: values.join(','), networkNodes: values.slice(0, -1) };
    });
}
