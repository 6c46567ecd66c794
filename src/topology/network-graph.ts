import { DirectedGraph } from 'graphology';
import type { Instance } from '../model/index.ts';
import { findParentConflicts } from './parent-conflicts.ts';

/** Attributes of a graph node. */
export type NetworkNodeAttributes =
  | {
      readonly kind: 'network-node';
      /** EC2's id of the network node, `nn-…`. */
      readonly label: string;
      /** 1 for the top. */
      readonly layer: number;
    }
  | ({
      readonly kind: 'instance';
      /** Name to show: the Kubernetes node where it is known, else the id. */
      readonly label: string;
      /** One more than that of the network node it hangs on. */
      readonly layer: number;
    } & Omit<Instance, 'networkNodes'>);

/** Attributes of an edge: a link from a network node down to the next, or to an instance. */
export interface NetworkLinkAttributes {
  /** Layer of the upper end. */
  readonly layer: number;
  /** Hops of the link: always 1, so that shortest paths of any graph library are hops. */
  readonly weight: 1;
}

/** The network as a graphology graph: the model to build, query, draw and exchange. */
export type NetworkGraph = DirectedGraph<NetworkNodeAttributes, NetworkLinkAttributes>;

/** What instance keys of the graph begin with, so that no instance is taken for a network node. */
const INSTANCE_PREFIX = 'instance/';

/**
 * Builds the graph of the network above these instances.
 *
 * Keys: a network node's id; `parent key/id` where the id is reported below several parents, since they are different
 * places; `instance/` and the id for an instance. Edges point down. Layers below the first come after their parents.
 */
export function buildNetworkGraph(instances: readonly Instance[]): NetworkGraph {
  const graph: NetworkGraph = new DirectedGraph();
  const ambiguous = new Set(findParentConflicts(instances).map(({ node }) => node));
  for (const instance of instances) {
    let parent: string | undefined;
    for (const [i, node] of instance.networkNodes.entries()) {
      const key: string = ambiguous.has(node) ? `${parent ?? ''}/${node}` : node;
      graph.mergeNode(key, { kind: 'network-node', label: node, layer: i + 1 });
      link(graph, parent, key, i);
      parent = key;
    }
    const { networkNodes, ...own } = instance;
    const key = INSTANCE_PREFIX + instance.id;
    if (graph.hasNode(key)) continue;
    const layer = networkNodes.length + 1;
    graph.addNode(key, { kind: 'instance', label: instance.nodeName ?? instance.id, layer, ...own });
    link(graph, parent, key, layer - 1);
  }
  return graph;
}

/** The instances of a graph, in the order of its nodes: the inverse of {@link buildNetworkGraph}. */
export function instancesFromGraph(graph: NetworkGraph): Instance[] {
  const instances: Instance[] = [];
  graph.forEachNode((key, attributes) => {
    if (attributes.kind !== 'instance') return;
    const { kind: _kind, label: _label, layer: _layer, ...own } = attributes;
    instances.push({ ...own, networkNodes: pathAbove(graph, key) });
  });
  return instances;
}

function link(graph: NetworkGraph, parent: string | undefined, child: string, layer: number): void {
  if (parent !== undefined) graph.mergeDirectedEdge(parent, child, { layer, weight: 1 });
}

function pathAbove(graph: NetworkGraph, key: string): string[] {
  const path: string[] = [];
  let [above] = graph.inNeighbors(key);
  while (above !== undefined) {
    path.push(graph.getNodeAttribute(above, 'label'));
    [above] = graph.inNeighbors(above);
  }
  return path.reverse();
}
