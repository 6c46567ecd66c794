import { DirectedGraph } from 'graphology';
import { HopwiseError } from '../base/index.ts';
import type { Instance } from '../model/index.ts';
import { findParentConflicts } from './parent-conflicts.ts';
import { uniqueInstances } from './unique-instances.ts';

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
 * Builds the graph of the network above these instances; of several with one id the first counts.
 *
 * Keys: `instance/ID` for an instance, the id for a network node. A network node whose id is reported in several places,
 * or would make an unsafe key, has the JSON list of its path from the top: `["nn-1","nn-5"]`. Edges point down; parents
 * are added before what is below them.
 */
export function buildNetworkGraph(instances: readonly Instance[]): NetworkGraph {
  const graph: NetworkGraph = new DirectedGraph();
  const unique = uniqueInstances(instances);
  const ambiguous = new Set(findParentConflicts(unique).map(({ node }) => node));
  for (const { networkNodes, ...own } of unique) {
    let parent: string | undefined;
    for (const [i, label] of networkNodes.entries()) {
      const isKey = isSafeKey(label) && !ambiguous.has(label);
      const key = isKey ? label : JSON.stringify(networkNodes.slice(0, i + 1));
      if (!graph.hasNode(key)) addBelow(graph, parent, key, { kind: 'network-node', label, layer: i + 1 });
      parent = key;
    }
    const shown = { kind: 'instance', label: own.nodeName ?? own.id, layer: networkNodes.length + 1 } as const;
    addBelow(graph, parent, INSTANCE_PREFIX + own.id, { ...shown, ...own });
  }
  return graph;
}

/**
 * The instances of a graph, in the order of its nodes: the inverse of {@link buildNetworkGraph}. Network nodes without
 * an instance below leave no trace.
 *
 * @throws HopwiseError `invalid-argument` when something above an instance has several parents or is its own ancestor
 */
export function instancesFromGraph(graph: NetworkGraph): Instance[] {
  const instances: Instance[] = [];
  graph.forEachNode((key, attributes) => {
    if (attributes.kind !== 'instance') return;
    const { kind: _kind, label: _label, layer: _layer, ...own } = attributes;
    instances.push({ ...own, networkNodes: pathAbove(graph, key) });
  });
  return instances;
}

/** graphology keeps neighbours in plain objects, where a name like `constructor` is always there. */
function isSafeKey(id: string): boolean {
  return !id.startsWith(INSTANCE_PREFIX) && !id.startsWith('[') && !(id in Object.prototype);
}

function addBelow(graph: NetworkGraph, parent: string | undefined, key: string, node: NetworkNodeAttributes): void {
  graph.addNode(key, node);
  if (parent !== undefined) graph.addDirectedEdge(parent, key, { layer: node.layer - 1, weight: 1 });
}

function pathAbove(graph: NetworkGraph, key: string): string[] {
  const path: string[] = [];
  for (let above = parentOf(graph, key); above !== undefined; above = parentOf(graph, above)) {
    path.push(graph.getNodeAttribute(above, 'label'));
    if (path.length > graph.order) throw notAForest(`"${key}" lies below a cycle`);
  }
  return path.reverse();
}

function parentOf(graph: NetworkGraph, key: string): string | undefined {
  const parents = graph.inNeighbors(key);
  if (parents.length > 1) throw notAForest(`"${key}" has ${parents.length} parents (${parents.join(', ')})`);
  return parents[0];
}

function notAForest(reason: string): HopwiseError {
  return new HopwiseError('invalid-argument', `the graph is not a forest: ${reason}; give every node one parent`);
}
