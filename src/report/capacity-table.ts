import { formatAmount } from '../base/index.ts';
import { type Node, toAmounts } from '../model/index.ts';
import { capacityByDomain, type Network } from '../topology/index.ts';
import { textTable } from './text-table.ts';

/** Accelerators first, then what goes with them; what no node has gets no column. */
const RESOURCES = ['nvidia.com/gpu', 'aws.amazon.com/neuron', 'vpc.amazonaws.com/efa', 'cpu', 'memory'];

/** Allocatable resources below every network node, layer by layer: used or not, as the nodes report them. */
export function capacityTable(network: Network, nodes: readonly Node[]): string {
  const amounts = nodes.map(({ name, allocatable }) => ({ name, has: toAmounts(allocatable) }));
  const resources = RESOURCES.filter((resource) => amounts.some(({ has }) => (has.get(resource) ?? 0n) > 0n));
  const columns = resources.map((resource) =>
    capacityByDomain(network, new Map(amounts.map(({ name, has }) => [name, has.get(resource) ?? 0n]))),
  );
  const rows = capacityByDomain(network, new Map()).map(({ node, layer, instanceCount }, row) => [
    String(layer),
    node,
    String(instanceCount),
    ...resources.map((resource, column) => formatAmount(resource, columns[column]?.[row]?.amount ?? 0n)),
  ]);
  return textTable([['LAYER', 'NETWORK NODE', 'INSTANCES', ...resources.map((name) => name.toUpperCase())], ...rows]);
}
